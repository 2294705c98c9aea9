import Foundation

/// Something that is done now and then, by several threads.
final class Pace: @unchecked Sendable {
    private let lock = NSLock()
    private let interval: Duration
    private var last = ContinuousClock().now

    init(_ interval: Duration) { self.interval = interval }

    /// Whether the interval has passed since it last was.
    func isDue() -> Bool {
        lock.withLock {
            let now = ContinuousClock().now
            guard last.duration(to: now) >= interval else { return false }
            last = now
            return true
        }
    }
}
