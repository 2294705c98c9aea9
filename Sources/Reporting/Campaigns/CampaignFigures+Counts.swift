import Statistics

extension CampaignFigures {
    /// How often something was seen.
    package struct Count: Codable, Equatable, Sendable {
        package var outcome: String
        package var count: UInt64

        package init(outcome: String, count: UInt64) {
            (self.outcome, self.count) = (outcome, count)
        }
    }

    /// A share of trials with its interval.
    package struct Share: Codable, Equatable, Sendable {
        package var count: UInt64
        package var trials: UInt64
        package var low: Double
        package var high: Double

        package init(count: UInt64, trials: UInt64, low: Double, high: Double) {
            (self.count, self.trials, self.low, self.high) = (count, trials, low, high)
        }

        /// With the interval of Wilson.
        ///
        /// - Parameter confidence: nil where everything was counted, and there is no interval.
        package init(_ count: UInt64, of trials: UInt64, confidence: Double?) {
            guard let confidence else {
                let share = trials == 0 ? 0 : Double(count) / Double(trials)
                self.init(count: count, trials: trials, low: share, high: share)
                return
            }
            let interval = Wilson.interval(Int(count), of: Int(trials), confidence: confidence)
            self.init(count: count, trials: trials, low: interval.low, high: interval.high)
        }

        /// Nil without a trial.
        package var value: Double? { trials == 0 ? nil : Double(count) / Double(trials) }
    }

    /// What was worked out of several shares, with its interval.
    package struct Estimate: Codable, Equatable, Sendable {
        package var value: Double
        package var low: Double
        package var high: Double

        package init(value: Double, low: Double, high: Double) {
            (self.value, self.low, self.high) = (value, low, high)
        }
    }

    /// Failures of one vote to those of another on the same faults, or of one thing to another.
    package struct Ratio: Codable, Equatable, Sendable {
        package var to: String
        package var value: Double?
        package var low: Double
        /// Nil: no bound.
        package var high: Double?

        package init(to: String, value: Double?, low: Double, high: Double?) {
            (self.to, self.value, self.low, self.high) = (to, value, low, high)
        }
    }
}
