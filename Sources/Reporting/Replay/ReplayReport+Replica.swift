import Voting

extension ReplayReport {
    /// What one replica says now.
    package struct Replica: Encodable, Equatable, Sendable {
        package enum Outcome: String, Encodable, Sendable {
            /// What was agreed on.
            case same
            /// Something else than what was agreed on.
            case differs
            /// What the machine does not accept.
            case rejected
            /// What the schema or the framing does not let through.
            case malformed
            case noAnswer
            /// An answer, and nothing was agreed on.
            case notCompared
        }

        /// A demand of the history to which it gave no right answer.
        package struct Difference: Encodable, Equatable, Sendable {
            package var demand: UInt64
            package var answer: String?
            package var agreed: String?
            package var because: String?
        }

        package var replica: String
        package var outcome: Outcome
        package var answer: String?
        package var answerBytes: Int?
        /// Why there is no answer, or why it is malformed or rejected.
        package var because: String?
        /// Whether the machine accepts it: `accepted`, `rejected`, `undecided`, `outside`,
        /// `unreadable`; nil where it was not asked.
        package var machine: String?
        /// From the demand to the answer, or to the end of patience.
        package var seconds: Double
        /// The answer came after the ensemble's deadline.
        package var isLate = false
        package var firstDifference: Difference?
        /// The demand of the history at which it was lost, so that it never came further; or the
        /// last one before a checkpoint whose state it did not take.
        package var lostAt: UInt64?
        /// How its process ended; nil when it had to be killed, or nobody saw.
        package var ended: String?
        /// The beginning of what it wrote to its standard error, and how much that was.
        package var standardError: String?
        package var standardErrorBytes = 0

        package init(_ name: String, _ finding: ReplayJudge.Finding, nanoseconds: UInt64) {
            replica = name
            seconds = Double(nanoseconds) / 1e9
            machine = finding.acceptance.map { "\($0)" }
            because = finding.malformation ?? finding.reason
            guard case .answer(let answer) = finding.reply else {
                outcome = finding.reply == .malformed ? .malformed : .noAnswer
                because = Self.cause(of: finding.reply)
                return
            }
            (self.answer, answerBytes) = (ReplayReport.text(answer), answer.count)
            if finding.malformation != nil {
                outcome = .malformed
            } else if finding.acceptance != nil && finding.isFault {
                outcome = .rejected
            } else {
                outcome = finding.isSame.map { $0 ? .same : .differs } ?? .notCompared
            }
        }

        /// Nothing was put to it: the demand is outside of the machine's contract.
        package init(_ name: String, unasked reason: String) {
            (replica, outcome, seconds, because) = (name, .notCompared, 0, reason)
        }

        /// It did not answer with the state that it was to take.
        package mutating func tookNoState(after number: UInt64) {
            let said = answer.map { "it said '\($0)'" } ?? because ?? "it was lost"
            (outcome, answer, answerBytes) = (.noAnswer, nil, nil)
            lostAt = number
            because = "it did not take the state of the checkpoint: \(said)"
        }

        /// Whether something is wrong with it.
        package var isFault: Bool {
            outcome != .same && outcome != .notCompared || firstDifference != nil
        }

        /// Notes the first demand of the history to which it gave no right answer.
        package mutating func note(
            _ finding: ReplayJudge.Finding, on demand: ReplayedDemand
        ) {
            guard firstDifference == nil else { return }
            var said: [UInt8]?
            if case .answer(let answer) = finding.reply { said = answer }
            firstDifference = Difference(
                demand: demand.number, answer: said.map { ReplayReport.text($0) },
                agreed: demand.agreed.map { ReplayReport.text($0) },
                because: finding.malformation ?? finding.reason ?? Self.cause(of: finding.reply))
        }

        static func cause(of reply: Reply) -> String? {
            switch reply {
            case .answer: nil
            case .crashedRun: "its run ended badly"
            case .malformed: "what it said cannot be an answer"
            case .none(.died): "it ended"
            case .none(.closedPipe): "it closed a pipe"
            case .none(.silent): "it did not answer in time"
            case .none(let loss): "it \(loss.text)"
            }
        }
    }
}
