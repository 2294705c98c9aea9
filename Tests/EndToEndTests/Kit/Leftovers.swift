import Foundation

/// Finds what a run left behind: processes that carry its mark in their arguments or environment.
/// Fixtures get the mark as an argument, which also what they fork inherits.
enum Leftovers {
    static func marked(_ mark: String) -> [ProcessWatch] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap { entry in
            guard let pid = pid_t(entry), pid != getpid() else { return nil }
            let arguments = text("/proc/\(pid)/cmdline")
            guard arguments.contains(mark) || text("/proc/\(pid)/environ").contains(mark),
                let watch = ProcessWatch(pid, name: arguments), !watch.hasEnded()
            else { return nil }
            return watch
        }
    }

    private static func text(_ path: String) -> String {
        guard let bytes = FileManager.default.contents(atPath: path) else { return "" }
        return String(decoding: bytes.map { $0 == 0 ? 32 : $0 }, as: UTF8.self)
    }
}
