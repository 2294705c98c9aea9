import Foundation

/// A flipped bit in the writable memory of a process.
struct MemoryFault {
    let address: UInt64
    let mask: UInt8

    /// Anywhere in its data, heap or stack; nil when it has ended.
    static func draw(_ random: inout SeededRandom, in process: pid_t) -> MemoryFault? {
        let maps = (try? String(contentsOfFile: "/proc/\(process)/maps", encoding: .utf8)) ?? ""
        let areas = maps.split(separator: "\n").compactMap { line -> Range<UInt64>? in
            let words = line.split(separator: " ")
            let ends = words.first?.split(separator: "-").compactMap { UInt64($0, radix: 16) } ?? []
            guard words.count > 1, words[1].hasPrefix("rw"), ends.count == 2 else { return nil }
            return ends[0]..<ends[1]
        }
        guard !areas.isEmpty else { return nil }
        // Each area is hit as often as the others, or nearly all bits would be in unused stack.
        let area = areas[Int(random.next() % UInt64(areas.count))]
        let offset = random.next() % (area.upperBound - area.lowerBound)
        return MemoryFault(address: area.lowerBound + offset, mask: 1 << UInt8(random.next() % 8))
    }

    func inject(into process: pid_t) {
        let memory = open("/proc/\(process)/mem", O_RDWR | O_CLOEXEC)
        guard memory >= 0 else { return }
        defer { close(memory) }
        var byte: UInt8 = 0
        guard pread(memory, &byte, 1, off_t(address)) == 1 else { return }
        byte ^= mask
        _ = pwrite(memory, &byte, 1, off_t(address))
    }
}
