import Ensembles
import Voting

/// A rule from a command line alone.
extension VoteRule {
    static func ofPolicy(
        _ text: String, _ options: VoteOptions, replicas: Int
    ) throws(ThriceError) -> VoteRule {
        let policy = try policy(text, options, replicas: replicas)
        let schema = try schema(options, for: policy)
        try check(policy, over: schema)
        let restrictive = try restrictive(options, schema)
        var advice = ThresholdAdvice(
            replicas: replicas, agree: quorum(of: policy, replicas: replicas), policy: policy,
            // Recorded answers release nothing, unless somebody says what is safe.
            restrictive: options.restrictive.map { _ in restrictive })
        advice.isTransitive = schema.fields.allSatisfy(\.relation.isTransitive)
        advice.tie = policy.tieRule
        let findings = advice.findings
        if let refused = findings.first(where: { $0.severity == .refused }) {
            throw ThriceError(.usage, "cannot vote: \(refused.text)", hint: refused.hint)
        }
        return VoteRule(
            rule: VotingRule(
                replicas: replicas, agree: advice.quorum, policy: policy, schema: schema),
            program: text, threshold: advice.isGuaranteed ? advice.name : nil,
            restrictive: restrictive,
            warnings: findings.filter { $0.severity == .warning }.map(\.text))
    }

    private static func quorum(of policy: any Policy, replicas: Int) -> Int {
        if case .atLeast(let count) = policy.release { return count }
        return ThresholdAdvice.majority(of: replicas)
    }

    private static func policy(
        _ text: String, _ options: VoteOptions, replicas: Int
    ) throws(ThriceError) -> any Policy {
        let whole =
            try options.tie.map { tie throws(ThriceError) in
                try Self.text(text, with: tie, replicas: replicas)
            } ?? text
        do throws(PolicyTextError) {
            return try PolicyText.parse(whole, replicas: replicas)
        } catch {
            throw ThriceError(
                .usage,
                "cannot read policy '\(whole)': at byte \(error.offset) '\(error.found)': "
                    + "expected \(error.expected)",
                hint: error.nearest.map { "did you mean '\($0)'?" })
        }
    }

    /// The policy's text with the rule for ties of `--tie`, unless it says the same itself.
    private static func text(
        _ text: String, with tie: String, replicas: Int
    ) throws(ThriceError) -> String {
        guard TieRule(rawValue: tie) != nil else {
            throw ThriceError(
                .usage, "cannot read '\(tie)' of '--tie': neither 'restrictive' nor 'lowest'")
        }
        let whole = "\(text),tie=\(tie)"
        if (try? PolicyText.parse(whole, replicas: replicas)) != nil { return whole }
        // What is wrong with the text itself is told by who reads it.
        guard let policy = try? PolicyText.parse(text, replicas: replicas) else { return text }
        guard let own = policy.tieRule else {
            throw ThriceError(
                .usage, "cannot use '--tie': policy '\(type(of: policy).name)' has no ties")
        }
        guard own.rawValue == tie else {
            throw ThriceError(
                .usage,
                "cannot use '--tie \(tie)': the policy says 'tie=\(own.rawValue)'")
        }
        return text
    }

    /// Numbers where the policy wants them, and bytes otherwise, unless something was said.
    private static func schema(
        _ options: VoteOptions, for policy: any Policy
    ) throws(ThriceError) -> AnswerSchema {
        if let text = options.answer {
            guard options.relation == nil else {
                throw ThriceError(
                    .usage, "cannot use '--relation' with '--answer'",
                    hint: "--answer '\(text) relation=…'")
            }
            do throws(TextFlaw) { return try SchemaText.parse(text) } catch {
                throw ThriceError(.usage, "cannot read '--answer \(text)': \(error)")
            }
        }
        var relation: Relation? = policy.needs.contains(.numbers) ? .number : nil
        if let text = options.relation {
            do throws(TextFlaw) { relation = try RelationText.parse(text) } catch {
                throw ThriceError(.usage, "cannot read '--relation \(text)': \(error)")
            }
        }
        guard let relation else { return .bytes }
        if let schema = AnswerSchema.whole(relation) { return schema }
        let text = RelationText.format(relation)
        throw ThriceError(
            .usage, "cannot use '--relation \(text)' for answers without fields",
            hint: "--answer 'NAME TYPE relation=\(text)'")
    }

    /// Whether the answers have what the policy looks at.
    private static func check(
        _ policy: any Policy, over schema: AnswerSchema
    ) throws(ThriceError) {
        let name = type(of: policy).name
        let voted = schema.fields.filter { $0.relation != .ignored }
        if policy.needs.contains(.numbers) {
            guard voted.count == 1, schema.fields.count == 1 else {
                throw ThriceError(
                    .usage,
                    "cannot use policy '\(name)': it decides over one number, and an answer has "
                        + "\(schema.fields.count) fields")
            }
            guard voted[0].type.isNumber else {
                throw ThriceError(
                    .usage,
                    "cannot use policy '\(name)': it needs numbers, and '\(voted[0].name)' is none",
                    hint: "--relation number")
            }
        }
        try checkLabels(policy, of: voted)
        if policy.needs.contains(.classes),
            let field = voted.first(where: { !$0.relation.isTransitive })
        {
            throw ThriceError(
                .usage,
                "cannot use policy '\(name)': it needs classes of equal answers, and a tolerance "
                    + "as that of '\(field.name)' makes none", hint: "thrice vote agree=N …")
        }
    }

    private static func checkLabels(
        _ policy: any Policy, of voted: [AnswerField]
    ) throws(ThriceError) {
        guard policy.needs.contains(.labels) else { return }
        guard voted.count == 1 else {
            throw ThriceError(
                .usage,
                "cannot use policy '\(type(of: policy).name)': it decides over one field, and an "
                    + "answer has \(voted.count)")
        }
        for label in policy.labels {
            guard case .wrong(let malformation) = voted[0].read(alone: label) else { continue }
            let text = String(decoding: label, as: UTF8.self).prefix(40)
            let alone = AnswerSchema(format: .whole, fields: voted)
            throw ThriceError(
                .usage,
                "cannot use policy '\(type(of: policy).name)': '\(text)' is no answer: "
                    + malformation.text(schema: alone))
        }
    }

    private static func restrictive(
        _ options: VoteOptions, _ schema: AnswerSchema
    ) throws(ThriceError) -> [UInt8] {
        guard let text = options.restrictive else { return Array("RESTRICTIVE".utf8) }
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty else {
            throw ThriceError(.usage, "cannot use the answer of '--restrictive': it is empty")
        }
        guard !bytes.contains(UInt8(ascii: "\n")) else {
            throw ThriceError(
                .usage, "cannot use the answer of '--restrictive': it is not one line")
        }
        var read = ReadAnswer(schema: schema)
        if let malformation = bytes.withUnsafeBytes({ schema.read($0, into: &read) }) {
            throw ThriceError(
                .usage,
                "cannot use the answer of '--restrictive': \(malformation.text(schema: schema))")
        }
        return bytes
    }
}
