import FaultInjection

/// What one campaign file says, checked: which faults, into what, how many, and when to stop.
package struct Campaign: Sendable {
    /// Without its folders and `.yaml`.
    package var name: String
    /// The ensemble's folder, as it can be opened.
    package var ensemble: String
    package var seed: UInt64 = 1
    /// Who may be hit, by name; nil: all that vote.
    package var replicas: [String]?
    /// How many of the ensemble's demands, drawn by the seed; nil: all.
    package var demands: Int?
    /// Among the first so many of them; nil: among all.
    package var first: Int?
    package var lines: [FaultLine]
    package var sampling = Sampling.uniform
    /// At most so many; an exhaustive campaign has as many as its space, and a pruned one with 0 as
    /// many as its space has classes.
    package var trials: UInt64 = 10_000
    package var stop = StopRule()
    /// The votes that are compared on the same faults, the first of them the ensemble's own.
    package var votes: [VoteSize] = []
    package var budget = TrialBudget()
    package var live = LiveRules()
    /// Above 0, below 1.
    package var confidence = 0.95
    package var places = CampaignPlaces()

    package init(name: String, ensemble: String, lines: [FaultLine]) {
        (self.name, self.ensemble, self.lines) = (name, ensemble, lines)
    }

    package enum Sampling: String, Codable, CaseIterable, Sendable {
        /// Each point of the whole space is as likely, with replacement.
        case uniform
        /// Each line of `faults` gets its share of the trials, whatever its size.
        case stratified
        /// Each point once.
        case exhaustive
        /// Points that nothing can tell from each other are one trial with their number as its
        /// weight (see `DefUseClasses`): all of them, or points drawn as `uniform` draws them.
        case pruned
    }

    /// Whether its trials are the whole space, so that nothing is left to chance.
    package var isWhole: Bool { sampling == .exhaustive || sampling == .pruned && trials == 0 }
}

/// One entry of `faults`.
package struct FaultLine: Sendable {
    package var fault: any Fault
    /// As written, for reports.
    package var settings: [String: [String]]
    /// How many replicas get the same fault at once: above 1 it is a common mode.
    package var hits = 1
    /// What is struck while the whole ensemble runs; nil: replicas, each by itself.
    package var scene: LiveScene?
    /// Of the trials of a stratified campaign, in relation to the other lines.
    package var share: UInt64 = 1

    package init(fault: any Fault, settings: [String: [String]]) {
        (self.fault, self.settings) = (fault, settings)
    }

    package var model: String { type(of: fault).entry.name }

    /// Whether it does everything but a fault.
    package var isControl: Bool { fault is InjectNothing }
}

/// When a campaign ends before its trials are used up; whatever comes first.
package struct StopRule: Codable, Equatable, Sendable {
    /// Of the interval of silent wrong outputs, from end to end.
    package var width: Double?
    /// Silent wrong outputs of the ensemble's own vote.
    package var failures: UInt64?
    package var nanoseconds: UInt64?

    /// How long trials may take before somebody looks at the clock; nil where there is no time.
    package var lookSeconds: Double? { nanoseconds.map { min(10, Double($0) / 1e9 / 10) } }

    package var text: String {
        let parts = [
            width.map { "an interval of at most \($0 * 100) %" },
            failures.map { "\($0) silent wrong outputs" },
            nanoseconds.map { "\(Double($0) / 1e9) s" },
        ].compactMap { $0 }
        return parts.isEmpty ? "none" : parts.joined(separator: ", ")
    }
}

/// What one trial may use before it is a hang.
package struct TrialBudget: Codable, Equatable, Sendable {
    /// Of processor time, behind the fault.
    package var processorNanoseconds: UInt64 = 50_000_000
    package var wallNanoseconds: UInt64 = 500_000_000
    /// Instructions of one window that are stepped through to know it.
    package var steps: UInt64 = 1_000_000
}
