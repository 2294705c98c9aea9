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

/// What is wrong with a plan.
package struct VoterPlanError: Error, Equatable {
    package let text: String
}
