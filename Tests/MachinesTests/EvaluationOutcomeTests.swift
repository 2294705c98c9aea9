import Glibc
import Machines
import Testing

/// Random operations: what they may do, and what the judge accepts of them, beside the second
/// evaluator. `THRICE_OPERATIONS=100000` for more.
struct EvaluationOutcomeTests {
    static let count = getenv("THRICE_OPERATIONS").flatMap { Int(String(cString: $0)) } ?? 3_000

    struct Tally {
        var listed = 0
        var several = 0
        var undefined = 0
        var undecided = 0
        var escaped = 0
        var accepted = 0
        var rejected = 0
        var unsure = 0
    }

    @Test func `random operations do what their ways written out do`() throws {
        var tally = Tally()
        var failures = 0
        let only = getenv("THRICE_SEED").flatMap { Int(String(cString: $0)) }
        for seed in only.map({ $0..<$0 + 1 }) ?? 0..<Self.count {
            if let difference = try Self.compare(UInt64(seed), &tally) {
                failures += 1
                if failures <= 5 {
                    Issue.record("THRICE_SEED=\(seed): \(difference)\n\(Self.text(UInt64(seed)))")
                }
            }
        }
        if getenv("THRICE_OPERATIONS") != nil { print(tally) }
        #expect(failures == 0)
        #expect(tally.listed > Self.count / 2 && tally.several > Self.count / 10, "\(tally)")
        #expect(tally.accepted > Self.count / 2 && tally.rejected > Self.count / 2, "\(tally)")
        #expect(tally.undefined > Self.count / 50, "\(tally)")
    }

    /// A machine with one operation that writes two outputs and the variables, and one that it
    /// may call.
    static func machine(_ generator: inout EvaluationGenerator) -> Substitution {
        let input = generator.tree.symbol("xx", .integer, .input)
        let result = generator.tree.symbol("yy", .integer, .output)
        let outer = generator.scope
        let hidden = generator.scope.first { $0.type == generator.color }
        generator.scope.append(input)
        let body = generator.substitution(1, [result])
        generator.tree.operation(
            "called", inputs: [input], outputs: [result], pre: [input > -2],
            .steps(.set(result, input), body))
        generator.scope = outer
        let given = generator.tree.symbol("given", .integer, .input)
        let first = generator.tree.symbol("first", .integer, .output)
        let second = generator.tree.symbol("second", generator.color, .output)
        generator.scope.append(given)
        let writable = [first] + outer.prefix(3) + [second]
        _ = hidden
        let whole = Substitution.steps(
            .together(
                .set(first, 0),
                .set(second, Expression(.element(set: 0, index: 0), of: generator.color))),
            generator.substitution(generator.draws.number(1...3), writable))
        generator.tree.operation("tried", inputs: [given], outputs: [first, second], whole)
        let flag = outer[2]
        generator.tree.machine.invariant = [outer[0] < 4, flag.equals(true).implies(outer[1] > -2)]
        return whole
    }

    static func text(_ seed: UInt64) -> String {
        var generator = EvaluationGenerator(seed: seed)
        let body = machine(&generator)
        return EvaluationText(machine: generator.tree.machine).text(body)
    }

