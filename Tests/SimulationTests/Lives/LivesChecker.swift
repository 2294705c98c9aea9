/// Judges a run of several lives by its output file.
struct LivesChecker {
    let lives: Lives
    let scenario: Scenario

    var failures: [Failure] {
        let lines = lives.file.split(separator: 0x0A, omittingEmptySubsequences: false)
            .map(Array.init)
        guard lines.last?.isEmpty ?? true else {
            return [Failure(checker: "OutputIsWhole", what: "the last line is torn")]
        }
        let answers = lines.dropLast()
        guard answers.count == scenario.demands.count else {
            return [
                Failure(
                    checker: "OutputIsWhole",
                    what: "\(answers.count) lines for \(scenario.demands.count) demands")
            ]
        }
        for (number, line) in answers.enumerated() {
            if let flaw = flaw(in: line, number) { return [flaw] }
        }
        return []
    }

    private func flaw(in line: [UInt8], _ number: Int) -> Failure? {
        let said = String(decoding: line, as: UTF8.self)
        if let seen = lives.seen[number], seen != line {
            return Failure(
                checker: "NoAnswerChanges",
                what: "demand \(number + 1) was answered "
                    + "'\(String(decoding: seen, as: UTF8.self))', then '\(said)'")
        }
        let demand = scenario.demands[number]
        // What nobody was asked, replicas with state have not seen.
        let isBlind = scenario.plan.isStateful && lives.unrecorded > 0
        guard scenario.isWithinHypothesis, scenario.plan.latch == .none, !isBlind else {
            return nil
        }
        if line == Scenario.restrictive {
            return demand.isOversized || lives.unrecorded > 0
                ? nil
                : Failure(
                    checker: "FaultsAreMasked", what: "demand \(number + 1) is restrictive")
        }
        let isRight =
            scenario.plan.isStateful ? line == demand.right : line.dropLast() == demand.right[...]
        return isRight && !demand.isOversized
            ? nil : Failure(checker: "FaultsAreMasked", what: "demand \(number + 1) got '\(said)'")
    }
}
