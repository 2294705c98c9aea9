import Foundation

/// A process held by a descriptor, so that its number cannot come to mean another one.
final class ProcessWatch {
    let pid: pid_t
    let name: String
    private let descriptor: Int32

    /// Nil when there is no such process any more.
    init?(_ pid: pid_t, name: String) {
        self.pid = pid
        self.name = name
        descriptor = Self.openDescriptor(pid, 0)
        if descriptor < 0 { return nil }
    }

    deinit {
        close(descriptor)
    }

    /// Whether it has ended within the limit; a process that nobody has reaped yet has ended.
    func hasEnded(within limit: Duration = .zero) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, limit.wholeMilliseconds) > 0
    }

    func signal(_ number: Int32) {
        if !hasEnded() { kill(pid, number) }
    }

    private typealias OpenDescriptor = @convention(c) (pid_t, UInt32) -> Int32

    /// Glibc has `pidfd_open` since 2.36, its Swift module does not.
    private static let openDescriptor: OpenDescriptor = {
        guard let symbol = dlsym(nil, "pidfd_open") else {
            fatalError("cannot watch processes: glibc has no pidfd_open")
        }
        return unsafeBitCast(symbol, to: OpenDescriptor.self)
    }()
}

extension Duration {
    /// Rounded up, for `poll`.
    var wholeMilliseconds: Int32 {
        let (seconds, attoseconds) = components
        let rest = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return Int32(clamping: max(0, seconds * 1000 + rest))
    }
}
