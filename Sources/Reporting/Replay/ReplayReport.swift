import Voting

/// What `thrice replay` tells: what a run made of a demand, and what replicas say to it now.
///
/// Answers and demands are texts with escapes (`EscapedBytes`) of at most 256 bytes.
package struct ReplayReport: Encodable, Equatable, Sendable {
    /// What a demand came to.
    package enum Verdict: String, Encodable, Sendable {
        case agreed
        case restrictive
        /// Agreed on; a latch let the restrictive answer out.
        case held
        /// The journal was not in time, and the restrictive answer went out.
        case withheld
        /// The run ended before it was decided.
        case undecided
    }

    /// Of all replicas together.
    package enum Outcome: String, Encodable, Sendable {
        case same
        case differs
        /// Nothing was agreed on that an answer could be held against.
        case nothingToCompare
    }

    package static let schemaVersion = 1

    package var schemaVersion = Self.schemaVersion
    /// The run's folder.
    package var run: String
    package var demand: UInt64
    /// The consumer's own bytes, and how many they are.
    package var demandText: String
    package var demandBytes: Int
    /// What was drawn for it; nil without `stamp`.
    package var stamp: String?
    /// What had gone out before it; nil without `feedback`.
    package var previous: String?
    package var verdict: Verdict
    /// What went out; nil when nothing is known to have.
    package var answer: String?
    /// The last demand before the checkpoint whose state is handed over first; nil without.
    package var checkpoint: UInt64?
    /// Demands that are shown before it, behind that.
    package var history: Int
    package var outcome: Outcome { Self.outcome(of: replicas) }
    package var replicas: [Replica] = []
    /// What the run's log tells of the demand, for people; a line each.
    package var story: [String] = []

    package init(
        run: String, demand: ReplayedDemand, checkpoint: UInt64? = nil, history: Int,
        plan: VoterPlan
    ) {
        self.run = run
        self.checkpoint = checkpoint
        self.history = history
        self.demand = demand.number
        let body = demand.body(plan)
        (demandText, demandBytes) = (Self.text(body), body.count)
        let front = demand.stamped.prefix(plan.stamp.byteCount).dropLast()
        stamp = plan.stamp == .none ? nil : Self.text(front)
        previous = plan.hasFeedback ? Self.text(demand.previous) : nil
        answer = demand.answer.map { Self.text($0) }
        verdict =
            switch demand.verdict {
            case nil: .undecided
            case .agreed: .agreed
            case .held: .held
            case .restrictive: demand.isWithheld ? .withheld : .restrictive
            }
    }

    static func text(_ bytes: some Collection<UInt8>) -> String {
        EscapedBytes.text(bytes, columns: ClippedBytes.countMax)
    }

    private static func outcome(of replicas: [Replica]) -> Outcome {
        if replicas.contains(where: \.isFault) { return .differs }
        let isAll = replicas.allSatisfy { $0.outcome == .same }
        return isAll && !replicas.isEmpty ? .same : .nothingToCompare
    }

    private enum CodingKeys: String, CodingKey {
        case schemaVersion, run, demand, demandText, demandBytes, stamp, previous, verdict, answer
        case checkpoint, history, outcome, replicas
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(schemaVersion, forKey: .schemaVersion)
        try container.encode(run, forKey: .run)
        try container.encode(demand, forKey: .demand)
        try container.encode(demandText, forKey: .demandText)
        try container.encode(demandBytes, forKey: .demandBytes)
        try container.encodeIfPresent(stamp, forKey: .stamp)
        try container.encodeIfPresent(previous, forKey: .previous)
        try container.encode(verdict, forKey: .verdict)
        try container.encodeIfPresent(answer, forKey: .answer)
        try container.encodeIfPresent(checkpoint, forKey: .checkpoint)
        try container.encode(history, forKey: .history)
        try container.encode(outcome, forKey: .outcome)
        try container.encode(replicas, forKey: .replicas)
    }
}
