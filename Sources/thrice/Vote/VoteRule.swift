import Ensembles
import Voting

/// A rule for recorded answers, and what is said of it.
struct VoteRule {
    let rule: VotingRule
    /// The ensemble's program, or the policy as it was written.
    let program: String
    /// What must agree before an answer goes out; nil when the policy guarantees no number.
    let threshold: ThresholdName?
    let restrictive: [UInt8]
    var answerBytesMax = 65_536
    /// What is allowed but should be known.
    var warnings: [String] = []

    /// The policy in words, and the threshold with its names.
    var words: String {
        let policies = rule.questions.map { question in
            let names = question.fields.map { "'\(rule.schema.fields[$0].name)'" }
            let about = rule.questions.count > 1 ? "\(names.joined(separator: ", ")): " : ""
            return about + question.policy.summary
        }
        return policies.joined(separator: "; ") + (threshold.map { ", \($0)" } ?? "")
    }
}

extension VoteRule {
    static func ofEnsemble(
        _ folder: String, _ options: VoteOptions, recordings: Int
    ) throws -> VoteRule {
        let ensemble = try ThriceError.mapping { () throws(EnsembleError) in
            var flags = EnsembleFlags()
            flags.restrictive = options.restrictive
            return try Ensemble.load(folder: folder, flags: flags)
        }
        guard ensemble.replicaCount == recordings else {
            throw ThriceError(
                .usage,
                "cannot vote on \(recordings) recordings: '\(folder)' has "
                    + "\(ensemble.replicaCount) replicas")
        }
        return VoteRule(
            rule: VotingRule(replicas: recordings, agree: ensemble.vote.agree),
            program: ensemble.program,
            threshold: ThresholdName(agree: ensemble.vote.agree, replicas: recordings),
            restrictive: ensemble.vote.restrictive,
            answerBytesMax: ensemble.bounds.answerBytesMax)
    }
}
