import Diversification
import Testing

/// Rewritten expressions and z3.
struct RewritingProverTests {
    private func outcome(
        _ before: String, _ after: String, _ variables: [(String, String)]
    ) -> RewrittenExpression.Outcome {
        RewritingProver()([
            RewrittenExpression(
                before, becomes: after, variables: variables.map { .init($0.0, $0.1) })
        ])[0]
    }

    private static let right: [(String, String, String)] = [
        ("a + b", "a - ~b - 1", "unsigned"),
        ("a + b", "(a ^ b) + 2 * (a & b)", "unsigned long"),
        ("a - b", "a + ~b + 1u", "unsigned"),
        ("a ^ b", "(a | b) - (a & b)", "unsigned"),
        ("a * 2", "a << 1", "unsigned"),
        ("a % 8", "a & 7", "unsigned"),
        ("~a", "-a - 1", "unsigned"),
        // A narrow sum is an int sum: it does not wrap, and the cast back does.
        ("(unsigned char)(a + b)", "(unsigned char)(a - ~b - 1)", "unsigned char"),
        ("a + b", "b + a", "int"),
        ("!(a < b)", "a >= b", "int"),
        ("a && b", "!(!a || !b)", "int"),
        ("a != 0 && b / a > 1", "!(a == 0 || b / a <= 1)", "unsigned"),
        ("a / 2", "a >> 1", "unsigned short"),
        ("a ? b : 3", "!a ? 3 : b", "int"),
        ("~~a", "a", "long"),
    ]

    private static let wrong: [(String, String, String)] = [
        ("a + b", "a - ~b", "unsigned"),
        ("a + b", "(a | b) + (a & b) + (a == 77)", "unsigned"),
        // Promotion: 255 + 1 is 256, not 0.
        ("a + b", "(int)(unsigned char)(a + b)", "unsigned char"),
        ("~a", "(int)(unsigned char)~a", "unsigned char"),
        // The usual conversions: -1 is large beside an unsigned.
        ("a < b", "(unsigned)a < (unsigned)b", "int"),
        ("a / 2", "a >> 1", "int"),
        // Undefined where the original is not.
        ("a", "(a + 1) - 1", "int"),
        ("a << 3", "a << (b & 3) << 1", "unsigned"),
        ("a", "a << (b & 32) >> (b & 32)", "unsigned"),
        ("b ? a / b : 0u", "(a / b) * (b != 0)", "unsigned"),
        ("a * 2", "(a + 1) * 2 - 2", "int"),
    ]

    @Test(arguments: right.indices)
    func `a right rewriting is proved`(index: Int) {
        let (before, after, type) = Self.right[index]
        #expect(outcome(before, after, [("a", type), ("b", type)]) == .proved)
    }

    @Test(arguments: wrong.indices)
    func `a wrong rewriting is refuted with values`(index: Int) throws {
        let (before, after, type) = Self.wrong[index]
        let outcome = outcome(before, after, [("a", type), ("b", type)])
        guard case .refuted(let values) = outcome else {
            Issue.record("\(before) becomes \(after): \(outcome)")
            return
        }
        #expect(values.hasPrefix("((|a| (_ bv"), "\(values)")
    }

    @Test func `expressions mean what a compiler makes of them`() throws {
        let expressions = [
            "(unsigned char)200 + (unsigned char)100", "(signed char)200 >> 1", "-7 / 2", "-7 % 2",
            "(short)40000 < 40000u", "-1 < 1u", "(unsigned short)65535 * 2", "~(unsigned char)1",
            "1u << 31 >> 3", "-9 >> 2", "(_Bool)256 + 1", "(long)(int)3000000000u", "'\\xff' + 0",
            "5 > 3 ? -1 : 1u", "sizeof(long) - 9", "0x7fffffff + 1u", "(unsigned)-1 / 10u % 7",
            "!5 + !!7", "(unsigned long)-1 >> 60", "(char)(1 ? 300 : 0)", "(3, 4) ^ 010",
        ]
        let lines = expressions.map { "printf(\"%lld\\n\", (long long)(\($0)));" }
        let printed = try CProgram.behaviour(
            of: "#include <stdio.h>\nint main(void) { \(lines.joined()) }")
        let values = printed.split(separator: "\n").map(String.init)
        try #require(values.count == expressions.count + 1, "\(printed)")
        let outcomes = RewritingProver()(
            zip(expressions, values).map { expression, value in
                RewrittenExpression(
                    "(long long)(\(expression))", becomes: "(long long)(\(value)LL)",
                    variables: [])
            })
        for (expression, outcome) in zip(expressions, outcomes) {
            #expect(outcome == .proved, "\(expression)")
        }
    }

