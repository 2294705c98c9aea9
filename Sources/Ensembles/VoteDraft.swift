import Voting

/// What was said about the vote, part by part, before it is checked as a whole.
struct VoteDraft {
    /// Nil is the majority of the configured replicas.
    var agree: Placed<UInt64>?
    var restrictive: Placed<String>
    /// As `PolicyText` reads it; nil is `agree`.
    var policy: Placed<String>?
    /// For answers without a schema; nil is by bytes.
    var relation: Placed<Relation>?
    var tie: Placed<TieRule>?
    var latch: Placed<LatchRule>?
    /// Nil inside is `none`.
    var dissentLimit: Placed<UInt64?>?
    var faults: Placed<FaultHypothesis>?
    var answer: Placed<AnswerSchema>?
    /// In the order of the fields; those that are not here vote together.
    var fieldPolicies: [FieldPolicy] = []

    struct FieldPolicy {
        /// Index in the schema's fields.
        var field: Int
        /// As `PolicyText` reads it.
        var text: Placed<String>
    }

    init(place: Problem.Place) { restrictive = Placed("RESTRICTIVE", place) }
}
