/// What becomes of one system call of a copy.
package enum CallChange: Hashable, Sendable {
    /// It is not made, and the process is told this error of errno(3).
    case fail(errno: Int32)
    /// Only so many bytes are moved, and the process is told how many.
    case shorten(bytes: UInt64)
    /// It is made, and the process is told something else of it.
    case flipResult(mask: UInt64)
    /// It begins so much later.
    case delay(nanoseconds: UInt64)
    /// It is made, and its process has less to do with from there on.
    case exhaust(ExhaustedResource)
    /// It is made, and a clock is wrong from there on.
    case clock(ClockChange)

    /// Nil: it does not hold the process.
    package var delay: UInt64? {
        if case .delay(let nanoseconds) = self { nanoseconds } else { nil }
    }

    /// Calls that may move fewer bytes than they were asked for: read, write, pread64, pwrite64,
    /// readv, writev, sendto, recvfrom, getrandom.
    static let counted: Set<UInt64> = [0, 1, 17, 18, 19, 20, 44, 45, 318]
}
