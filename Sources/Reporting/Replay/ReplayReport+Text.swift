/// A replay for people.
extension ReplayReport {
    /// Lines, each ended.
    package var text: String {
        var lines = ["demand \(demand): '\(demandText)'"]
        lines.append(Self.labelled("run", runWords))
        if let stamp { lines.append(Self.labelled("stamp", stamp)) }
        if let previous { lines.append(Self.labelled("before it", "'\(previous)' went out")) }
        for line in story { lines.append(Self.labelled("log", line)) }
        if let words = historyWords { lines.append(Self.labelled("history", words)) }
        return lines.map { $0 + "\n" }.joined() + replicas.map(\.text).joined()
    }

    private var historyWords: String? {
        let demands = history == 1 ? "the demand" : "the \(history) demands"
        let shown = history > 0 ? "\(demands) before it" : nil
        let state = checkpoint.map { "the state after demand \($0)" }
        let first = [state, shown].compactMap { $0 }.joined(separator: " and ")
        return first.isEmpty ? nil : "\(first) shown first"
    }

    static func labelled(_ name: String, _ text: String) -> String {
        "  " + name + String(repeating: " ", count: max(1, 11 - name.count)) + text
    }

    private var runWords: String {
        let out = answer.map { "'\($0)'" } ?? "nothing"
        return switch verdict {
        case .agreed: "agreed on \(out)"
        case .restrictive: "restrictive, no agreement: \(out)"
        case .held: "agreed, and held back by the latch: \(out) went out"
        case .withheld: "restrictive, for the journal was not in time: \(out)"
        case .undecided: "it ended before this was decided"
        }
    }
}

extension ReplayReport.Replica {
    /// Lines, each ended.
    package var text: String { lines.map { $0 + "\n" }.joined() }

    private var lines: [String] {
        var lines = [ReplayReport.labelled(replica, words)]
        func add(_ text: String) { lines.append(ReplayReport.labelled("", text)) }
        if let firstDifference { add(firstDifference.text) }
        if let ended { add("its process ended by \(ended)") }
        guard let standardError else { return lines }
        add("standard error, \(standardErrorBytes) bytes:")
        for line in standardError.split(separator: "\n", omittingEmptySubsequences: false) {
            add("| \(EscapedBytes.text(line.utf8))")
        }
        return lines
    }

    private var words: String {
        if let lostAt {
            return "never got there: at demand \(lostAt) \(because ?? "it was lost")"
        }
        let said = answer.map { "'\($0)'" } ?? ""
        let why = because.map { ": \($0)" } ?? ""
        let time = ", after \(Self.milliseconds(seconds)) ms"
        let late = isLate ? ", which is late" : ""
        let accepted = machine == "accepted" ? ", and the machine accepts it" : ""
        return switch outcome {
        case .same: "the same: \(said)\(time)\(late)"
        case .differs: "differs: \(said)\(accepted)\(time)\(late)"
        case .rejected: "the machine does not accept \(said)\(why)\(time)\(late)"
        case .malformed: "no answer can be \(answer == nil ? "what it said" : said)\(why)"
        case .noAnswer: "no answer\(why)\(time)"
        case .notCompared where answer == nil: "is not asked\(why)"
        case .notCompared: "says \(said)\(accepted)\(why); nothing was agreed on\(time)\(late)"
        }
    }

    /// With three places.
    private static func milliseconds(_ seconds: Double) -> String {
        let micro = UInt64((seconds * 1e6).rounded())
        let places = String(micro % 1000)
        return "\(micro / 1000)." + String(repeating: "0", count: 3 - places.count) + places
    }
}

extension ReplayReport.Replica.Difference {
    fileprivate var text: String {
        let said = answer.map { "said '\($0)'" } ?? "gave no answer"
        let right = agreed.map { ", agreed was '\($0)'" } ?? ""
        return "first at demand \(demand): \(said)\(right)\(because.map { " (\($0))" } ?? "")"
    }
}
