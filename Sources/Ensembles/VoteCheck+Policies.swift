import Voting

/// Policies: that of the answer, and those of single fields.
extension VoteCheck {
    /// Fields without a policy of their own, which are voted on together.
    private var commonFields: [Int] {
        let own = Set(draft.vote.fieldPolicies.map(\.field))
        return schema.fields.indices.filter { !own.contains($0) }
    }

    mutating func checkPolicy() -> String? {
        let text = draft.vote.policy ?? Placed(RequireAgreement.name, place(of: .agree))
        let fields = commonFields
        if fields.isEmpty, let place = draft.vote.policy?.place {
            report(place, "policy: every field of 'answer' has its own")
        }
        guard let known = parse(text) else { return nil }
        if let tie = draft.vote.tie, known.policy.tieRule == nil, draft.vote.fieldPolicies.isEmpty {
            report(tie.place, "tie: policy '\(type(of: known.policy).name)' has no ties")
        }
        guard !fields.isEmpty else { return known.policy.text }
        check(known.policy, text.place, over: fields)
        for finding in advise(known, over: fields) {
            take(finding, at: place(of: finding.subject))
        }
        return known.policy.text
    }

    mutating func checkFieldPolicies() -> [Ensemble.FieldPolicy] {
        var policies: [Ensemble.FieldPolicy] = []
        for field in draft.vote.fieldPolicies {
            guard let known = parse(field.text) else { continue }
            check(known.policy, field.text.place, over: [field.field])
            let name = schema.fields[field.field].name
            for finding in advise(known, over: [field.field])
            where finding.severity != .fact && !isKnown(finding) {
                let own = ThresholdFinding(
                    finding.severity, finding.subject, "field '\(name)': \(finding.text)",
                    hint: finding.hint)
                take(own, at: field.text.place)
            }
            policies.append(
                Ensemble.FieldPolicy(field: field.field, policyText: known.policy.text))
        }
        return policies
    }

    /// What is so for the whole vote is not told again for a field.
    private func isKnown(_ finding: ThresholdFinding) -> Bool {
        findings.contains(finding) || problems.contains { $0.message == finding.text }
    }

    private mutating func take(_ finding: ThresholdFinding, at place: Problem.Place) {
        if finding.severity == .refused {
            report(place, finding.text, hint: finding.hint)
        } else {
            findings.append(finding)
        }
    }

    private mutating func advise(_ known: KnownPolicy, over fields: [Int]) -> [ThresholdFinding] {
        var advice = ThresholdAdvice(
            replicas: replicas, agree: agree, policy: known.policy,
            restrictive: Array(draft.vote.restrictive.value.utf8))
        advice.tie = known.tie
        advice.hasPrimary = draft.pool.hasPrimary
        advice.faults = draft.vote.faults?.value
        advice.isTransitive = fields.allSatisfy { schema.fields[$0].relation.isTransitive }
        quorums += (advice.name?.agree).map { [$0] } ?? []
        return advice.findings
    }

    private struct KnownPolicy {
        let policy: any Policy
        /// What was said about ties, in its own text or beside it.
        var tie: TieRule?
    }

    private mutating func parse(_ text: Placed<String>) -> KnownPolicy? {
        do {
            let said = draft.vote.tie?.value
            // Without a word about ties a policy of too few is refused by the advice, which says
            // what that would mean; so it is read with one.
            if let policy = try? read(text.value + ",tie=" + (said ?? .restrictive).rawValue) {
                return KnownPolicy(policy: policy, tie: said)
            }
            let policy = try read(text.value)
            if let said, let own = policy.tieRule, own != said {
                report(
                    text.place,
                    "policy: 'tie=\(own.rawValue)' contradicts 'tie: \(said.rawValue)'")
                return nil
            }
            return KnownPolicy(policy: policy, tie: policy.tieRule)
        } catch {
            report(
                text.place,
                "policy: at byte \(error.offset) '\(error.found)': expected " + error.expected,
                hint: error.nearest.map { "did you mean '\($0)'?" })
            return nil
        }
    }

    private func read(_ text: String) throws(PolicyTextError) -> any Policy {
        try PolicyText.parse(text, replicas: replicas, agree: agree)
    }

    /// Whether the answers have what the policy looks at.
    private mutating func check(
        _ policy: any Policy, _ place: Problem.Place, over fields: [Int]
    ) {
        let name = type(of: policy).name
        if policy is AllowByOrder, draft.isStateful.value {
            report(
                place,
                "policy: '\(name)' cannot be with stateful: true, where whoever allows less than "
                    + "goes out would be taken for one whose state is wrong")
        }
        let voted = fields.map { schema.fields[$0] }.filter { $0.relation != .ignored }
        if !policy.needs.isDisjoint(with: [.numbers, .labels]) {
            if voted.count != 1 {
                report(
                    place, "policy: '\(name)' decides over one field, and here are \(voted.count)",
                    hint: "give the field that it is for this policy, the others 'agree'")
            } else if policy.needs.contains(.numbers), !voted[0].type.isNumber {
                report(
                    place, "policy: '\(name)' needs numbers, '\(voted[0].name)' has none",
                    hint: draft.vote.answer == nil ? "relation: number" : "type: real")
            } else {
                checkLabels(policy.labels, place, of: voted[0])
            }
        }
        if policy.needs.contains(.classes),
            let field = voted.first(where: { !$0.relation.isTransitive })
        {
            report(
                place,
                "policy: '\(name)' needs classes of equal answers, and a tolerance as that "
                    + "of '\(field.name)' makes none", hint: "policy: agree")
        }
    }

    /// An answer that is none would never be let out, and nobody would know why.
    private mutating func checkLabels(
        _ labels: [[UInt8]], _ place: Problem.Place, of field: AnswerField
    ) {
        let alone = AnswerSchema(format: .whole, fields: [field])
        for label in labels {
            guard case .wrong(let malformation) = field.read(alone: label) else { continue }
            let text = String(decoding: label, as: UTF8.self).prefix(40)
            report(
                place, "policy: '\(text)' is no answer: " + malformation.text(schema: alone),
                hint: "list answers as the replicas give them")
        }
    }
}
