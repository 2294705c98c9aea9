import Glibc
import Wiring

extension KernelFile {
    /// Writes a setting.
    ///
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
