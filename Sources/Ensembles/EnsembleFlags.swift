import Voting

/// What a command line says about an ensemble, as text; it goes before what the file says.
package struct EnsembleFlags: Sendable {
    package var agree: String?
    package var restrictive: String?
    package var policy: String?
    package var relation: String?
    /// As `SchemaText` reads it.
    package var answer: String?
    package var tie: String?
    package var latch: String?
    package var dissentLimit: String?
    package var faults: String?
    package var deadline: String?
    package var startup: String?
    package var validFor: String?
    package var signOfLife: String?
    package var framing: String?
    package var inFlight: String?
    package var restart: Bool?
    package var stateful: Bool?
    package var checkpoint: String?
    package var isolation: String?
    package var durability: String?
    package var count: String?
    package var seed: String?

    package init() {}

    /// Writes the flags that are present into the draft.
    func apply(to draft: inout EnsembleDraft) -> [Problem] {
        var reader = FlagReader()
        applyVote(to: &draft.vote, &reader)
        let durationWords = "a duration as 200ms or 1s"
        let parseDuration = DurationText.parseNanoseconds
        if let plain = reader.read(deadline, "--deadline", durationWords, parseDuration) {
            (draft.deadline, draft.deadlineFloor) = (plain, nil)
        }
        draft.startup =
            reader.read(startup, "--startup", durationWords, parseDuration) ?? draft.startup
        draft.validFor =
            reader.read(validFor, "--valid-for", durationWords, parseDuration) ?? draft.validFor
        draft.signOfLife =
            reader.read(
                signOfLife, "--sign-of-life", SignOfLifeDraft.words, SignOfLifeDraft.parse)
            ?? draft.signOfLife
        draft.framing =
            reader.choice(
                framing, "--framing", Ensemble.Framing.allCases.map(\.rawValue),
                Ensemble.Framing.init) ?? draft.framing
        draft.inFlight = reader.wholeNumber(inFlight, "--in-flight") ?? draft.inFlight
        draft.restartsReplicas = restart ?? draft.restartsReplicas
        draft.isStateful =
            stateful.map { Placed($0, .flag("--stateful")) } ?? draft.isStateful
        if let every = reader.wholeNumber(checkpoint, "--checkpoint") {
            var rule = draft.checkpoint?.value ?? CheckpointRule()
            rule.every = every.value
            draft.checkpoint = Placed(rule, every.place)
        }
        draft.isolation =
            reader.choice(
                isolation, "--isolation", Isolation.allCases.map(\.rawValue), Isolation.init)?
            .value ?? draft.isolation
        draft.journal.durability =
            reader.choice(
                durability, "--durability", Durability.allCases.map(\.rawValue),
                Durability.init)?
            .value ?? draft.journal.durability
        draft.variantCount = reader.wholeNumber(count, "--count") ?? draft.variantCount
        draft.seed = reader.wholeNumber(seed, "--seed")?.value ?? draft.seed
        return reader.problems
    }

    private func applyVote(to vote: inout VoteDraft, _ reader: inout FlagReader) {
        if agree == "majority" {
            vote.agree = nil
        } else {
            vote.agree =
                reader.wholeNumber(agree, "--agree", or: " or 'majority'") ?? vote.agree
        }
        if let restrictive { vote.restrictive = Placed(restrictive, .flag("--restrictive")) }
        if let policy { vote.policy = Placed(policy, .flag("--policy")) }
        vote.relation =
            reader.parse(relation, "--relation", RelationText.parse) ?? vote.relation
        if let schema = reader.parse(answer, "--answer", SchemaText.parse) {
            vote.answer = schema
            vote.fieldPolicies = []
            if relation == nil { vote.relation = nil }
        }
        vote.tie =
            reader.choice(tie, "--tie", TieRule.allCases.map(\.rawValue), TieRule.init) ?? vote.tie
        vote.latch =
            reader.read(latch, "--latch", VoteText.latchWords, LatchRule.init) ?? vote.latch
        vote.dissentLimit =
            reader.read(
                dissentLimit, "--dissent-limit", VoteText.dissentLimitWords, VoteText.dissentLimit)
            ?? vote.dissentLimit
        vote.faults =
            reader.read(faults, "--faults", VoteText.faultsWords, VoteText.faults) ?? vote.faults
    }
}

/// Reads texts of flags, collecting what is wrong with them.
private struct FlagReader {
    var problems: [Problem] = []

    mutating func read<Value>(
        _ text: String?, _ flag: String, _ expected: String, _ parse: (String) -> Value?
    ) -> Placed<Value>? {
        guard let text else { return nil }
        if let value = parse(text) { return Placed(value, .flag(flag)) }
        let found = "expected \(expected), found '\(text.prefix(40))'"
        problems.append(Problem(.flag(flag), found))
        return nil
    }

    mutating func wholeNumber(
        _ text: String?, _ flag: String, or alternative: String = ""
    ) -> Placed<UInt64>? {
        read(text, flag, "a whole number" + alternative) { SizeText.wholeNumber($0[...]) }
    }

    mutating func choice<Value>(
        _ text: String?, _ flag: String, _ names: [String], _ parse: (String) -> Value?
    ) -> Placed<Value>? {
        read(text, flag, "one of \(names.joined(separator: ", "))", parse)
    }

    /// What the parser says is wrong is said as it is.
    mutating func parse<Value>(
        _ text: String?, _ flag: String, _ parse: (String) throws -> Value
    ) -> Placed<Value>? {
        guard let text else { return nil }
        do { return Placed(try parse(text), .flag(flag)) } catch {
            problems.append(Problem(.flag(flag), "\(error)"))
            return nil
        }
    }
}
