import Voting

/// An explanation for people: as wide as a terminal, most important things first.
package struct ExplanationText {
    static let columns = 100
    static let answerColumns = 44
    static let otherColumns = 20

    let explanation: Explanation
    let names: [String]

    /// - Parameter names: one a replica.
    package init(_ explanation: Explanation, names: [String]) {
        precondition(names.count == explanation.replicas, "a name for every replica")
        self.explanation = explanation
        self.names = names
    }

    /// Lines, each ended.
    package var text: String {
        var lines = ["demand \(explanation.demand): \(verdict)"]
        lines += facts.flatMap { name, values in
            values.enumerated().map { index, value in
                "  " + Self.padded(index == 0 ? name : "", 9) + value
            }
        }
        // Nobody was asked: there is nothing to tell of ballots.
        if explanation.outsideReason != nil { return lines.map { $0 + "\n" }.joined() }
        lines.append("")
        lines += ballotLines
        if explanation.questions.count > 1 || explanation.questions.contains(where: \.isLoose) {
            lines.append("")
            lines += explanation.questions.flatMap(questionLines)
        }
        lines.append("")
        lines += alternativeLines
        return lines.map { $0 + "\n" }.joined()
    }

    private var verdict: String {
        if explanation.isHeld { return "restrictive (agreed on, held by the latch)" }
        guard explanation.isAgreed else { return "restrictive" }
        return explanation.isMasked ? "agreed (masked)" : "agreed"
    }

    private var facts: [(String, [String])] {
        var facts: [(String, [String])] = []
        if let demand = explanation.demandText {
            let suffix = demand.count > 60 ? " (\(demand.count) bytes)" : ""
            facts.append(("demand", [Self.shown(demand, Self.columns - 30) + suffix]))
        }
        facts.append(("out", [Self.shown(explanation.released, Self.columns - 12)]))
        facts.append(("because", [failedFields + reason(explanation.decision, needed: soleNeeded)]))
        if let outside = explanation.outsideReason, !outside.isEmpty {
            facts.append(("", Self.wrapped(outside)))
        }
        if let allowsOne = explanation.allowsOneAnswer {
            facts.append(("machine", [allowsOne ? Self.allowsOne : Self.allowsSeveral]))
        }
        facts.append(("rule", explanation.questions.flatMap(ruleLines)))
        facts.append(("certain", [certainty]))
        return facts
    }

    private static let allowsOne =
        "the machine allows exactly one answer here: equality is legitimate"
    private static let allowsSeveral =
        "the machine allows several answers: replicas may differ and be right"

    /// Of several questions, the first that was lost.
    private var failedFields: String {
        guard explanation.questions.count > 1, case .restrictive = explanation.decision else {
            return ""
        }
        let failed = explanation.questions.first { $0.decision == explanation.decision }
        return failed.map { fieldNames($0) + ": " } ?? ""
    }

    private var soleNeeded: Int? {
        explanation.questions.count == 1 ? explanation.questions[0].needed : nil
    }

    func reason(_ decision: Decision, needed: Int?) -> String {
        switch decision {
        case .restrictive(let cause): return cause.text
        case .undecided: return "nothing was decided"
        case .agreed(let election):
            let count =
                explanation.questions.count == 1
                ? explanation.supporters.count : election.supporters.count
            let carried =
                "\(count) of \(explanation.replicas) carry it"
                + (needed.map { $0 <= count ? ", \($0) are needed" : "" } ?? "")
            guard case .number = election.value else { return carried }
            return "computed from what \(count) of \(explanation.replicas) said"
        }
    }

    private func ruleLines(_ question: Explanation.Question) -> [String] {
        let about = explanation.questions.count > 1 ? fieldNames(question) + ": " : ""
        let name = question.needed.flatMap { needed in
            1...explanation.replicas ~= needed
                ? ThresholdName(agree: needed, replicas: explanation.replicas).description : nil
        }
        return ["\(about)\(question.policySummary) (\(question.policyText))"]
            + (name.map { [$0] } ?? [])
    }

    func fieldNames(_ question: Explanation.Question) -> String {
        let quoted = question.fields.map { "'\(explanation.schema.fields[$0].name)'" }
        return (quoted.count == 1 ? "field " : "fields ") + quoted.joined(separator: ", ")
    }

    private var certainty: String {
        let count = explanation.ballotsUntilCertain
        guard count > 0 else { return "before any ballot" }
        let last = names[explanation.order[count - 1]]
        if count == explanation.replicas { return "with the last ballot, that of \(last)" }
        return "after \(count) of \(explanation.replicas) ballots, the last of them that of \(last)"
    }
}

extension ExplanationText {
    static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    static func shown(_ bytes: ClippedBytes, _ columns: Int) -> String {
        if bytes.count == 0 { return "(empty)" }
        return EscapedBytes.text(bytes.bytes, columns: columns, isClipped: bytes.isClipped)
    }

    private static func wrapped(_ reason: String) -> [String] {
        let words = EscapedBytes.text(reason.utf8).split(separator: " ").map(String.init)
        return wrapped(words, columns - 11)
    }

    /// Words in lines that are at most so wide.
    static func wrapped(_ words: [String], _ width: Int) -> [String] {
        var lines: [String] = []
        for word in words {
            if let last = lines.last, last.count + 1 + word.count <= width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(word)
            }
        }
        return lines
    }
}

extension Explanation.Question {
    /// Whether being the same is no equivalence, so that the classes must be told.
    fileprivate var isLoose: Bool { !isTransitive }
}
