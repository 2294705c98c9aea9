import Glibc
import Machines
import Testing

/// Compiled formulas beside the second evaluator, on random ones: one seed, one formula.
/// `THRICE_EXPRESSIONS=1000000 swift test -c release --filter EvaluationOracleTests` for more.
struct EvaluationOracleTests {
    static let count = getenv("THRICE_EXPRESSIONS").flatMap { Int(String(cString: $0)) } ?? 100_000

    struct Tally {
        var values = 0
        var undefined = 0
        /// Undecided where the second evaluator knew an answer.
        var undecided = 0
        var escaped = 0
    }

    @Test func `random expressions and predicates mean what their sets say`() throws {
        var tally = Tally()
        var failures = 0
        for seed in 0..<Self.count {
            if let difference = try Self.compare(UInt64(seed), &tally) {
                failures += 1
                if failures <= 5 { Issue.record("seed \(seed): \(difference)") }
            }
        }
        #expect(failures == 0)
        if getenv("THRICE_EXPRESSIONS") != nil { print(tally) }
        let decided = tally.values + tally.undefined
        #expect(decided > Self.count / 2, "\(tally)")
        #expect(tally.undefined > Self.count / 20, "\(tally)")
        #expect(tally.undecided < Self.count / 20, "\(tally)")
    }

    /// nil when both say the same, or one of them says nothing.
    static func compare(_ seed: UInt64, _ tally: inout Tally) throws -> String? {
        var generator = EvaluationGenerator(seed: seed)
        let depth = generator.draws.number(1...3)
        let isPredicate = generator.draws.isChosen(percent: 60)
        let type = isPredicate ? MachineType.boolean : generator.someType()
        let expression =
            isPredicate ? .truth(generator.predicate(depth)) : generator.expression(type, depth)
        let machine = try generator.tree.compiled()
        var oracle = Oracle(generator.tree.machine)
        var state: [Value] = []
        for slot in machine.machine.variables {
            let plain = generator.plain(machine.machine.symbols[slot].type)
            oracle.names[slot] = plain
            state.append(plain.value)
        }
        let wanted: Result<Plain, Error>
        do {
            wanted = .success(try oracle.value(expression))
        } catch Oracle.Stop.escaped {
            tally.escaped += 1
            return nil
        } catch {
            wanted = .failure(error)
        }
        let found: Value
        do throws(EvaluationStop) {
            found = try machine.value(
                of: expression, in: MachineState(values: state), inputs: [])
        } catch {
            guard case .undefined = error.reason else {
                tally.undecided += 1
                return nil
            }
            tally.undefined += 1
            if case .failure = wanted { return nil }
            return "\(wanted), compiled: \(error.reason)"
        }
        tally.values += 1
        guard let plain = Plain(found) else { return "not canonical: \(found)" }
        if case .success(plain) = wanted {
            return found == plain.value && found.hashValue == plain.value.hashValue
                ? nil : "not equal to the same value made otherwise: \(found)"
        }
        return "\(wanted), compiled: \(plain)"
    }
}
