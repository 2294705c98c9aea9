import Voting

/// Who said what, in which classes, and what other thresholds make of it.
extension ExplanationText {
    /// Ballots that are alike in every byte.
    private struct Row {
        var classes: String
        var isOut: Bool
        var said: String
        var who: [Int]
    }

    private var rows: [Row] {
        var rows: [Row] = []
        var seen: [Explanation.Cast] = []
        for (replica, cast) in explanation.casts.enumerated() {
            if let index = seen.firstIndex(of: cast) {
                rows[index].who.append(replica)
                continue
            }
            seen.append(cast)
            rows.append(
                Row(
                    classes: labels(of: replica),
                    isOut: explanation.supporters.contains(replica), said: said(cast),
                    who: [replica]))
        }
        return rows.enumerated().sorted {
            ($0.element.classes.isEmpty ? 1 : 0, -$0.element.who.count, $0.offset)
                < ($1.element.classes.isEmpty ? 1 : 0, -$1.element.who.count, $1.offset)
        }.map(\.element)
    }

    /// What is no answer need only be known again.
    private func said(_ cast: Explanation.Cast) -> String {
        let columns = cast.ballot == .answered ? Self.answerColumns : Self.otherColumns
        let answer = cast.answer.map { Self.shown($0, columns) }
        if cast.ballot == .answered { return answer ?? "" }
        return "\(cast.ballot)" + (answer.map { ": \($0)" } ?? "")
    }

    /// The letters of the classes that a replica is in, with one question only.
    private func labels(of replica: Int) -> String {
        let isCounted = explanation.casts[replica].ballot == .answered
        guard explanation.questions.count == 1 else { return isCounted ? "+" : "" }
        return explanation.questions[0].classes.enumerated()
            .filter { $0.element.members.contains(replica) }
            .map { Self.letter($0.offset) }.joined(separator: " ")
    }

    /// A, B, … Z, A1, B1, …
    static func letter(_ index: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index % 26)))
        return index < 26 ? letter : letter + "\(index / 26)"
    }

    var ballotLines: [String] {
        let rows = rows
        let hasLetters = explanation.questions.count == 1
        let classWidth = max(5, rows.map(\.classes.count).max() ?? 0)
        let saidWidth = max(6, rows.map(\.said.count).max() ?? 0)
        let head =
            "  " + (hasLetters ? Self.padded("class", classWidth + 4) : "    ")
            + "ballots  " + Self.padded("answer", saidWidth + 2) + "who"
        let indent = head.count - 3
        return [head]
            + rows.flatMap { row in
                let count = "\(row.who.count)"
                let front =
                    "  "
                    + (hasLetters ? Self.padded(row.classes, classWidth + 1) : "")
                    + (row.isOut ? "*" : " ") + (hasLetters ? "  " : "   ")
                    + String(repeating: " ", count: 7 - count.count) + count + "  "
                    + Self.padded(row.said, saidWidth + 2)
                return who(row, front: front, indent: indent)
            }
    }

    private func who(_ row: Row, front: String, indent: Int) -> [String] {
        var words = row.who.map { names[$0] }
        let cast = explanation.casts[row.who[0]]
        let why =
            cast.malformation?.text(schema: explanation.schema)
            ?? cast.rejection.map { EscapedBytes.text($0.utf8) }
        if let why, !why.isEmpty {
            words[words.count - 1] += ":"
            words += why.split(separator: " ").map(String.init)
        }
        return Self.wrapped(words, max(20, Self.columns - indent)).enumerated()
            .map { index, line in
                (index == 0 ? front : String(repeating: " ", count: indent)) + line
            }
    }

    func questionLines(_ question: Explanation.Question) -> [String] {
        var lines: [String] = []
        if explanation.questions.count > 1 {
            let isAgreed = if case .agreed = question.decision { true } else { false }
            lines.append(
                "  \(fieldNames(question)): \(isAgreed ? "agreed" : "restrictive"), "
                    + reason(question.decision, needed: question.needed))
        }
        for (index, one) in question.classes.enumerated() {
            let apart =
                one.diameter > 0 ? " up to \(Self.number(one.diameter)) apart:" : ":"
            let front = "  \(Self.letter(index))  \(one.members.count)\(apart) "
            let width = Self.columns - front.count
            let members = Self.wrapped(one.members.map { names[$0] }, max(20, width))
            lines += members.enumerated().map { index, line in
                (index == 0 ? front : String(repeating: " ", count: front.count)) + line
            }
        }
        return lines
    }

    /// Four digits of it: differences of decimal numbers rarely are decimal.
    private static func number(_ value: Double) -> String {
        var scale = 1.0
        while value * scale < 1000, scale < 1e18 { scale *= 10 }
        let rounded = value * scale < 1e15 ? (value * scale).rounded() / scale : value
        return String(decoding: Election.answer(of: rounded), as: UTF8.self)
    }
}

extension ExplanationText {
    /// Neighbouring thresholds with the same outcome share a line.
    var alternativeLines: [String] {
        var groups: [(first: Int, last: Int, outcome: String)] = []
        for alternative in explanation.alternatives {
            let outcome = outcome(alternative.decision)
            if let last = groups.last, last.outcome == outcome {
                groups[groups.count - 1].last = alternative.agree
            } else {
                groups.append((alternative.agree, alternative.agree, outcome))
            }
        }
        let rows = groups.map { group in
            (thresholds(group.first, group.last), names(group.first, group.last), group.outcome)
        }
        let widths = (rows.map(\.0.count).max() ?? 0, rows.map(\.1.count).max() ?? 0)
        return ["  " + Self.padded("threshold", widths.0 + widths.1 + 4) + "would have been"]
            + rows.map { row in
                "  " + Self.padded(row.0, widths.0 + 2) + Self.padded(row.1, widths.1 + 2) + row.2
            }
    }

    private func thresholds(_ first: Int, _ last: Int) -> String {
        first == last ? "agree \(first)" : "agree \(first)…\(last)"
    }

    private func names(_ first: Int, _ last: Int) -> String {
        let ends = [first, last].map {
            ThresholdName(agree: $0, replicas: explanation.replicas)
        }
        if first == last { return "(IEC 61508: \(ends[0].iec61508), rail: \(ends[0].rail))" }
        return "(IEC 61508: \(ends[0].iec61508)…\(ends[1].iec61508), "
            + "rail: \(ends[0].rail)…\(ends[1].rail))"
    }

    private func outcome(_ decision: Decision) -> String {
        switch decision {
        case .undecided: return "undecided"
        case .restrictive(.noQuorum(let largest, _)): return "restrictive: at most \(largest) agree"
        case .restrictive(.tie): return "restrictive: two answers tie"
        case .restrictive(let cause): return "restrictive: \(cause.text)"
        case .agreed(let election):
            guard case .answer(let replica) = election.value else { return "agreed" }
            let labels = labels(of: replica)
            let answer = explanation.casts[replica].answer.map { Self.shown($0, 30) } ?? ""
            let isLettered = explanation.questions.count == 1 && !labels.isEmpty
            return "agreed: " + (isLettered ? "\(labels)  " : "") + answer
        }
    }
}
