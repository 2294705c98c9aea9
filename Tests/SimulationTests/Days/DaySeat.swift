import Recovery
import Voting

/// One seat as it truly is.
struct DaySeat {
    /// What was built, and what is wrong with it.
    struct Build {
        var number: Int
        var crashesSoon = false
        /// The demand that it cannot survive.
        var poison: UInt64?
        /// How often in a hundred the next build crashes soon, too.
        var taint = 0
        /// All that it answers is wrong.
        var lies = false
    }

    var build: Build
    /// While its seat is exchanged: who is to come, and who sat there before.
    var newcomer: Build?
    var former: Build?
    /// Counts processes, so that what was meant for an old one is not done to a new one.
    var process = 0
    var isRunning = false
    var isCatchingUp = false
    /// Asked to leave, and for what.
    var leaving: WithdrawalReason?
    var isEjected = false
    /// Crash loops so far.
    var loops = 0
    var isHung = false
    var startedAt: UInt64 = 0
    var slowUntil: UInt64 = 0
    var slowFactor = 1.0
    var dissentsUntil: UInt64 = 0
    /// Set while a missed demand is out: when the voter gives up waiting.
    var isOverdue = false
    /// Index into the losses, from a loss to the start that mends it.
    var loss: Int?
    var isRejuvenating = false
    var detector: FailureDetector

    var isCounting: Bool { isRunning && !isCatchingUp && leaving == nil }
}
