/// Holds what one replica says now against what was agreed on in the run, as the voter does with
/// a newcomer that is shown the history: under the ensemble's relation, or, where there is a
/// specification, by asking that.
package struct ReplayJudge {
    /// What came of one demand.
    package struct Finding: Equatable, Sendable {
        package var reply: Reply
        /// Whether it is the same as what was agreed on; nil when nothing was, or nothing was said.
        package var isSame: Bool?
        /// Why the answer cannot be read by the ensemble's schema; nil when it can.
        package var malformation: String?
        /// What the specification says of the answer; nil where there is none, or it was not asked.
        package var acceptance: Acceptance?
        /// Why it is not accepted, or was not asked.
        package var reason: String?

        /// Nothing is known of it yet but the reply.
        package init(reply: Reply) { self.reply = reply }

        /// Whether a voter would not have had the answer for a right one.
        package var isFault: Bool {
            switch reply {
            case .none, .crashedRun, .malformed: true
            case .answer: malformation != nil || (acceptance?.isRefusal ?? (isSame == false))
            }
        }
    }

    private let plan: VoterPlan
    private let schema: AnswerSchema
    private var comparer: AnswerComparer
    private let acceptance: (any AcceptanceTest)?
    private var scratch: ReadAnswer
    /// The demand after which the specification knows nothing of the replica's state any more.
    private var lostAt: UInt64?

    /// - Parameter acceptance: for one replica; nil without a specification.
    package init(plan: VoterPlan, schema: AnswerSchema, acceptance: (any AcceptanceTest)?) {
        self.plan = plan
        self.schema = schema
        self.acceptance = acceptance
        comparer = AnswerComparer(schema: schema)
        scratch = ReadAnswer(schema: schema)
        acceptance?.begins(0)
    }

    /// Why a demand is put to nobody; nil when it is.
    package func outsideReason(_ demand: ReplayedDemand) -> String? {
        guard let acceptance else { return nil }
        return asked(demand) { asked in
            guard acceptance.admits(asked) else { return acceptance.reason() }
            if !acceptance.asksState || lostAt != nil || acceptance.admits(asked, for: 0) {
                return nil
            }
            return acceptance.reason()
        }
    }

    /// It begins with a state that was agreed on, after the demand of this number.
    package mutating func begin(in state: [UInt8], after number: UInt64) {
        guard let acceptance else { return }
        if !state.withUnsafeBytes({ acceptance.begins(0, in: $0) }) { lostAt = number }
    }

    /// Judges the reply to a demand, in the order of the demands.
    package mutating func judge(_ reply: Reply, to demand: ReplayedDemand) -> Finding {
        var finding = Finding(reply: reply)
        guard case .answer(let answer) = reply else {
            loseState(at: demand)
            return finding
        }
        finding.malformation = malformation(of: answer)
        if let agreed = demand.agreed {
            finding.isSame = agreed.withUnsafeBytes { agreed in
                answer.withUnsafeBytes { comparer.same(agreed, $0) }
            }
        }
        if finding.malformation == nil {
            askSpecification(answer, demand, &finding)
        } else {
            loseState(at: demand)
        }
        return finding
    }

    private mutating func malformation(of answer: [UInt8]) -> String? {
        if plan.checkpoint != nil && answer.starts(with: ReservedText.mark) {
            return "a state is no answer to a demand"
        }
        guard schema != .bytes else { return nil }
        return answer.withUnsafeBytes { schema.read($0, into: &scratch) }
            .map { $0.text(schema: schema) }
    }

    private mutating func askSpecification(
        _ answer: [UInt8], _ demand: ReplayedDemand, _ finding: inout Finding
    ) {
        guard let acceptance else { return }
        if let lostAt {
            finding.reason = "not asked: its state is not known after demand \(lostAt)"
            return
        }
        let said = asked(demand) { asked in
            answer.withUnsafeBytes { acceptance.judge(0, asked, answer: $0) }
        }
        finding.acceptance = said
        if said != .accepted {
            finding.reason = acceptance.reason()
            loseState(at: demand)
        }
    }

    private mutating func loseState(at demand: ReplayedDemand) {
        if acceptance?.hasState == true && lostAt == nil { lostAt = demand.number }
    }

    private func asked<Result>(
        _ demand: ReplayedDemand, _ body: (AskedDemand) -> Result
    ) -> Result {
        Array(demand.body(plan)).withUnsafeBytes { bytes in
            demand.previous.withUnsafeBytes { previous in
                body(AskedDemand(number: demand.number, bytes: bytes, previous: previous))
            }
        }
    }
}
