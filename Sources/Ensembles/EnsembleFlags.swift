import Voting

/// What a command line says about an ensemble, as text; it goes before what the file says.
package struct EnsembleFlags: Sendable {
    package var agree: String?
    package var restrictive: String?
    package var deadline: String?
    package var startup: String?
    package var validFor: String?
    package var framing: String?
    package var inFlight: String?
    package var restart: Bool?
    package var stateful: Bool?
    package var count: String?
    package var seed: String?

    package init() {}

    /// Writes the flags that are present into the draft.
    func apply(to draft: inout EnsembleDraft) -> [Problem] {
        var problems: [Problem] = []
        func read<Value>(
            _ text: String?, _ flag: String, _ expected: String, _ parse: (String) -> Value?
        ) -> Placed<Value>? {
            guard let text else { return nil }
            if let value = parse(text) { return Placed(value, .flag(flag)) }
            let found = "expected \(expected), found '\(text.prefix(40))'"
            problems.append(Problem(.flag(flag), found))
            return nil
        }
        func wholeNumber(_ text: String) -> UInt64? { SizeText.wholeNumber(text[...]) }

        if agree == "majority" {
            draft.agree = nil
        } else if let agree = read(
            agree, "--agree", "a whole number or 'majority'", wholeNumber)
        {
            draft.agree = agree
        }
        if let restrictive { draft.restrictive = Placed(restrictive, .flag("--restrictive")) }
        let durationWords = "a duration as 200ms or 1s"
        let parseDuration = DurationText.parseNanoseconds
        draft.deadline =
            read(deadline, "--deadline", durationWords, parseDuration) ?? draft.deadline
        draft.startup = read(startup, "--startup", durationWords, parseDuration) ?? draft.startup
        draft.validFor =
            read(validFor, "--valid-for", durationWords, parseDuration) ?? draft.validFor
        let framings = Ensemble.Framing.allCases.map(\.rawValue).joined(separator: ", ")
        draft.framing =
            read(framing, "--framing", "one of \(framings)", Ensemble.Framing.init)
            ?? draft.framing
        draft.inFlight =
            read(inFlight, "--in-flight", "a whole number", wholeNumber) ?? draft.inFlight
        draft.restartsReplicas = restart ?? draft.restartsReplicas
        draft.isStateful =
            stateful.map { Placed($0, .flag("--stateful")) } ?? draft.isStateful
        draft.variantCount =
            read(count, "--count", "a whole number", wholeNumber) ?? draft.variantCount
        draft.seed = read(seed, "--seed", "a whole number", wholeNumber)?.value ?? draft.seed
        return problems
    }
}