    @Test func `what cannot be proved says why`() {
        #expect(
            outcome("a + b", "b + a", [("a", "double"), ("b", "double")])
                == .notProved(reason: "unsupported: double"))
        #expect(
            outcome("a", "(long)a", [("a", "int")]) == .notProved(reason: "of another type"))
        #expect(
            outcome("a++", "a + 1", [("a", "int")])
                == .notProved(reason: "unsupported: operator"))
        guard case .notProved(let reason) = outcome("a +", "a", [("a", "int")]) else {
            Issue.record("no C, and proved")
            return
        }
        #expect(reason.hasPrefix("not C: cannot compile 'expression.c': "))
        var prover = RewritingProver()
        let hard = RewrittenExpression(
            "0", becomes: "a > 1 && b > 1 && (unsigned long)a * b == 1000000016000000063",
            variables: ["a", "b"].map { .init($0, "unsigned") })
        prover.stepsMax = 50_000
        let undecided = "budget: not decided within 50000 steps or 20.0 seconds"
        #expect(prover([hard]) == [.notProved(reason: undecided)])
        prover.budget = .zero
        let late = "budget: no answer of 'z3' within 0.0 seconds"
        #expect(prover([hard]) == [.notProved(reason: late)])
        prover.solver = "no-such-solver"
        #expect(prover([hard]) == [.notProved(reason: "'no-such-solver' is not installed")])
    }

    /// What is evaluated under a condition must stay under it.
    @Test func `loads are evaluated only where they were and effects exactly there`() {
        func outcome(
            _ before: String, _ after: String, _ kind: RewrittenExpression.Variable.Kind
        ) -> RewrittenExpression.Outcome {
            RewritingProver()([
                RewrittenExpression(
                    before, becomes: after,
                    variables: [.init("a", "unsigned"), .init("b", "unsigned", kind)])
            ])[0]
        }
        func isRefuted(_ outcome: RewrittenExpression.Outcome) -> Bool {
            if case .refuted = outcome { return true }
            return false
        }
        for (before, after) in [
            ("a && b", "!(!a || !b)"), ("a ? b : 3u", "!a ? 3u : b"), ("b + a", "a + b"),
        ] {
            #expect(outcome(before, after, .load) == .proved, "\(before)")
            #expect(outcome(before, after, .effect) == .proved, "\(before)")
        }
        let early = ("a && b", "(a != 0) & (b != 0)")
        #expect(outcome(early.0, early.1, .value) == .proved)
        #expect(isRefuted(outcome(early.0, early.1, .load)))
        #expect(isRefuted(outcome(early.0, early.1, .effect)))
        #expect(outcome(early.1, early.0, .load) == .proved)
        #expect(isRefuted(outcome(early.1, early.0, .effect)))
        let ahead = ("a ? b : 0u", "b * (a != 0)")
        #expect(outcome(ahead.0, ahead.1, .value) == .proved)
        #expect(isRefuted(outcome(ahead.0, ahead.1, .load)))
    }

    @Test func `many expressions make one report`() {
        let variables: [RewrittenExpression.Variable] = [.init("x", "byte"), .init("y", "byte")]
        func rewritten(_ before: String, _ after: String) -> RewrittenExpression {
            RewrittenExpression(
                before, becomes: after, variables: variables,
                preamble: "typedef unsigned char byte; enum { all = 255 };")
        }
        let report = RewritingProver().report(on: [
            rewritten("x ^ all", "all - x"), rewritten("x & y", "x | 0"), rewritten("x", "f(x)"),
            rewritten("(byte)~x", "(byte)(x ^ all)"),
        ])
        #expect(report.proved == 2)
        #expect(report.refuted.map(\.what) == ["x & y became x | 0"])
        #expect(report.notProved.map(\.what) == ["x became f(x)"])
    }
}
