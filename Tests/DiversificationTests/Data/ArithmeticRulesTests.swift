import Diversification
import Foundation
import Testing

/// What z3 says of the table of rules, and of rules that are wrong.
struct ArithmeticRulesTests {
    @Test func `every rule is proved at every width`() {
        for (name, outcome) in RuleProof().ofAll() { #expect(outcome == .proved, "\(name)") }
        #expect(Set(ArithmeticRules.all.map(\.name)).count == ArithmeticRules.all.count)
        #expect(ArithmeticRules.all.allSatisfy { $0.left != $0.right })
    }

    @Test func `a wrong rule is refuted by values that show it`() throws {
        let wrong = ArithmeticRule(name: "carry lost", left: .x + .y, right: .x ^ .y)
        let outcomes = RuleProof()([ArithmeticRules.all[0], wrong, ArithmeticRules.all[1]])
        #expect(outcomes[0] == .proved && outcomes[2] == .proved)
        guard case .refuted(bits: 8, let x, let y) = outcomes[1] else {
            Issue.record("\(outcomes[1])")
            return
        }
        #expect(UInt8(x) &+ UInt8(y) != UInt8(x) ^ UInt8(y))
    }

    @Test func `a rule that needs its condition is refuted without it`() throws {
        for rule in ArithmeticRules.all where rule.condition == .yIsPowerOfTwo {
            let bare = ArithmeticRule(name: rule.name, left: rule.left, right: rule.right)
            guard case .refuted = RuleProof()([bare])[0] else {
                Issue.record("\(rule.name) holds without its condition")
                continue
            }
        }
    }

    @Test func `without the solver nothing is proved`() {
        var proof = RuleProof()
        proof.solver = "no-such-solver"
        let missing = "'no-such-solver' is not installed"
        #expect(proof.ofAll().allSatisfy { $0.outcome == .notProved(reason: missing) })
    }

    @Test func `what is rewritten is recorded`() throws {
        let source = "unsigned f(unsigned a, unsigned b) { return a + b; }\n"
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/f.c"
        try source.write(toFile: path, atomically: true, encoding: .utf8)
        let program = try Program(ProgramUnit(SourceText(source), path: path))
        var found: [Rewritten] = []
        for seed in UInt64(1)...8 {
            var random = SeededGenerator(seed: seed)
            found += RewriteUnsignedArithmetic().plan(program, &random).rewritten
        }
        #expect(!found.isEmpty)
        #expect(
            found.allSatisfy {
                $0.before == "a + b" && $0.range == 44..<49 && $0.kind.hasPrefix("add as ")
            })
        #expect(found.allSatisfy { $0.after.contains("(a)") && $0.after != $0.before })
    }
}
