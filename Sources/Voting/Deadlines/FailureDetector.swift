import Glibc

/// How long one process of a replica may take for an answer, learnt from how long it took.
///
/// N. Hayashibara, X. Défago, R. Yared, T. Katayama, "The φ Accrual Failure Detector", SRDS 2004:
/// suspicion φ(t) = -log₁₀ P(an answer later than t), times taken to be normal. Deviations: what
/// is observed are answer times, not intervals between heartbeats; mean and variance are weighted
/// exponentially (1/16 for the newest) instead of over a window of 1,000; the standard deviation
/// is never taken for less than 1/16 of the mean, and where the paper leaves φ to the application
/// here it becomes a deadline, the t at which φ reaches a threshold.
///
/// W. Chen, S. Toueg, M. K. Aguilera, "On the Quality of Service of Failure Detectors", IEEE
/// Transactions on Computers 51, 2002: the expected time plus a safety margin. Deviation: the
/// margin is a share of the mean, not computed from required detection and mistake times. The
/// later of both deadlines holds.
///
/// With the weight and the default suspicion one answer of a slower regime, however much slower,
/// makes the deadline long enough for the next one like it.
///
/// Constant time and no allocation per answer: a few multiplications and one square root.
package struct FailureDetector: Sendable {
    private static let weight = 1.0 / 16
    private static let leastDeviation = 1.0 / 16

    private let policy: DetectorPolicy
    /// Standard deviations beyond the mean at which the suspicion is the policy's.
    private let deviations: Double
    private var answers = 0
    private var mean = 0.0
    private var variance = 0.0
    private var unstretched: UInt64

    package init(policy: DetectorPolicy) {
        self.policy = policy
        deviations = Self.deviations(for: policy.suspicion)
        unstretched = policy.ceilingNanoseconds
    }

    /// A new process: nothing is known of it.
    package mutating func restarted() {
        (answers, mean, variance) = (0, 0, 0)
        unstretched = policy.ceilingNanoseconds
    }

    /// An answer came after so long, late ones included: they are what is to be learnt.
    package mutating func answered(after nanoseconds: UInt64) {
        let time = Double(nanoseconds)
        if answers == 0 {
            mean = time
        } else {
            let difference = time - mean
            mean += Self.weight * difference
            variance = (1 - Self.weight) * (variance + Self.weight * difference * difference)
        }
        answers = min(answers + 1, policy.answersMin)
        guard answers >= policy.answersMin else { return }
        let margin = max(deviations * deviation, mean * Double(policy.marginPercent) / 100)
        unstretched = Self.nanoseconds(mean + margin)
    }

    /// - Parameter percent: what it is stretched by, from 100 on, to the ceiling at most.
    package func deadline(percent: Int = 100) -> UInt64 {
        let base = max(policy.floorNanoseconds, min(unstretched, policy.ceilingNanoseconds))
        let stretched = Self.nanoseconds(Double(base) * Double(max(100, percent)) / 100)
        return min(policy.ceilingNanoseconds, stretched)
    }

    /// - Returns: φ of a demand that is unanswered for so long; 0 before there are enough answers.
    package func suspicion(after nanoseconds: UInt64) -> Double {
        guard answers >= policy.answersMin else { return 0 }
        return Self.suspicion((Double(nanoseconds) - mean) / deviation)
    }

    private var deviation: Double {
        max(variance.squareRoot(), mean * Self.leastDeviation, 1)
    }

    /// The tail of the normal distribution; beyond what a Double can hold, 300.
    private static func suspicion(_ deviations: Double) -> Double {
        let tail = erfc(deviations / 2.0.squareRoot()) / 2
        return tail > 0 ? min(300, max(0, -log10(tail))) : 300
    }

    /// By bisection, once for each detector.
    private static func deviations(for suspicion: Double) -> Double {
        var (low, high) = (0.0, 40.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if Self.suspicion(middle) < suspicion { low = middle } else { high = middle }
        }
        return high
    }

    private static func nanoseconds(_ time: Double) -> UInt64 {
        UInt64(exactly: time.rounded(.up)) ?? .max
    }
}
