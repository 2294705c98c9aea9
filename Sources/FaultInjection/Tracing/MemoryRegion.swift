/// A stretch of a process's memory (proc(5), maps).
package struct MemoryRegion: Equatable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// Can be executed.
        case text
        /// Variables of the program and its libraries, those that begin as zeros included.
        case data
        /// What it asked the kernel for: by `brk`, or as memory without a file.
        case heap
        case stack
        /// Constants, files, and what the kernel puts there.
        case other
    }

    package var addresses: Range<UInt64>
    package var kind: Kind
    package var isReadable: Bool
    package var isWritable: Bool
    /// With other processes, or with a file: what is written there is written for them, too.
    package var isShared: Bool
    /// A file, `[heap]` and the like; empty when it has none.
    package var name: String
    /// What of which file: place, device and number.
    package var source: String

    package static func regions(maps text: String) -> [MemoryRegion] {
        var regions = [MemoryRegion]()
        for line in text.split(separator: "\n") {
            guard let region = MemoryRegion(line: line, after: regions.last) else { continue }
            regions.append(region)
        }
        return regions
    }

    /// - Parameter last: the region before: variables that begin as zeros stand behind the others.
    private init?(line: Substring, after last: MemoryRegion?) {
        let words = line.split(separator: " ", maxSplits: 5)
        guard words.count >= 5 else { return nil }
        let ends = words[0].split(separator: "-").compactMap { UInt64($0, radix: 16) }
        guard ends.count == 2, ends[0] < ends[1] else { return nil }
        addresses = ends[0]..<ends[1]
        isReadable = words[1].first == "r"
        isWritable = words[1].dropFirst().first == "w"
        name = words.count == 6 ? String(words[5].drop { $0 == " " }) : ""
        source = words[2...4].joined(separator: " ")
        let isExecutable = words[1].dropFirst(2).first == "x"
        let isOwn = words[1].hasSuffix("p")
        isShared = !isOwn
        let isBehindData = last?.kind == .data && last?.addresses.upperBound == ends[0]
        kind =
            if name == "[stack]" {
                .stack
            } else if isExecutable, !name.hasPrefix("[v") {
                .text
            } else if !isWritable || !isOwn {
                .other
            } else if name == "[heap]" {
                .heap
            } else if name.hasPrefix("/") || isBehindData {
                .data
            } else {
                name.isEmpty ? .heap : .other
            }
    }
}
