/// How the texts of a plan become the rule that the voter decides by.
extension VoterPlan {
    package func rule() throws(VoterPlanError) -> VotingRule {
        do {
            let schema = answer.isEmpty ? AnswerSchema.bytes : try SchemaText.parse(answer)
            var own: [Int: any Policy] = [:]
            for (field, text) in fieldPolicies {
                guard schema.fields.indices.contains(field) else {
                    throw VoterPlanError(text: "there is no field \(field)")
                }
                own[field] = try PolicyText.parse(text, replicas: replicas, agree: agree)
            }
            return VotingRule(
                replicas: replicas, agree: agree,
                policy: try PolicyText.parse(policy, replicas: replicas, agree: agree),
                schema: schema, fieldPolicies: own)
        } catch {
            throw VoterPlanError(text: "\(error)")
        }
    }
}

extension VotingRule {
    /// How many right answers always settle a demand, whatever the other replicas say; all
    /// replicas' where it matters which ones are missing.
    package func quorum(agree: Int, restrictive: [UInt8]?) -> Int {
        questions.reduce(agree) { quorum, question in
            guard question.policy.isAnsweredByQuorum,
                case .atLeast(let least) = question.policy.permissiveRelease(
                    restrictive: restrictive)
            else { return replicas }
            return max(quorum, least)
        }
    }

    /// Leaves the confirmation of unanimity to a latch, which remembers in the order of the
    /// releases what a policy would have to remember of demands that are still open.
    ///
    /// - Returns: how many demands in a row must be agreed on before one goes out.
    package mutating func takeConfirmation() -> Int {
        var confirm = 1
        for index in questions.indices {
            guard let unanimity = questions[index].policy as? RequireUnanimity else { continue }
            confirm = max(confirm, unanimity.confirm)
            questions[index].policy = RequireUnanimity(replicas: replicas)
        }
        return confirm
    }
}

/// What is wrong with a plan.
package struct VoterPlanError: Error, Equatable {
    package let text: String
}
