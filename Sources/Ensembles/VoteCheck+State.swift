import Voting

/// Fields that say in what state a replica is: a question of their own.
extension EnsembleDraft {
    /// The draft with a policy of their own for the fields of machines' states, so that who
    /// differs in its state differs there, and not in the answer alone: what goes out is still
    /// what enough replicas gave in both. A policy that is for one field of numbers or words is
    /// not taken over.
    ///
    /// - Parameters:
    ///   - schema: of the answers.
    ///   - policy: reads a policy's text; nil when it is none.
    func withStatePolicies(
        _ schema: AnswerSchema, policy: (String) -> (any Policy)?
    ) -> EnsembleDraft {
        var draft = self
        let said = vote.policy ?? Placed(RequireAgreement.name, place)
        let own = Set(vote.fieldPolicies.map(\.field))
        let fields = Set(
            specification.machines.flatMap(\.state).flatMap {
                Array(schema.range(of: $0.field.value) ?? 0..<0)
            }
        ).filter { schema.fields[$0].relation != .ignored && !own.contains($0) }
        let others = schema.fields.indices.filter {
            schema.fields[$0].relation != .ignored && !fields.contains($0)
        }
        guard !fields.isEmpty, !others.isEmpty, let known = policy(said.value) else { return self }
        let isForAll = known.needs.isDisjoint(with: [.numbers, .labels])
        let text = isForAll ? said.value : RequireAgreement.name
        draft.vote.fieldPolicies += fields.sorted().map {
            VoteDraft.FieldPolicy(field: $0, text: Placed(text, said.place))
        }
        draft.vote.fieldPolicies.sort { $0.field < $1.field }
        return draft
    }
}
