import CClang
import Foundation

/// Proves rewritten expressions equal with z3, all in one process.
package struct RewritingProver: Sendable {
    /// For each expression, in steps as the solver counts them, so that the outcome does not depend
    /// on the machine; these take about a second.
    package var stepsMax = 2_000_000
    /// For each expression, where the machine is too slow for that.
    package var timeLimit: Duration = .seconds(20)
    /// For all expressions together; those after it are not proved.
    package var budget: Duration = .seconds(120)
    /// The solver's command.
    package var solver: String

    package init(solver: String = "z3") {
        self.solver = solver
    }

    /// What became of each, in the order given: equal wherever the original is defined, and then
    /// defined, too. Without the solver nothing is proved.
    package func callAsFunction(
        _ expressions: [RewrittenExpression]
    ) -> [RewrittenExpression.Outcome] {
        var outcomes: [RewrittenExpression.Outcome] = []
        var script: [String] = []
        for (number, expression) in expressions.enumerated() {
            do throws(Unproved) {
                script += try query(expression, number)
                outcomes.append(.notProved(reason: unanswered))
            } catch {
                outcomes.append(.notProved(reason: error.reason))
            }
        }
        guard !script.isEmpty else { return outcomes }
        switch answer(script.joined(separator: "\n")) {
        case .failure(let failure):
            for number in outcomes.indices
            where outcomes[number] == .notProved(reason: unanswered) {
                outcomes[number] = .notProved(reason: failure.reason)
            }
        case .success(let text):
            for part in text.components(separatedBy: "query ").dropFirst() {
                let lines = part.split(separator: "\n").map(String.init)
                guard lines.count > 1, let number = Int(lines[0]) else { continue }
                outcomes[number] = outcome(lines[1], Array(lines.dropFirst(2)))
            }
        }
        return outcomes
    }

    /// The outcomes as a part of a variant's report.
    package func report(on expressions: [RewrittenExpression]) -> ProofReport {
        var report = ProofReport()
        for (expression, outcome) in zip(expressions, self(expressions)) {
            report.add(outcome, of: "\(expression.before) became \(expression.after)")
        }
        return report
    }

    private var unanswered: String { "budget: no answer of '\(solver)' within \(budget)" }

    private func query(
        _ expression: RewrittenExpression, _ number: Int
    ) throws(Unproved) -> [String] {
        let unit: TranslationUnit
        do throws(GenerationError) {
            unit = try TranslationUnit(expression.source, path: "expression.c", flags: [])
        } catch {
            throw Unproved("not C: \(error.message)")
        }
        defer { withExtendedLifetime(unit) {} }
        let functions = unit.functions.suffix(2)
        var script = BitVectorScript()
        let parameters = functions.first.map { function in
            function.node.children.filter { $0.kind == CXCursor_ParmDecl }
        }
        for (variable, parameter) in zip(expression.variables, parameters ?? []) {
            script.declare(variable, try BitVectorType(parameter.type))
        }
        var sides: [BitVectorScript.Translation] = []
        var evaluations: [[String]] = []
        for function in functions {
            guard function.body.children.count == 1,
                let body = function.body.children[0].children.last
            else { throw Unproved("unsupported: no expression") }
            sides.append(try script.translate(body))
            evaluations.append(expression.variables.map { script.takeEvaluation(of: $0.name) })
        }
        guard sides.count == 2 else { throw Unproved("unsupported: no expression") }
        guard sides[0].type == sides[1].type else { throw Unproved("of another type") }
        var differences = ["(distinct \(sides[0].value) \(sides[1].value))"]
        for (index, variable) in expression.variables.enumerated() {
            let (before, after) = (evaluations[0][index], evaluations[1][index])
            switch variable.kind {
            case .value: break
            case .load: differences.append("(and \(after) (not \(before)))")
            case .effect: differences.append("(xor \(after) \(before))")
            }
        }
        let isUndefined = "(not \(sides[1].isDefined))"
        let differs = "(or \(isUndefined) \(differences.joined(separator: " ")))"
        let names = expression.variables.map { "|\($0.name)|" }.joined(separator: " ")
        return [
            "(reset)", "(set-option :timeout \(timeLimit / .milliseconds(1)))",
            "(set-option :rlimit \(stepsMax))", "(set-option :pp.bv-literals false)",
            "(set-logic QF_BV)",
        ] + script.lines + [
            "(assert (and \(sides[0].isDefined) \(differs)))", "(echo \"query \(number)\")",
            "(check-sat)",
        ] + (names.isEmpty ? [] : ["(get-value (\(names)))"])
    }

    private func answer(_ script: String) -> Result<String, Unproved> {
        let path = NSTemporaryDirectory() + "thrice-\(UUID().uuidString).smt2"
        defer { try? FileManager.default.removeItem(atPath: path) }
        do { try Data(script.utf8).write(to: URL(fileURLWithPath: path)) } catch {
            return .failure(Unproved("cannot write '\(path)': \(error)"))
        }
        let run = ToolRun(arguments: [solver, "-smt2", path], timeLimit: budget)()
        if case .notStarted = run.ending {
            return .failure(Unproved("'\(solver)' is not installed"))
        }
        return .success(String(decoding: run.output, as: UTF8.self))
    }

    private func outcome(_ answer: String, _ values: [String]) -> RewrittenExpression.Outcome {
        switch answer {
        case "unsat": .proved
        case "sat":
            .refuted(
                counterexample: values.joined(separator: " ")
                    .split(whereSeparator: \.isWhitespace).joined(separator: " "))
        case "unknown", "timeout":
            .notProved(reason: "budget: not decided within \(stepsMax) steps or \(timeLimit)")
        default: .notProved(reason: "'\(solver)' said \(answer)")
        }
    }
}
