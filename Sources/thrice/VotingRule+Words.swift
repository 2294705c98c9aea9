import Voting

extension VotingRule {
    /// The policies in words, each with its fields when there are several.
    var words: String {
        questions.map { question in
            let names = question.fields.map { "'\(schema.fields[$0].name)'" }
            let about = questions.count > 1 ? "\(names.joined(separator: ", ")): " : ""
            return about + question.policy.summary
        }.joined(separator: "; ")
    }

    /// Whether it is m of n over bytes, of which the threshold's name says all.
    var isPlain: Bool {
        schema == .bytes && questions.count == 1 && questions[0].policy is RequireAgreement
    }
}
