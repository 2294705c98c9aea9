/// All that a person would ask about one verdict: who said what, which classes formed, which rule
/// decided and when, which clause failed, and what another threshold would have done.
///
/// A value of bounded size, made from the ballots' bytes, which it copies and clips.
package struct Explanation: Equatable, Sendable {
    /// One replica's ballot.
    package struct Cast: Equatable, Sendable {
        /// Final; one that could not be read is `malformed`.
        package let ballot: Ballot
        /// What it said, if anything.
        package let answer: ClippedBytes?
        /// Why that is no answer, if the schema says so.
        package let malformation: Malformation?
        /// Why the specification did not accept it, where it was asked and that is known.
        package let rejection: String?
    }

    /// Fields that one policy decided on together.
    package struct Question: Equatable, Sendable {
        /// Indices in the schema's fields.
        package let fields: [Int]
        /// The policy with every parameter, and what goes out when in words.
        package let policyText: String
        package let policySummary: String
        /// What must carry an answer before it goes out, if the policy guarantees a number.
        package let needed: Int?
        /// The largest first, of equal size that of the lowest-numbered replica; at most
        /// `AnswerClass.countMax`.
        package let classes: [AnswerClass]
        /// False: being the same is no equivalence, and classes overlap.
        package let isTransitive: Bool
        package let decision: Decision
    }

    /// What the rule `agree` would have made of the same ballots.
    package struct Alternative: Equatable, Sendable {
        /// 1...replicas.
        package let agree: Int
        package let decision: Decision
    }

    /// From 1.
    package let demand: UInt64
    package let demandText: ClippedBytes?
    /// One a replica.
    package let casts: [Cast]
    /// The order in which the ballots were closed.
    package let order: [Int]
    package let schema: AnswerSchema
    package let questions: [Question]
    package let decision: Decision
    /// Of an agreed verdict, who carries it.
    package let supporters: ReplicaSet
    package let released: ClippedBytes
    /// The restrictive answer went out though there was agreement, because of a latch.
    package let isHeld: Bool
    /// With so many ballots closed, in their order, no other verdict was possible: 0...replicas.
    package let ballotsUntilCertain: Int
    /// For every agree 1...replicas, answers compared as a whole and ties restrictive.
    package let alternatives: [Alternative]
    /// Why the specification promises nothing about this demand, so that nobody was asked.
    package let outsideReason: String?
    /// Whether the specification allows one answer only; nil when that is not known.
    package let allowsOneAnswer: Bool?

    package var replicas: Int { casts.count }
    /// Whether an answer that was agreed on went out.
    package var isAgreed: Bool { decision.isAgreed && !isHeld }
    package var isMasked: Bool { isAgreed && supporters.count < replicas }
}

extension Explanation {
    /// What is to be explained.
    package struct Evidence {
        /// From 1.
        package var demand: UInt64
        package var demandText: UnsafeRawBufferPointer?
        /// One a replica: `answered` ones count, whatever they say; the others never do.
        package var ballots: [Ballot]
        /// One a replica; empty where nothing was said.
        package var answers: [UnsafeRawBufferPointer]
        /// In which the ballots were closed; nil is by number.
        package var order: [Int]?
        package var restrictive: [UInt8]
        /// Whether a latch lets nothing but the restrictive answer out.
        package var isHeld = false
        /// One a replica: why its answer was not accepted; nil where it was, or was not judged.
        package var rejections: [String?]
        /// Why the specification promises nothing about the demand; nil when it does.
        package var outsideReason: String?
        package var allowsOneAnswer: Bool?

        package init(
            demand: UInt64, ballots: [Ballot], answers: [UnsafeRawBufferPointer],
            restrictive: [UInt8]
        ) {
            precondition(ballots.count == answers.count)
            self.demand = demand
            self.ballots = ballots
            rejections = Array(repeating: nil, count: ballots.count)
            self.answers = answers
            self.restrictive = restrictive
        }
    }

