import Foundation

/// Whether a rate is higher in one sample than in another, without any approximation.
///
/// R. A. Fisher, "The Logic of Inductive Inference", Journal of the Royal Statistical Society
/// 98(1), 1935: given how many events both samples have together, how these fall to the samples is
/// hypergeometric if the rates are the same. It says "higher" at most as often as it says that it
/// may, whatever the rate; with rare events less often, so that it may keep silent on a difference
/// that an unconditional test (G. A. Barnard, Biometrika 34(1–2), 1947) would see.
///
/// For trials drawn independently within each sample.
package struct FisherExact: Equatable, Sendable {
    package struct Sample: Codable, Equatable, Sendable {
        /// 0 ... trials.
        package let events: Int
        /// At least 0.
        package let trials: Int

        package init(_ events: Int, of trials: Int) {
            precondition(0...max(trials, 0) ~= events, "\(events) of \(trials)")
            (self.events, self.trials) = (events, trials)
        }

        /// 0 without a trial.
        package var rate: Double { trials == 0 ? 0 : Double(events) / Double(trials) }
    }

    /// What was before.
    package let first: Sample
    /// What may be higher.
    package let second: Sample

    package init(_ second: Sample, against first: Sample) {
        (self.first, self.second) = (first, second)
    }

    /// P(as many events in the second sample, or more) if its rate is not higher; 1 where a sample
    /// has no trial.
    ///
    /// - Complexity: O(events).
    package var oneSided: Double {
        let events = first.events + second.events
        let least = max(0, events - first.trials)
        if second.events <= least { return 1 }
        let expected = Double(events) * Double(second.trials)
        let isAbove =
            Double(second.events) * Double(first.trials + second.trials) >= expected
        // Away from the middle each term is smaller than the one before it.
        return isAbove
            ? tail(from: second.events, by: 1) : 1 - tail(from: second.events - 1, by: -1)
    }

    private func tail(from start: Int, by step: Int) -> Double {
        let events = first.events + second.events
        let last = step > 0 ? min(events, second.trials) : max(0, events - first.trials)
        var term = 1.0
        var sum = 1.0
        for count in stride(from: start, to: last, by: step) where term > sum * 1e-17 {
            let more = Double(step > 0 ? count : count - 1)
            let raised =
                (Double(events) - more) * (Double(second.trials) - more)
                / ((more + 1) * (Double(first.trials - events) + more + 1))
            term *= step > 0 ? raised : 1 / raised
            sum += term
        }
        return min(1, exp(logTerm(start) + log(sum)))
    }

    /// The logarithm of P(exactly so many events in the second sample).
    private func logTerm(_ count: Int) -> Double {
        let events = first.events + second.events
        return Self.logChoose(second.trials, count)
            + Self.logChoose(first.trials, events - count)
            - Self.logChoose(first.trials + second.trials, events)
    }

    private static func logChoose(_ all: Int, _ some: Int) -> Double {
        lgamma(Double(all) + 1) - lgamma(Double(some) + 1) - lgamma(Double(all - some) + 1)
    }
}
