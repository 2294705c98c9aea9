import Ensembles
import Specifications
import Voting

/// A rule for recorded answers, and what is said of it.
struct VoteRule {
    let rule: VotingRule
    /// The ensemble's program, or the policy as it was written.
    let program: String
    /// What must agree before an answer goes out; nil when the policy guarantees no number.
    let threshold: ThresholdName?
    let restrictive: [UInt8]
    var latch = LatchRule.none
    var answerBytesMax = 65_536
    /// Demands of the consumer's own are not longer.
    var demandBytesMax = 65_536
    /// What answers are held against, when it is known to which demands they belong; nil without.
    var specification: SpecificationPlan?
    var hasFeedback = false
    /// What is allowed but should be known.
    var warnings: [String] = []

    /// The policy in words, and the threshold with its names.
    var words: String {
        rule.words + (threshold.map { ", \($0)" } ?? "")
    }
}

extension VoteRule {
    static func ofEnsemble(
        _ folder: String, _ options: VoteOptions, recordings: Int, hasDemands: Bool
    ) throws -> VoteRule {
        let ensemble = try ThriceError.mapping { () throws(EnsembleError) in
            var flags = EnsembleFlags()
            flags.restrictive = options.restrictive
            flags.answer = options.answer
            flags.relation = options.relation
            flags.tie = options.tie
            return try Ensemble.load(folder: folder, flags: flags)
        }
        guard ensemble.replicaCount == recordings else {
            throw ThriceError(
                .usage,
                "cannot vote on \(recordings) recordings: '\(folder)' has "
                    + "\(ensemble.replicaCount) replicas")
        }
        let vote = ensemble.vote
        func policy(_ text: String) throws(ThriceError) -> any Policy {
            do throws(PolicyTextError) {
                return try PolicyText.parse(text, replicas: recordings, agree: vote.agree)
            } catch {
                throw ThriceError(.badData, "\(error)")
            }
        }
        var own: [Int: any Policy] = [:]
        for field in vote.fieldPolicies { own[field.field] = try policy(field.policyText) }
        return VoteRule(
            rule: VotingRule(
                replicas: recordings, agree: vote.agree, policy: try policy(vote.policyText),
                schema: vote.schema, fieldPolicies: own),
            program: ensemble.program, threshold: ensemble.threshold,
            restrictive: vote.restrictive, latch: vote.latch,
            answerBytesMax: ensemble.bounds.answerBytesMax,
            demandBytesMax: ensemble.bounds.demandBytesMax,
            specification: hasDemands ? ensemble.specification : nil,
            hasFeedback: ensemble.hasFeedback,
            // Lines of recordings have numbers, whatever a replica may hold.
            warnings: ensemble.findings.filter {
                $0.severity == .warning && $0.subject != .inFlight
            }.map(\.text)
                + (ensemble.specification == nil || hasDemands
                    ? [] : [RecordedMachines.unasked(ensemble)]))
    }
}
