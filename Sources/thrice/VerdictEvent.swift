import Reporting
import Voting

/// The line of `events.jsonl` about a demand that was not unanimous.
struct VerdictEvent: Encodable {
    let nanoseconds: UInt64
    let event = "verdict"
    let demand: UInt64
    /// Agreed on, and answered restrictively because the latch was closed.
    let held: Bool
    /// Some answer was too long to be told whole; then there is no explanation.
    let clipped: Bool
    let ballots: [String: String]
    var explanation: ExplanationRecord?

    /// - Parameter names: one a replica.
    init(
        _ account: VerdictAccount, rule: VotingRule, restrictive: [UInt8], names: [String],
        nanoseconds: UInt64
    ) {
        self.nanoseconds = nanoseconds
        demand = account.demandNumber
        held = account.isHeld
        clipped = account.isClipped
        ballots = Dictionary(
            uniqueKeysWithValues: zip(names, account.ballots).map { ($0, "\($1.ballot)") })
        guard !account.isClipped, account.ballots.count == rule.replicas else {
            explanation = nil
            return
        }
        explanation = ExplanationRecord(
            Self.explanation(account, rule: rule, restrictive: restrictive), names: names)
    }

    /// Votes again on the ballots that the voter told of.
    private static func explanation(
        _ account: VerdictAccount, rule: VotingRule, restrictive: [UInt8]
    ) -> Explanation {
        // One block for all bytes, so that pointers into it stay good.
        let all = account.ballots.flatMap(\.answer) + account.demand
        return all.withUnsafeBytes { bytes in
            var offset = 0
            func next(_ count: Int) -> UnsafeRawBufferPointer {
                defer { offset += count }
                return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
            }
            let answers = account.ballots.map { next($0.answer.count) }
            let demand = next(account.demand.count)
            var evidence = Explanation.Evidence(
                demand: account.demandNumber,
                ballots: account.ballots.map { ballot, answer in
                    // Read again, so that it is told why it is malformed.
                    ballot == .malformed && !answer.isEmpty ? .answered : ballot
                }, answers: answers, restrictive: restrictive)
            evidence.demandText = demand
            evidence.isHeld = account.isHeld
            return Explanation(evidence, rule: rule)
        }
    }
}
