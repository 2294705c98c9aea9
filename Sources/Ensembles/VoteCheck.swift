import Voting

/// Checks what was said about a vote as a whole: whether the policy may decide over these answers,
/// and what may go out.
struct VoteCheck {
    var problems: [Problem] = []
    /// Nil when there are problems.
    private(set) var result: Result?

    /// A vote that may be used.
    struct Result {
        let vote: Ensemble.Vote
        let findings: [ThresholdFinding]
        let threshold: ThresholdName
    }

    /// What is allowed but should be known; what is refused is in `problems`.
    var findings: [ThresholdFinding] = []
    /// Of all policies, what each guarantees.
    var quorums: [Int] = []

    private(set) var draft: EnsembleDraft
    let replicas: Int
    var agree = 0
    var schema = AnswerSchema.bytes

    /// - Precondition: 1 to 64 replicas.
    init(_ draft: EnsembleDraft) {
        self.draft = draft
        replicas = Int(draft.replicaCount)
        guard checkAgree() else { return }
        checkSchema()
        guard problems.isEmpty else { return }
        let (replicas, agree) = (replicas, agree)
        self.draft = draft.withStatePolicies(schema) {
            try? PolicyText.parse($0, replicas: replicas, agree: agree)
        }
        let policyText = checkPolicy()
        let fieldPolicies = checkFieldPolicies()
        guard problems.isEmpty, let policyText, let quorum = quorums.min() else { return }
        let inFlight = Int(clamping: draft.inFlight.value)
        let framing = draft.framing.value
        if let finding = ThresholdFinding.unnumbered(inFlight: inFlight, framing: framing) {
            findings.append(finding)
        }
        let severities = ThresholdFinding.Severity.allCases
        result = Result(
            vote: Ensemble.Vote(
                agree: agree, restrictive: Array(draft.vote.restrictive.value.utf8),
                policyText: policyText, schema: schema, fieldPolicies: fieldPolicies,
                tie: draft.vote.tie?.value, latch: draft.vote.latch?.value ?? .none,
                dissentLimit: draft.vote.dissentLimit?.value.map { Int($0) },
                faults: draft.vote.faults?.value),
            findings: severities.flatMap { severity in
                findings.filter { $0.severity == severity }
            },
            threshold: ThresholdName(agree: quorum, replicas: replicas))
    }

    mutating func report(_ place: Problem.Place, _ message: String, hint: String? = nil) {
        problems.append(Problem(place, message, hint: hint))
    }

    /// Bounds come first: what is beyond them has no name and no advice.
    private mutating func checkAgree() -> Bool {
        let majority = UInt64(ThresholdAdvice.majority(of: replicas))
        let agree = draft.vote.agree?.value ?? majority
        if 1...UInt64(replicas) ~= agree {
            self.agree = Int(agree)
            return true
        }
        let finding = ThresholdAdvice.noThreshold(agree, of: replicas)
        report(place(of: .agree), finding.text, hint: finding.hint)
        return false
    }

    /// The schema that is voted with; the restrictive answer must be one of its answers.
    private mutating func checkSchema() {
        if let relation = draft.vote.relation {
            if draft.vote.answer != nil {
                report(relation.place, "relation: the fields of 'answer' have their own")
                return
            }
            guard let whole = AnswerSchema.whole(relation.value) else {
                report(
                    relation.place,
                    relation.value == .ignored
                        ? "relation: any two answers would be the same"
                        : "relation: bit strings need a width",
                    hint: "describe the answer's fields in 'answer'")
                return
            }
            schema = whole
        }
        if let answer = draft.vote.answer { schema = answer.value }
        let restrictive = draft.vote.restrictive
        var read = ReadAnswer(schema: schema)
        let malformation = Array(restrictive.value.utf8).withUnsafeBytes { bytes in
            schema.read(bytes, into: &read)
        }
        if let malformation, !restrictive.value.isEmpty {
            let isInFile = if case .file = restrictive.place { true } else { false }
            let key = isInFile ? "vote.restrictive" : "--restrictive"
            report(
                restrictive.place,
                "restrictive: '\(restrictive.value.prefix(40))' is no answer: "
                    + malformation.text(schema: schema),
                hint: "set \(key) to an answer as the replicas give it")
        }
    }

    func place(of subject: ThresholdFinding.Subject) -> Problem.Place {
        let vote = draft.vote
        let replicas = draft.variantCount?.place ?? draft.replicas.place
        let agree = vote.agree?.place ?? vote.policy?.place ?? vote.faults?.place ?? replicas
        return switch subject {
        case .replicas: replicas
        case .agree: agree
        case .policy: vote.policy?.place ?? agree
        case .tie: vote.tie?.place ?? agree
        case .relation: vote.relation?.place ?? vote.answer?.place ?? agree
        case .faults: vote.faults?.place ?? agree
        case .inFlight: draft.inFlight.place
        }
    }
}
