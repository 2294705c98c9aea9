import Glibc

/// A file whose text the kernel makes while it is read: its size is not known, and a short read is
/// not its end. What is written is a setting.
enum KernelFile {
    /// Empty when there is none.
    static func text(_ path: String) -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return "" }
        defer { close(file) }
        var text = [UInt8]()
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(file, &chunk, chunk.count)
            if count <= 0 { break }
            text += chunk[..<count]
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// - Returns: whether it was taken; `errno` says why not.
    static func write(_ text: String, to path: String) -> Bool {
        let file = open(path, O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return false }
        let isTaken = writeAll(file, Array(text.utf8))
        let number = errno
        close(file)
        errno = number
        return isTaken
    }
}