    static func compare(_ seed: UInt64, _ tally: inout Tally) throws -> String? {
        var generator = EvaluationGenerator(seed: seed)
        let body = machine(&generator)
        var limits = MachineLimits()
        limits.stepsMax = 200_000
        let compiled = try generator.tree.compiled(limits)
        let tree = compiled.machine
        var oracle = Oracle(tree)
        for slot in tree.variables {
            oracle.names[slot] = generator.plain(tree.symbols[slot].type)
        }
        let input = generator.plain(.integer)
        let operation = tree.operations[1]
        oracle.names[operation.inputs[0]] = input
        let before = MachineState(values: tree.variables.compactMap { oracle.names[$0]?.value })
        func results(_ ways: [Oracle.Writes]) -> Set<Outcome> {
            Set(
                ways.map { writes in
                    Outcome(
                        outputs: operation.outputs.compactMap { writes[$0]?.value },
                        after: MachineState(
                            values: tree.variables.compactMap {
                                (writes[$0] ?? oracle.names[$0])?.value
                            }), branches: [])
                })
        }
        let wanted: Set<Outcome>
        let all: Set<Outcome>?
        do {
            wanted = results(try outcomes(oracle, body, skipping: true) ?? [])
            all = try outcomes(oracle, body, skipping: false).map(results)
        } catch {
            tally.escaped += 1
            return nil
        }
        do throws(EvaluationStop) {
            let found = try compiled.outcomes(
                of: 1, from: before, inputs: [input.value], max: 10_000)
            tally.listed += 1
            if found.count > 1 { tally.several += 1 }
            guard let all else { return "undefined, compiled: \(found.count) outcomes " }
            let stripped = Set(
                found.map { Outcome(outputs: $0.outputs, after: $0.after, branches: []) })
            if stripped != all {
                let lost = all.subtracting(stripped).map { text($0, compiled) }
                let gained = stripped.subtracting(all).map { text($0, compiled) }
                return "lost \(lost), gained \(gained), before \(text(before, compiled))"
            }
        } catch {
            if case .undefined = error.reason {
                tally.undefined += 1
                if all != nil { return "has outcomes, compiled: \(error.reason)" }
            } else {
                tally.undecided += 1
            }
        }
        return try judge(compiled, before, input.value, wanted, &generator, &tally)
    }

    /// nil when something undefined leaves nothing to say.
    private static func outcomes(
        _ oracle: Oracle, _ body: Substitution, skipping: Bool
    ) throws -> [Oracle.Writes]? {
        do {
            return try oracle.outcomes(body, skipping: skipping)
        } catch Oracle.Stop.undefined {
            return nil
        }
    }

    /// The judge accepts exactly the outcomes that keep the invariant, and the states after them.
    private static func judge(
        _ compiled: CompiledMachine, _ before: MachineState, _ input: Value, _ wanted: Set<Outcome>,
        _ generator: inout EvaluationGenerator, _ tally: inout Tally
    ) throws -> String? {
        let observed = generator.draws.isChosen(percent: 50) ? [0] : []
        let judge = OperationJudge(compiled, operation: 1, observed: observed)
        judge.setInput(0, input)
        let kept = wanted.filter { outcome in
            (try? compiled.failingInvariant(in: outcome.after) == nil) == true
        }
        var tried = Array(wanted.sorted { $0.outputs[0].order($1.outputs[0]) < 0 }.prefix(6))
        for outcome in tried {
            var other = outcome
            if generator.draws.isChosen(percent: 50) {
                other.outputs[0] = .integer(generator.draws.number(-2...5))
            } else {
                other.outputs[1] = .element(set: 0, index: generator.draws.number(0...2))
                other.after.values[0] = .integer(generator.draws.number(-2...5))
            }
            tried.append(other)
        }
        for outcome in tried {
            for (index, value) in outcome.outputs.enumerated() { judge.setOutput(index, value) }
            for (index, place) in observed.enumerated() {
                judge.setObserved(index, outcome.after.values[place])
            }
            var states = [before]
            let judgement = judge.judge(&states)
            let after = Set(
                kept.filter { other in
                    other.outputs == outcome.outputs
                        && observed.allSatisfy {
                            other.after.values[$0] == outcome.after.values[$0]
                        }
                }.map(\.after))
            switch judgement {
            case .accepted:
                tally.accepted += 1
                if Set(states) != after || states.count != after.count {
                    let found = states.map { text($0, compiled) }
                    return "accepts \(text(outcome, compiled)), states \(found), wanted "
                        + "\(after.map { text($0, compiled) }), before \(text(before, compiled))"
                }
            case .rejected, .outsideContract:
                tally.rejected += 1
                if !after.isEmpty { return "\(judgement) of \(text(outcome, compiled))" }
            case .undecided: tally.unsure += 1
            }
        }
        return nil
    }

    private static func text(_ state: MachineState, _ machine: CompiledMachine) -> String {
        state.values.map { machine.text($0) }.joined(separator: " ")
    }

    private static func text(_ outcome: Outcome, _ machine: CompiledMachine) -> String {
        outcome.outputs.map { machine.text($0) }.joined(separator: " ") + " / "
            + text(outcome.after, machine)
    }
}
