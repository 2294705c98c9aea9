import Voting

/// An explanation for scripts: in `thrice vote --json` and, as an event, in a run's log.
///
/// Answers are texts with escapes (`EscapedBytes`) of at most 256 bytes; `bytes` says how long
/// they were.
package struct ExplanationRecord: Codable, Equatable, Sendable {
    package struct Ballot: Codable, Equatable, Sendable {
        package var replica: String
        package var ballot: String
        package var answer: String?
        package var bytes: Int?
        /// Why what was said is no answer.
        package var malformation: String?
        /// Why the machine did not accept it.
        package var rejection: String?
    }

    package struct AnswerClass: Codable, Equatable, Sendable {
        package var replicas: [String]
        package var diameter: Double
    }

    package struct Question: Codable, Equatable, Sendable {
        package var fields: [String]
        package var policy: String
        package var summary: String
        /// What must carry an answer, where the policy guarantees a number.
        package var needed: Int?
        package var isTransitive: Bool
        package var classes: [AnswerClass]
        package var outcome: Outcome
    }

    package struct Alternative: Codable, Equatable, Sendable {
        package var agree: Int
        package var threshold: String
        package var outcome: Outcome
    }

    package struct Outcome: Codable, Equatable, Sendable {
        /// `agreed` or `restrictive`.
        package var verdict: String
        /// Whose answer goes out; nil when it was computed, and when nothing was agreed on.
        package var answerOf: String?
        package var supporters: Int?
        /// Of a restrictive verdict, the clause that failed: its name, and in words.
        package var cause: String?
        package var reason: String?
    }

    /// From 1.
    package var demand: UInt64
    package var demandText: String?
    package var outcome: Outcome
    package var masked: Bool
    /// Whether a latch let the restrictive answer out though there was agreement.
    package var held: Bool
    /// What went out.
    package var answer: String
    package var supporters: [String]
    /// With so many ballots closed, in this order, no other verdict was possible.
    package var ballotsUntilCertain: Int
    package var order: [String]
    package var ballots: [Ballot]
    package var questions: [Question]
    package var alternatives: [Alternative]
    /// Why the machine promises nothing about the demand, so that nobody was asked.
    package var outsideReason: String?
    /// Whether the machine allows one answer only; nil when that is not known.
    package var allowsOneAnswer: Bool?
}

extension ExplanationRecord {
    /// - Parameter names: one a replica.
    package init(_ explanation: Explanation, names: [String]) {
        precondition(names.count == explanation.replicas, "a name for every replica")
        demand = explanation.demand
        demandText = explanation.demandText.map { EscapedBytes.text($0.bytes) }
        outcome = Outcome(explanation.decision, names: names)
        if case .agreed = explanation.decision { outcome.supporters = explanation.supporters.count }
        masked = explanation.isMasked
        held = explanation.isHeld
        answer = EscapedBytes.text(explanation.released.bytes)
        supporters = explanation.supporters.map { names[$0] }
        ballotsUntilCertain = explanation.ballotsUntilCertain
        order = explanation.order.map { names[$0] }
        ballots = explanation.casts.enumerated().map { replica, cast in
            Ballot(
                replica: names[replica], ballot: "\(cast.ballot)",
                answer: cast.answer.map { EscapedBytes.text($0.bytes) },
                bytes: cast.answer?.count,
                malformation: cast.malformation?.text(schema: explanation.schema),
                rejection: cast.rejection.map { EscapedBytes.text($0.utf8) })
        }
        outsideReason = explanation.outsideReason.map { EscapedBytes.text($0.utf8) }
        allowsOneAnswer = explanation.allowsOneAnswer
        questions = explanation.questions.map { question in
            Question(
                fields: question.fields.map { explanation.schema.fields[$0].name },
                policy: question.policyText, summary: question.policySummary,
                needed: question.needed, isTransitive: question.isTransitive,
                classes: question.classes.map { one in
                    AnswerClass(
                        replicas: one.members.map { names[$0] },
                        // JSON has no infinity; no finite values are so far apart.
                        diameter: min(one.diameter, .greatestFiniteMagnitude))
                }, outcome: Outcome(question.decision, names: names))
        }
        alternatives = explanation.alternatives.map { alternative in
            Alternative(
                agree: alternative.agree,
                threshold: ThresholdName(
                    agree: alternative.agree, replicas: explanation.replicas
                ).description,
                outcome: Outcome(alternative.decision, names: names))
        }
    }
}

extension ExplanationRecord.Outcome {
    init(_ decision: Decision, names: [String]) {
        switch decision {
        case .agreed(let election):
            verdict = "agreed"
            supporters = election.supporters.count
            if case .answer(let replica) = election.value { answerOf = names[replica] }
        case .restrictive(let cause):
            verdict = "restrictive"
            self.cause = cause.name
            reason = cause.text
        case .undecided:
            verdict = "undecided"
        }
    }
}
