extension CampaignFigures {
    /// The kind of fault that is none.
    static let control = "inject-nothing"

    /// Silent wrong outputs of the ensemble itself: by its own vote, and where it ran.
    package var ownWrong: UInt64 {
        (votes.first?.wrong.count ?? 0)
            + live.filter { !$0.isSum }.reduce(0) { $0 + $1.wrong.count }
    }

    /// What faults in what replicas share came to, each in a whole ensemble that ran, at the
    /// consumer's end.
    package struct Live: Codable, Equatable, Sendable {
        /// `voter`, `gate`, ….
        package var component: String
        package static let all = "all"
        package static let inUse = "all in use"

        /// As `flip-read-bits`; `all` for all of a component's but controls, as they were drawn;
        /// `all in use` for those of them that were in use for certain: not bits of registers and
        /// memory that may never have been read.
        package var fault: String
        /// In which something was injected.
        package var trials: UInt64
        /// In which it was not, though it should have been, or which the harness failed in.
        package var missed: UInt64
        package var outcomes: [Count]
        /// Silent wrong outputs.
        package var wrong: Share
        /// The most that can be claimed of silent wrong outputs: one-sided, Clopper–Pearson, with
        /// trials at one demand as a cluster as far as they differ.
        package var bound: Double
        /// The most that can be claimed of the share of demands at which trials like these, and as
        /// many, show a silent wrong output.
        package var demandBound: Double
        /// Median nanoseconds from the fault to the first line that is not the right one; nil
        /// where there was none.
        package var latency: UInt64?

        /// In which the right answer did not go out in time; silent wrong outputs are among them.
        package func failed(_ confidence: Double) -> Share {
            let right = outcomes.filter { Self.right.contains($0.outcome) }
                .reduce(0) { $0 + $1.count }
            return Share(trials - min(trials, right), of: trials, confidence: confidence)
        }

        private static let right: Set = [
            "no effect", "tolerated and logged", "tolerated, not logged",
        ]

        /// Whether it is made of other rows.
        package var isSum: Bool { fault == Self.all || fault == Self.inUse }

        /// Whether there was no fault.
        package var isControl: Bool { fault.hasPrefix(CampaignFigures.control) }

        package init(component: String, fault: String, trials: UInt64, missed: UInt64) {
            (self.component, self.fault) = (component, fault)
            (self.trials, self.missed) = (trials, missed)
            outcomes = []
            wrong = Share(count: 0, trials: 0, low: 0, high: 1)
            (bound, demandBound) = (1, 1)
        }
    }
}
