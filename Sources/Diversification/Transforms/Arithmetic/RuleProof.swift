import Foundation

/// Asks z3 whether rules hold for every value of their variables.
package struct RuleProof {
    package enum Outcome: Equatable, Sendable {
        case proved
        /// A width and values for which the two terms differ.
        case refuted(bits: Int, x: UInt64, y: UInt64)
        case notProved(reason: String)
    }

    package static let widths = [8, 16, 32, 64]

    /// The solver's command, looked up in PATH.
    package var solver = "z3"
    package var timeLimit: Duration = .seconds(60)

    package init() {}

    /// The names of all rules with what the solver says of each.
    package func ofAll() -> [(name: String, outcome: Outcome)] {
        let rules = ArithmeticRules.all
        return Array(zip(rules.map(\.name), callAsFunction(rules)))
    }

    /// One outcome for each rule: proved only if so at every width. One run of the solver.
    package func callAsFunction(_ rules: [ArithmeticRule]) -> [Outcome] {
        let queries = rules.flatMap { rule in Self.widths.map { query(rule, bits: $0) } }
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("thrice-rules-\(UUID().uuidString).smt2").path
        guard
            (try? queries.joined().write(toFile: path, atomically: true, encoding: .utf8)) != nil
        else { return rules.map { _ in .notProved(reason: "cannot write '\(path)'") } }
        defer { try? FileManager.default.removeItem(atPath: path) }
        let run = ToolRun(arguments: [solver, path], timeLimit: timeLimit)()
        if case .notStarted = run.ending {
            return rules.map { _ in .notProved(reason: "'\(solver)' is not installed") }
        }
        return outcomes(String(decoding: run.output, as: UTF8.self), run.ending, rules.count)
    }

    /// Unsatisfiable, that the terms differ, means equal. Each query starts anew: the solver's
    /// incremental mode takes minutes where its own tactic for bit vectors takes a second.
    private func query(_ rule: ArithmeticRule, bits: Int) -> String {
        let script = RuleScript(bits: bits)
        let condition = script.text(rule.condition).map { "(assert \($0))\n" } ?? ""
        return """
            (reset)
            (set-logic QF_BV)
            (declare-const x (_ BitVec \(bits)))
            (declare-const y (_ BitVec \(bits)))
            \(condition)(assert (not (= \(script.text(rule.left)) \(script.text(rule.right)))))
            (check-sat)
            (get-value (x))
            (get-value (y))

            """
    }

    /// Three lines a query: the answer, and two numbers or complaints that there is no model.
    private func outcomes(
        _ output: String, _ ending: ToolRun.Ending, _ count: Int
    ) -> [Outcome] {
        let lines = output.split(separator: "\n").map(String.init)
        return (0..<count).map { rule in
            for (position, bits) in Self.widths.enumerated() {
                let start = 3 * (rule * Self.widths.count + position)
                guard start + 2 < lines.count else {
                    return .notProved(reason: "\(solver): \(ending)")
                }
                switch lines[start] {
                case "unsat": continue
                case "sat":
                    return .refuted(
                        bits: bits, x: value(lines[start + 1]), y: value(lines[start + 2]))
                default: return .notProved(reason: "\(solver): \(lines[start])")
                }
            }
            return .proved
        }
    }

    /// The number in `((x #x0f))`.
    private func value(_ line: String) -> UInt64 {
        guard let mark = line.firstIndex(of: "#") else { return 0 }
        let digits = line[line.index(mark, offsetBy: 2)...].prefix { $0.isHexDigit }
        return UInt64(digits, radix: line.contains("#b") ? 2 : 16) ?? 0
    }
}
