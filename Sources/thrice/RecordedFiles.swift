import Foundation

/// What is odd about files of recorded answers, in words for a warning.
enum RecordedFiles {
    /// A file that is named twice, under whatever name, would vote twice. Pipes are never the same.
    static func repetitions(_ paths: [String]) -> [String] {
        var names: [FileKey: [String]] = [:]
        for path in paths {
            if let key = FileKey(path) { names[key, default: []].append(path) }
        }
        return paths.compactMap { path in
            // Told once, where the file is first named.
            guard let key = FileKey(path), let same = names.removeValue(forKey: key),
                same.count > 1
            else { return nil }
            let beginning =
                Set(same).count == 1
                ? "'\(path)' is named \(same.count) times"
                : "\(Set(same).sorted().map { "'\($0)'" }.joined(separator: " and ")) are one file"
            return beginning + ": its answers count as often"
        }
    }

    /// Whether a file is among others.
    static func contains(_ path: String, in paths: [String]) -> Bool {
        guard let key = FileKey(path) else { return false }
        return paths.contains { FileKey($0) == key }
    }

    /// Nil when there are none.
    static func carriageReturns(_ paths: [String]) -> String? {
        guard let first = paths.first else { return nil }
        let more = paths.count > 1 ? " and \(paths.count - 1) more" : ""
        return "lines of '\(first)'\(more) end with a carriage return, which is part of the answer"
            + " (hint: sed -i 's/\\r$//' FILE)"
    }

    /// What the kernel knows a regular file by.
    private struct FileKey: Hashable {
        let device: UInt64
        let node: UInt64

        init?(_ path: String) {
            var status = stat()
            guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
            device = UInt64(status.st_dev)
            node = UInt64(status.st_ino)
        }
    }
}
