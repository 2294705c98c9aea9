import Machines

/// What checks of a machine found, for people.
package struct MachineCheckText {
    let words: MachineWording
    let report: MachineReport

    package init(_ report: MachineReport, of machine: CompiledMachine) {
        self.report = report
        words = MachineWording(machine)
    }

    /// Lines, each ended; the last one is the summary.
    package var text: String {
        (["searched   " + words.extent(report.extent)] + holding + undecided + failing + notes
            + [summary]).map { $0 + "\n" }.joined()
    }

    package var summary: String {
        let failed = count { if case .fails = $0 { true } else { false } }
        let open = count { if case .undecided = $0 { true } else { false } }
        let sampled = count {
            if case .holds(let scope) = $0 { !scope.isExhaustive } else { false }
        }
        let whole = report.checks.count - failed - open - sampled
        // Apart: what was shown of a sample is not shown.
        var parts: [String] = []
        if whole > 0 { parts.append("\(whole) \(whole == 1 ? "holds" : "hold") exhaustively") }
        if sampled > 0 {
            parts.append("\(sampled) \(sampled == 1 ? "holds" : "hold") in a sample")
        }
        if failed > 0 { parts.append("\(failed) \(failed == 1 ? "fails" : "fail")") }
        if open > 0 { parts.append("\(open) undecided") }
        return "\(words.machine.name): \(MachineWording.count(report.checks.count, "check")): "
            + parts.joined(separator: ", ")
    }

    private func count(_ isCounted: (MachineCheck.Verdict) -> Bool) -> Int {
        report.checks.count { isCounted($0.verdict) }
    }

    /// One line for all that holds of an operation for as many cases.
    private var holding: [String] {
        var order: [String] = []
        var words: [String: [String]] = [:]
        var scopes: [String: MachineCheck.Scope] = [:]
        for check in report.checks {
            guard case .holds(let scope) = check.verdict else { continue }
            let (who, what) = short(check.subject)
            let key = "\(who) \(scope.count) \(scope.isExhaustive)"
            if words[key] == nil { order.append(key) }
            words[key, default: [who]].append(what)
            scopes[key] = scope
        }
        return order.compactMap { key in
            guard let parts = words[key], let scope = scopes[key] else { return nil }
            let list = Self.grouped(Array(parts.dropFirst()))
            return "holds      \(parts[0]) \(list) (\(self.scope(scope, parts[0])))"
        }
    }

    /// `is defined, keeps 3 conjuncts`: what is said several times is counted.
    private static func grouped(_ parts: [String]) -> String {
        var order: [String] = []
        var counts: [String: Int] = [:]
        for part in parts {
            if counts[part] == nil { order.append(part) }
            counts[part, default: 0] += 1
        }
        return order.map { part in
            guard let mark = part.lastIndex(of: "#") else { return part }
            let noun = String(part[part.index(after: mark)...])
            return part[..<mark] + MachineWording.count(counts[part] ?? 0, noun)
        }.joined(separator: ", ")
    }

    private func scope(_ scope: MachineCheck.Scope, _ who: String) -> String {
        let noun = who == "INITIALISATION" || who == "the invariant" ? "state" : "case"
        return (scope.isExhaustive ? "all of " : "sample of ")
            + MachineWording.count(scope.count, noun)
    }

    /// Who is spoken of, and what of it holds; `#` stands before what is counted.
    private func short(_ subject: MachineCheck.Subject) -> (String, String) {
        switch subject {
        case .initialisation: ("INITIALISATION", "is defined")
        case .establishment: ("INITIALISATION", "establishes #conjunct")
        case .preservation(let operation, _):
            (words.operation(operation), "keeps #conjunct")
        case .admission(let operation): (words.operation(operation), "has a PRE that is defined")
        case .definedness(let operation): (words.operation(operation), "is defined")
        case .feasibility(let operation): (words.operation(operation), "is feasible")
        case .invariant: ("the invariant", "is defined")
        case .assertion: ("the invariant", "implies #assertion")
        case .assert(let operation, _):
            (operation.map(words.operation) ?? "INITIALISATION", "meets #ASSERT")
        }
    }

    private var undecided: [String] {
        report.checks.compactMap { check in
            guard case .undecided(let stop) = check.verdict else { return nil }
            return "undecided  \(words.subject(check.subject))\n           \(words.stop(stop))"
        }
    }

    private var failing: [String] {
        report.checks.flatMap { check -> [String] in
            guard case .fails(let example) = check.verdict else { return [] }
            return ["FAILS      \(words.failure(check.subject, example.stop))"]
                + words.lines(example).map { "           \($0)" }
        }
    }

    private var notes: [String] {
        report.notes.flatMap { note -> [String] in
            var lines = ["note       \(words.note(note))"]
            if case .deadlock(let trace, _) = note {
                lines += words.lines(trace).map { "           \($0)" }
            }
            return lines
        }
    }
}
