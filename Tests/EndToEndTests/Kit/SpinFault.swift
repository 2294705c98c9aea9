import Foundation

/// A jump to itself where a process that waits goes on: it never waits again.
enum SpinFault {
    #if arch(x86_64)
        private static let jump: [UInt8] = [0xEB, 0xFE]
    #else
        private static let jump: [UInt8] = [0x00, 0x00, 0x00, 0x14]
    #endif

    static func inject(into process: pid_t, within limit: Duration = .seconds(5)) throws {
        let end = ContinuousClock.now + limit
        var place = try returnAddress(of: process)
        while place == nil {
            guard ContinuousClock.now < end else {
                throw KitError("process \(process) does not wait within \(limit)")
            }
            place = try returnAddress(of: process)
        }
        guard let place else { return }
        let memory = open("/proc/\(process)/mem", O_RDWR | O_CLOEXEC)
        defer { close(memory) }
        guard pwrite(memory, jump, jump.count, off_t(place)) == jump.count else {
            throw KitError("cannot change process \(process): errno \(errno)")
        }
    }

    /// Nil while it runs.
    private static func returnAddress(of process: pid_t) throws -> UInt64? {
        // The call's number, its six arguments, the stack pointer, and where it goes on.
        let words = try String(contentsOfFile: "/proc/\(process)/syscall", encoding: .utf8)
            .split(whereSeparator: \.isWhitespace)
        return words.count == 9 ? UInt64(words[8].dropFirst(2), radix: 16) : nil
    }
}
