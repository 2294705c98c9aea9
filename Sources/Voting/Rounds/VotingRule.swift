/// How answers become a verdict: what an answer is, and which policy decides on which fields.
///
/// Made once, before the first demand.
package struct VotingRule: Sendable {
    /// Fields that one policy decides on together: they are the same where each of them is.
    package struct Question: Sendable {
        /// Indices in the schema's fields.
        package let fields: [Int]
        package var policy: any Policy
        /// Whether being the same is an equivalence in all of its fields.
        package let isTransitive: Bool
        let needsDistances: Bool
        /// The one field that is compared, of which numbers and labels are; nil with several.
        let subject: Int?
        /// The policy's labels, read as that field would be; nil is what it never says.
        let labels: [ReadAnswer?]
    }

    /// Configured replicas.
    package let replicas: Int
    package let schema: AnswerSchema
    /// At least one. With several each must agree, and so many replicas must support them all.
    package internal(set) var questions: [Question]
    /// With several questions, how many replicas must support all of their elections, and as many
    /// must carry the answer that goes out in all of them.
    package let agree: Int
    /// Answers are compared as they came, and never read.
    package let comparesBytes: Bool
    /// The one question's policy where it is the usual one, which is asked directly: through
    /// `any Policy` a round would be copied and its parts retained.
    let agreement: RequireAgreement?
    /// Whether the one question's policy knows some answers by name.
    let hasLabels: Bool

    /// - Parameters:
    ///   - policy: decides on the fields that have none of their own.
    ///   - fieldPolicies: by the field's index.
    package init(
        replicas: Int, agree: Int, policy: any Policy, schema: AnswerSchema = .bytes,
        fieldPolicies: [Int: any Policy] = [:]
    ) {
        precondition(1...64 ~= replicas, "\(replicas) replicas")
        self.replicas = replicas
        self.agree = agree
        self.schema = schema
        let shared = schema.fields.indices.filter { fieldPolicies[$0] == nil }
        let alone = fieldPolicies.sorted { $0.key < $1.key }.map { ([$0.key], $0.value) }
        questions = ((shared.isEmpty ? [] : [(shared, policy)]) + alone).map {
            Question(fields: $0, policy: $1, schema: schema)
        }
        comparesBytes =
            schema == .bytes
            && questions[0].policy.needs.isSubset(of: [.labels, .classes, .memory])
        agreement = questions.count == 1 ? questions[0].policy as? RequireAgreement : nil
        hasLabels = !questions[0].labels.isEmpty
    }

    /// The rule of m of n over bytes.
    package init(replicas: Int, agree: Int) {
        self.init(replicas: replicas, agree: agree, policy: RequireAgreement(agree: agree))
    }
}

extension VotingRule.Question {
    init(fields: [Int], policy: any Policy, schema: AnswerSchema) {
        self.fields = fields
        self.policy = policy
        needsDistances = policy.needs.contains(.distances)
        isTransitive = fields.allSatisfy { schema.fields[$0].relation.isTransitive }
        let compared = fields.filter { schema.fields[$0].relation != .ignored }
        let subject = compared.count == 1 ? compared[0] : nil
        self.subject = subject
        labels = policy.labels.map { label in
            guard let subject, case .right(let read) = schema.fields[subject].read(alone: label)
            else { return nil }
            return read
        }
    }

    /// Which of the policy's labels this answer is, as a number; NaN for none.
    func label(of answer: borrowing ReadAnswer) -> Double {
        guard let subject else { return .nan }
        let value = answer.values[subject]
        let index = labels.firstIndex { label in
            guard let label else { return false }
            let known = label.values[0]
            if !known.number.isNaN || !value.number.isNaN {
                return known.number == value.number && known.integer == value.integer
            }
            return label.forms[known.start..<known.end] == answer.forms[value.start..<value.end]
        }
        return index.map(Double.init) ?? .nan
    }
}