    /// Votes again, ballot by ballot.
    ///
    /// - Parameter rule: as it stood before this demand was settled.
    /// - Complexity: two votes and a decision for every ballot and every threshold; allocates.
    package init(_ evidence: Evidence, rule: borrowing VotingRule) {
        let order = evidence.order ?? Array(0..<rule.replicas)
        precondition(Set(order) == Set(0..<rule.replicas), "an order of all replicas")
        var count = Count(rule: rule, evidence: evidence)
        count.castAll(order, rule: rule)
        demand = evidence.demand
        demandText = evidence.demandText.map { ClippedBytes($0) }
        casts = count.casts
        self.order = order
        schema = rule.schema
        questions = rule.questions.enumerated().map { index, question in
            Question(question, round: count.box.rounds[index])
        }
        let isOutside = evidence.outsideReason != nil
        decision = isOutside ? .restrictive(.outside) : count.decision
        ballotsUntilCertain = isOutside ? 0 : count.ballotsUntilCertain
        outsideReason = evidence.outsideReason
        allowsOneAnswer = evidence.allowsOneAnswer
        let isHeld = evidence.isHeld && count.decision.isAgreed
        self.isHeld = isHeld
        switch decision {
        case .agreed(let election):
            supporters = rule.supporters(of: election, in: count.box)
            switch election.value {
            case _ where isHeld:
                released = evidence.restrictive.withUnsafeBytes { ClippedBytes($0) }
            case .answer(let replica): released = ClippedBytes(evidence.answers[replica])
            case .number(let number):
                let text = Election.answer(of: number)
                released = text.withUnsafeBytes { ClippedBytes($0) }
            }
        case .restrictive, .undecided:
            supporters = ReplicaSet()
            released = evidence.restrictive.withUnsafeBytes { ClippedBytes($0) }
        }
        let whole = VotingRule(
            replicas: rule.replicas, agree: 1, policy: RequireAgreement(agree: 1),
            schema: rule.schema)
        var recount = Count(rule: whole, evidence: evidence)
        recount.castAll(order, rule: whole)
        alternatives = (1...rule.replicas).map { agree in
            Alternative(
                agree: agree,
                decision: RequireAgreement(agree: agree).decide(recount.box.rounds[0]))
        }
    }

    /// The ballots of one demand, cast into a box of their own.
    private struct Count {
        let evidence: Evidence
        var box: BallotBox
        var casts: [Cast]
        var decision: Decision
        var ballotsUntilCertain = 0

        init(rule: borrowing VotingRule, evidence: Evidence) {
            precondition(evidence.ballots.count == rule.replicas)
            self.evidence = evidence
            box = BallotBox(rule: rule)
            decision = rule.decide(box)
            casts = evidence.ballots.indices.map { replica in
                Cast(
                    ballot: evidence.ballots[replica],
                    answer: evidence.ballots[replica].hasAnswer
                        ? ClippedBytes(evidence.answers[replica]) : nil, malformation: nil,
                    rejection: evidence.rejections[replica])
            }
        }

        mutating func castAll(_ order: [Int], rule: borrowing VotingRule) {
            for (index, replica) in order.enumerated() {
                close(replica, rule)
                let wasCertain = decision.isDecided
                decision = rule.decide(box)
                if !wasCertain { ballotsUntilCertain = index + 1 }
            }
        }

        private mutating func close(_ replica: Int, _ rule: borrowing VotingRule) {
            guard evidence.ballots[replica] == .answered else { return box.exclude(replica) }
            let answers = evidence.answers
            let malformation = box.cast(replica, answers[replica], rule: rule) { answers[$0] }
            guard let malformation else { return }
            casts[replica] = Cast(
                ballot: .malformed, answer: casts[replica].answer, malformation: malformation,
                rejection: nil)
        }
    }
}

extension Explanation.Question {
    init(_ question: VotingRule.Question, round: borrowing Round) {
        fields = question.fields
        policyText = question.policy.text
        policySummary = question.policy.summary
        if case .atLeast(let count) = question.policy.release {
            needed = count
        } else {
            needed = nil
        }
        isTransitive = round.isTransitive
        classes = AnswerClass.all(in: round)
        decision = question.policy.decide(round)
    }
}

extension Decision {
    fileprivate var isAgreed: Bool { if case .agreed = self { true } else { false } }
}

extension Ballot {
    /// Whether the replica said something that can be shown.
    fileprivate var hasAnswer: Bool {
        switch self {
        case .answered, .late, .malformed, .rejected: true
        case .open, .overdue, .silent, .crashed, .absent: false
        }
    }
}
