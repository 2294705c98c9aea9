import Glibc

/// The file in which the kernel tells the state of a process (proc(5), stat), kept open for those
/// who ask again and again: a look costs one call, and never speaks of a later process of the same
/// number.
package final class StateFile {
    private let file: Int32

    package init(of process: pid_t) {
        file = open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
    }

    deinit { if file >= 0 { close(file) } }

    /// Such as `R`, `S`, `Z`; nil when the process is gone.
    package var letter: Unicode.Scalar? {
        withUnsafeTemporaryAllocation(byteCount: Self.byteCount, alignment: 1) { room in
            let count = pread(file, room.baseAddress, room.count, 0)
            guard count > 0 else { return nil }
            // The name stands in parentheses, and may hold anything; behind it are none.
            guard let end = room[..<count].lastIndex(of: UInt8(ascii: ")")), end + 2 < count else {
                return nil
            }
            return Unicode.Scalar(room[end + 2])
        }
    }

    /// Its number, its name of at most 64 bytes, and the letter.
    private static let byteCount = 96

    /// Whether it waits for something that it can be woken from.
    package var isAsleep: Bool { letter == "S" }
}
