/// What replicas are called whose answers come from files.
package enum RecordingNames {
    package static let lengthMax = 40

    /// The files' names without folder and extension; where several are the same, with as many
    /// folders as tell them apart, or else a number. `-` is `stdin`.
    package static func names(of paths: [String]) -> [String] {
        let parts = paths.map(parts)
        let most = parts.map(\.count).max() ?? 1
        var names = parts.map { name($0, folders: 0) }
        for folders in 1..<max(2, most) {
            let repeated = repetitions(names)
            if repeated.isEmpty { break }
            for index in repeated { names[index] = name(parts[index], folders: folders) }
        }
        return numbered(names.map(shortened))
    }

    private static func parts(_ path: String) -> [Substring] {
        if path == "-" { return ["stdin"] }
        var parts = path.split(separator: "/")
        guard let file = parts.popLast() else { return [Substring(path)] }
        let stem = file.lastIndex(of: ".").map { file[..<$0] } ?? file
        return parts + [stem.isEmpty ? file : stem]
    }

    private static func name(_ parts: [Substring], folders: Int) -> String {
        parts.suffix(folders + 1).joined(separator: "/")
    }

    /// Indices of names that another one has, too.
    private static func repetitions(_ names: [String]) -> [Int] {
        let counts = Dictionary(grouping: names, by: { $0 }).mapValues(\.count)
        return names.indices.filter { (counts[names[$0]] ?? 0) > 1 }
    }

    /// The end of a long name tells more than its beginning.
    private static func shortened(_ name: String) -> String {
        name.count > lengthMax ? "…" + name.suffix(lengthMax - 1) : name
    }

    private static func numbered(_ names: [String]) -> [String] {
        var taken: Set<String> = []
        return names.map { name in
            var candidate = name
            var number = 2
            while !taken.insert(candidate).inserted {
                candidate = "\(name)-\(number)"
                number += 1
            }
            return candidate
        }
    }
}
