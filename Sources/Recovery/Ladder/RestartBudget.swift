/// The tokens that are left of a `StormPolicy`, kept as time: a token is `everyNanoseconds` of it.
struct RestartBudget: Sendable {
    private let policy: StormPolicy
    private var credit: UInt64
    private var countedAt: UInt64 = 0

    init(_ policy: StormPolicy) {
        self.policy = policy
        credit = policy.windowNanoseconds
    }

    /// - Returns: whether there was a token, which is gone now.
    mutating func take(at now: UInt64) -> Bool {
        refill(at: now)
        guard credit >= policy.everyNanoseconds else { return false }
        credit -= policy.everyNanoseconds
        return true
    }

    /// When there is a token, if nobody takes one before.
    var nextInstant: UInt64 {
        credit >= policy.everyNanoseconds
            ? countedAt : countedAt.saturatingAdd(policy.everyNanoseconds - credit)
    }

    private mutating func refill(at now: UInt64) {
        guard now > countedAt else { return }
        credit = min(policy.windowNanoseconds, credit.saturatingAdd(now - countedAt))
        countedAt = now
    }
}
