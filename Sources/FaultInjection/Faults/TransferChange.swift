/// What becomes of bytes while a system call moves them; the process itself is not changed.
package enum TransferChange: Equatable, Sendable {
    case flip(byte: Int, mask: UInt8)
    /// Nothing is moved, and the process is told that all was; what was to be read waits no more.
    case lose
    /// Only so many bytes are moved, and the process is told that all were.
    case cut(bytes: Int)
    /// Nothing is moved, and the process is told this error of errno(3).
    case fail(errno: Int32)
    /// The call begins so much later.
    case delay(nanoseconds: UInt64)
}
