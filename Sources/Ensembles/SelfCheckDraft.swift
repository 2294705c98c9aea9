import Voting

/// `selfCheck` as it was written, before it is held against the rest.
struct SelfCheckDraft {
    var place: Problem.Place
    var demand: Placed<String>?
    var answer: Placed<String>?
    var every: Placed<UInt64>?
    /// What the author says of replicas with state: that the demand leaves it as it is.
    var keepsState = false

    static let everyNanoseconds: UInt64 = 1_000_000_000

    var selfCheck: SelfCheck? {
        guard let demand, let answer else { return nil }
        return SelfCheck(
            demand: Array(demand.value.utf8), answer: Array(answer.value.utf8),
            everyNanoseconds: every?.value ?? Self.everyNanoseconds)
    }

    func problems(of draft: EnsembleDraft, _ vote: Ensemble.Vote) -> [Problem] {
        var problems = problems(with: demand, "demand", most: draft.demandBytesMax)
        problems += self.problems(with: answer, "answer", most: draft.answerBytesMax)
        if let every, !EnsembleCheck.durations.contains(every.value) {
            problems.append(
                Problem(every.place, "every: out of range (1ms to 1h, that is 60min)"))
        }
        if let demand, draft.checkpoint != nil,
            demand.value.utf8.starts(with: ReservedText.mark)
        {
            problems.append(
                Problem(
                    demand.place,
                    "demand: what begins with 'thrice:' asks for a state, as 'checkpoint' says"))
        }
        if draft.isStateful.value && !keepsState {
            problems.append(
                Problem(
                    place,
                    "selfCheck: replicas have state, and what they are asked besides the demands "
                        + "must leave it as it is",
                    hint: "'keepsState: true' when it does, otherwise no 'selfCheck'"))
        }
        if let answer, problems.isEmpty, vote.schema != .bytes {
            var read = ReadAnswer(schema: vote.schema)
            let flaw = Array(answer.value.utf8).withUnsafeBytes {
                vote.schema.read($0, into: &read)
            }
            if let flaw {
                problems.append(
                    Problem(
                        answer.place,
                        "answer: it cannot be read as one: \(flaw.text(schema: vote.schema))"))
            }
        }
        return problems
    }

    private func problems(
        with text: Placed<String>?, _ key: String, most: Placed<UInt64>
    ) -> [Problem] {
        guard let text else {
            return [
                Problem(
                    place, "selfCheck: '\(key)' is missing",
                    hint: "selfCheck: {demand: \"…\", answer: \"…\", every: 1s}")
            ]
        }
        if text.value.utf8.contains(UInt8(ascii: "\n")) {
            return [Problem(text.place, "\(key): it is one line, without a newline")]
        }
        guard UInt64(text.value.utf8.count) <= most.value else {
            return [
                Problem(
                    text.place,
                    "\(key): \(text.value.utf8.count) bytes are more than \(key)BytesMax "
                        + "(\(most.value))")
            ]
        }
        return []
    }
}

extension EnsembleReader {
    mutating func readSelfCheck(_ value: YamlValue?) {
        guard let value else { return }
        let keys = table(value, named: "selfCheck", keys: EnsembleKey.selfCheck)
        var check = SelfCheckDraft(place: value.place)
        check.demand = placedText(keys["demand"], "demand")
        check.answer = placedText(keys["answer"], "answer")
        check.every = duration(keys["every"], "every")
        check.keepsState = boolean(keys["keepsState"], "keepsState")?.value ?? false
        draft.selfCheck = check
    }
}
