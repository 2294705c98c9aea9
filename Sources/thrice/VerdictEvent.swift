import Reporting
import Voting

/// The line of `events.jsonl` about a demand that was not unanimous.
struct VerdictEvent: Encodable {
    let nanoseconds: UInt64
    let event = "verdict"
    let demand: UInt64
    /// Agreed on, and answered restrictively because the latch was closed.
    let held: Bool
    /// The journal was not written in time: the restrictive answer went out, whatever was decided.
    let unrecorded: Bool
    /// Some answer was too long to be told whole; then there is no explanation.
    let clipped: Bool
    /// Nobody was asked: the demand is outside of the machine's contract.
    let outside: Bool
    /// Why it is.
    let reason: String?
    let ballots: [String: String]
    /// Why answers were not accepted, by replica.
    let rejections: [String: String]?
    var explanation: ExplanationRecord?

    /// - Parameter names: one a replica.
    init(
        _ account: VerdictAccount, rule: VotingRule, restrictive: [UInt8], names: [String],
        nanoseconds: UInt64
    ) {
        self.nanoseconds = nanoseconds
        demand = account.demandNumber
        held = account.isHeld
        unrecorded = account.isUnrecorded
        clipped = account.isClipped
        outside = account.isOutside
        reason = account.isOutside ? EscapedBytes.text(account.outsideReason) : nil
        let asked = account.isOutside ? [] : Array(zip(names, account.ballots))
        ballots = Dictionary(uniqueKeysWithValues: asked.map { ($0, "\($1.ballot)") })
        let rejected = asked.filter { $1.acceptance != .accepted && $1.ballot != .malformed }
        rejections =
            rejected.isEmpty
            ? nil
            : Dictionary(
                uniqueKeysWithValues: rejected.map { ($0, EscapedBytes.text($1.reason)) })
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
                ballots: account.ballots.map { cast in
                    // Read again, so that it is told why it is malformed.
                    cast.ballot == .malformed && !cast.answer.isEmpty ? .answered : cast.ballot
                }, answers: answers, restrictive: restrictive)
            evidence.rejections = account.ballots.map { cast in
                cast.acceptance == .accepted ? nil : String(decoding: cast.reason, as: UTF8.self)
            }
            evidence.outsideReason =
                account.isOutside ? String(decoding: account.outsideReason, as: UTF8.self) : nil
            evidence.demandText = demand
            evidence.isHeld = account.isHeld
            return Explanation(evidence, rule: rule)
        }
    }
}
