/// When one of the run's own processes that ended before its time is started anew: at once, then
/// ever later, until one has lived for a while.
///
/// Times in nanoseconds.
struct BackOff {
    /// When the next one is to be started; nil when nobody is missing.
    private(set) var dueAt: UInt64?
    private var delay: UInt64 = 0
    private var startedAt: UInt64 = 0

    private static let shortest: UInt64 = 10_000_000
    private static let longest: UInt64 = 10_000_000_000

    func isDue(at now: UInt64) -> Bool { dueAt.map { $0 <= now } ?? false }

    mutating func started(at now: UInt64) {
        dueAt = nil
        startedAt = now
    }

    mutating func ended(at now: UInt64) {
        if now - startedAt > Self.longest { delay = 0 }
        dueAt = now + delay
        delay = min(max(2 * delay, Self.shortest), Self.longest)
    }

    /// It could not be started: that is tried again.
    mutating func failed(at now: UInt64) { dueAt = now + Self.longest }

    /// Nobody is needed any more.
    mutating func cancel() { dueAt = nil }
}
