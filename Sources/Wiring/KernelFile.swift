import Glibc

/// A file whose text the kernel makes while it is read: its size is not known, and a short read is
/// not its end.
package enum KernelFile {
    /// Empty when there is none.
    package static func text(_ path: String) -> String {
        String(decoding: bytes(path), as: UTF8.self)
    }

    /// Empty when there is none.
    package static func bytes(_ path: String) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        var bytes = [UInt8]()
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(file, &chunk, chunk.count)
            if count <= 0 { return bytes }
            bytes += chunk[..<count]
        }
    }

    /// What the kernel says of a process behind its name (proc(5), stat): the state's letter, its
    /// parent, …; empty when it is gone.
    package static func state(of process: pid_t) -> [Substring] {
        // The name stands in parentheses, and may hold anything.
        let text = text("/proc/\(process)/stat")
        guard let end = text.lastIndex(of: ")") else { return [] }
        return text[end...].dropFirst().split(separator: " ")
    }
}
