import Diversification
import Foundation
import Testing

/// Rewritten expressions of programs over fresh variables, and z3.
struct RewrittenStatementTests {
    private static let program = """
        enum colour { red, green = 7 };
        struct point { unsigned x; signed char y; unsigned bit : 3; };
        typedef unsigned long size;
        unsigned next(unsigned); double half(double); volatile unsigned clock; unsigned total;
        unsigned f(unsigned a, unsigned b, unsigned short s, size n, struct point *p,
            unsigned *q, double d, double e, enum colour c) {
            return (unsigned)(EXPRESSION);
        }
        """

    /// An expression of the program and what it is taken to have become.
    private func statement(_ before: String, _ after: String) throws -> RewrittenStatement {
        let text = Self.program.replacing("EXPRESSION", with: before)
        let start = try #require(text.range(of: "(unsigned)("))
        let offset = text.utf8.distance(from: text.startIndex, to: start.upperBound)
        let statements = RewrittenStatement.all(
            [
                Rewritten(
                    range: offset..<offset + before.utf8.count, before: before, after: after,
                    kind: "test")
            ], of: ProgramUnit(SourceText(text), path: "f.c"))
        return try #require(statements.first)
    }

    private func report(_ before: String, _ after: String) throws -> ProofReport {
        StatementProofs()([try statement(before, after)])
    }

    private static let right: [(String, String)] = [
        ("a + b", "(a ^ b) + 2 * (a & b)"), ("n + 1", "n - ~(size)1 - 1 - 1 + 1"),
        ("p->x - q[a]", "p->x + ~q[a] + 1"), ("next(a) + 1u", "~(~next(a) - 1u)"),
        ("a < b ? p->x : *q", "!(a < b) ? (*q) : (p->x)"), ("p && p->x", "!(!p || !p->x)"),
        ("a && p->x > *q", "!(!a || *q >= p->x)"), ("c == green", "!(c != green)"),
        ("sizeof(struct point) * a", "a * sizeof(struct point)"), ("s * 2", "s << 1"),
        ("p->y < 0", "!(p->y >= 0)"), ("(p->x = 3) ? a : b", "!(p->x = 3) ? (b) : (a)"),
        ("d < e ? d + e : 0", "!(d < e) ? (0) : (d + e)"),
        ("next(a + 1) * half(d * e)", "((double)(next(a + 1))) * ((double)(half(d * e)))"),
        ("next(a + s) + p->x", "((unsigned)(next(a + s))) + p->x"), ("(a, b)", "(b)"),
        ("next((a + b) * 2)", "next(((unsigned)((a + b) * 2)))"), ("a & 'x'", "'x' & a"),
        ("total ? total : next(a)", "!(total) ? (next(a)) : (total)"),
        ("total ? next(a) : next(b) + total", "!(total) ? (next(b) + total) : (next(a))"),
        ("(total ? next(a) : b) + total", "(!(total) ? (b) : (next(a))) + total"),
        ("*(a ? q : &b) + 0", "(*(a ? q : &b))"), ("clock + 1u", "1u + clock"),
    ]

    @Test(arguments: right.indices)
    func `a right rewriting in a program is proved`(index: Int) throws {
        let (before, after) = Self.right[index]
        let report = try report(before, after)
        #expect(report.proved == 1, "\(report)")
    }

    private static let wrong: [(String, String)] = [
        ("a + b", "a | b"), ("p->x + 1u", "p->x - 1u"), ("a < b ? a : b", "!(a < b) ? a : b"),
        // A narrow operand is an int.
        ("s - 1 < 0", "s - 1u < 0"), ("p->y < 0", "(unsigned char)p->y < 0"),
        ("n + a", "(unsigned)n + a + (size)0"),
        // Evaluated where the original does not, and no longer where it does.
        ("a && p->x", "(a != 0) & (p->x != 0)"), ("p && p->x", "!p || p->x"),
        ("a ? next(b) : 0", "next(b)"), ("a & next(b)", "a ? a & next(b) : 0u"),
        ("a && next(b)", "(a != 0) & (next(b) != 0)"), ("a + b", "a + total"),
        ("(total ? next(a) : b) + total", "total + (total ? next(a) : b)"),
    ]

    @Test(arguments: wrong.indices)
    func `a wrong rewriting in a program is refuted`(index: Int) throws {
        let (before, after) = Self.wrong[index]
        let report = try report(before, after)
        #expect(report.refuted.count + report.notProved.count == 1, "\(report)")
        #expect(report.proved == 0)
        #expect(report.refuted.count == 1 || before == "n + a", "\(report)")
    }

    private static let open: [(String, String, String)] = [
        ("d + e", "e + d", "unsupported: floating point"),
        ("d < e", "!(d >= e)", "unsupported: floating point"),
        ("(unsigned)d + 1u", "1u - ~(unsigned)(d + 1) - 1u", "unsupported: floating point"),
        ("*(q + a)", "*(a + q)", "unsupported: pointer arithmetic"),
        ("q + a == q", "a + q == q", "unsupported: pointer arithmetic"),
        ("*q + 0", "q[0]", "unsupported: an operand that the original does not have"),
        ("next(a)", "next(a) + 0 * next(a)", "unsupported: other effects, or in another order"),
        (
            "next(a) + next(b)", "next(b) + next(a)",
            "unsupported: other effects, or in another order"
        ),
        // Read after the effect it may be another number.
        (
            "a && next(b)", "next(b) && a",
            "unsupported: an operand that the original does not have"
        ),
        (
            "(next(a), total)", "total + 0 * next(a)",
            "unsupported: an operand that the original does not have"
        ),
        ("clock - clock", "0u", "unsupported: other effects, or in another order"),
        ("p->bit + 1u", "1u + p->bit", "unsupported: bit-field"),
        ("a + b", "(size)(a + b)", "of another type"),
    ]

    @Test(arguments: open.indices)
    func `what cannot be proved says why`(index: Int) throws {
        let (before, after, reason) = Self.open[index]
        let report = try report(before, after)
        #expect(report.notProved.map(\.reason) == [reason], "\(report)")
        #expect(report.notProved.first?.what == "test: \(before) became \(after)")
    }

    @Test func `a counterexample names what the variables stand for`() throws {
        let finding = try #require(try report("p->x + 1u", "p->x | 1u").refuted.first)
        #expect(finding.reason.hasPrefix("((|p->x| (_ bv"), "\(finding.reason)")
    }

    @Test func `the same rewriting of other operands is proved once`() throws {
        let proofs = StatementProofs()
        let one = try statement("a + p->x", "a - ~p->x - 1")
        let other = try statement("next(b) + *q", "next(b) - ~*q - 1")
        #expect(one.expression != nil)
        // One has an effect, so that it is another expression.
        #expect(one.expression != other.expression)
        let third = try statement("b + *q", "b - ~*q - 1")
        #expect(one.expression == third.expression)
        let fresh = StatementProofs()([one, other, third])
        #expect(proofs([one]).proved == 1)
        #expect(proofs.count == 1)
        #expect(proofs([one, other, third]) == fresh)
        #expect(proofs.count == 2)
        let none = RewritingProver(solver: "no-such-solver")
        #expect(
            StatementProofs(none)([one]).notProved.map(\.reason)
                == ["'no-such-solver' is not installed"])
        let few = StatementProofs(expressionsMax: 1)([one, other, third])
        #expect(few.proved == 2)
        #expect(few.notProved.map(\.reason) == ["budget: more than 1 expressions"])
    }

    @Test func `a rewriting that is no C does not take the others with it`() {
        let text = "unsigned f(unsigned a) { return (a) + (a + 1) + (a + 2); }"
        let rewritten = [(33, "a", "a +"), (39, "a + 1", "1 + a"), (49, "a + 2", "2 + a")].map {
            Rewritten(
                range: $0.0..<$0.0 + $0.1.count, before: $0.1, after: $0.2, kind: "test")
        }
        for one in rewritten { #expect(SourceText(text).text(one.range) == one.before) }
        let report = StatementProofs()(
            RewrittenStatement.all(rewritten, of: ProgramUnit(SourceText(text), path: "f.c")))
        #expect(report.proved == 2, "\(report)")
        #expect(report.notProved.count == 1)
        #expect(report.notProved.first?.reason.hasPrefix("not C: cannot compile 'f.c': ") == true)
    }

    /// All that transforms say of what they rewrite in a program.
    private func proved(
        _ transforms: [any Transform], _ text: String, rules: SoundnessRules = .init()
    ) throws -> ProofReport {
        var rewriting = Rewriting(seed: 3)
        rewriting.transforms = transforms
        rewriting.rules = rules
        var statements: [RewrittenStatement] = []
        _ = try rewriting.apply(to: [.init(SourceText(text), path: "f.c")]) { found in
            statements += found.flatMap { RewrittenStatement.all($1, of: $0) }
        }
        return StatementProofs()(statements)
    }

    private static let many = """
        #include <ctype.h>
        #include <stdio.h>
        struct point { unsigned x, y; double z; };
        unsigned next(unsigned a);
        double mean(struct point *p, int n);
        unsigned f(struct point *p, unsigned a, unsigned b, int n, char *t) {
            unsigned sum = a * 8 + (b ^ p->x), late = next(a + b) - (p->y | 3u);
            int c = getchar();
            if (c == EOF || isdigit(c)) sum += a & ~b;
            if ((c = getchar()) != EOF && t != NULL) sum = sum - (a << 3); else late = -b;
            if (!p) return n < 3 ? sum + late : a - b;
            if (p->z > 0.5) p->x = next(p->x + 1) + next(b & 7);
            while (n > 0) { n -= p->z < 1 ? n > 5 ? 2 : 1 : n; if (a >= b) a = a - 1; else a = b; }
            p->z = mean(p + 1, n * 2) + mean(p, n + 1);
            return (sum | late) + (unsigned)(t[a] > 'x' ? a : b) * (a == b ? a + 1 : b + 1);
        }
        """

    @Test func `what the transforms rewrite is proved`() throws {
        let transforms: [(any Transform, Int)] = [
            (InvertBranches(), 5), (RewriteUnsignedArithmetic(), 8), (ExplicitEvaluationOrder(), 2),
        ]
        for (transform, least) in transforms {
            let report = try proved([transform], Self.many)
            #expect(report.proved >= least, "\(transform.name): \(report)")
            #expect(report.refuted.isEmpty, "\(transform.name): \(report)")
            #expect(report.notProved.isEmpty, "\(transform.name): \(report)")
        }
    }

    private static let mistaken = ArithmeticRule(
        name: "add as or", left: .x + .y, right: .x | .y)

    @Test func `a mistaken rule is refuted`() throws {
        let report = try proved(
            [RewriteUnsignedArithmetic(rules: [Self.mistaken])],
            "unsigned f(unsigned *a, unsigned b) { return *a + b + 1; }")
        #expect(report.proved == 0)
        let finding = try #require(report.refuted.first)
        #expect(finding.what.hasPrefix("add as or: "))
    }

    @Test func `promotions and enclosing are held by the proofs`() throws {
        var rules = SoundnessRules()
        rules.onlyUnsignedIsRewritten = false
        let narrow = try proved(
            [RewriteUnsignedArithmetic()],
            """
            int f(int a, int b) {
                int c = (a + b) + (a - b), d = (a ^ b) + (b + b);
                return (c - d) + (a + c) - (d + b);
            }
            """, rules: rules)
        #expect(!narrow.refuted.isEmpty, "\(narrow)")
        rules = SoundnessRules()
        rules.operandsStayTogether = false
        let loose = try proved(
            [InvertBranches()],
            "int f(int a, int b) { if (a + 1 < b) a = 2; if (a == b) a = 3; if (a & 1) a = 4;"
                + " return a < b ? a : b; }", rules: rules)
        #expect(!loose.refuted.isEmpty, "\(loose)")
    }

    private static let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"

    /// A family of which every variant has a transform of data with rules of its own; on the
    /// demands a mistaken one gives the same answers.
    private func family(_ rules: [ArithmeticRule]) throws -> (FamilyManifest, [VariantManifest]) {
        let directory = try TemporaryDirectory()
        let source = """
            #include <stdio.h>
            int main(void) {
                unsigned a, b;
                while (scanf("%u %u", &a, &b) == 2) {
                    printf("%u %u\\n", a + b, a ^ b);
                    fflush(stdout);
                }
                return 0;
            }
            """
        let (file, demands) = ("\(directory.path)/sum.c", "\(directory.path)/demands.txt")
        try source.write(toFile: file, atomically: true, encoding: .utf8)
        try "1 2\n4 8\n".write(toFile: demands, atomically: true, encoding: .utf8)
        var request = GenerationRequest(
            sources: [file], output: "\(directory.path)/out", count: 2, seed: 1, path: Self.path)
        request.demands = demands
        request.data = ["identities"]
        request.dataTransforms["identities"] = RewriteUnsignedArithmetic(rules: rules)
        request.drawsMax = 8
        let family = try FamilyGenerator(request) { _ in }()
        return (
            family,
            try family.variants.map { variant in
                let path = "\(request.output)/\(variant.name)/manifest.json"
                return try JSONDecoder().decode(
                    VariantManifest.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
            }
        )
    }

    @Test func `draws with a refuted statement are rejected, and that is said`() throws {
        let right = ArithmeticRule(name: "xor as or", left: .x ^ .y, right: (.x | .y) - (.x & .y))
        let (family, variants) = try family([Self.mistaken, right])
        let refused = family.redraws.filter {
            $0.reason.hasPrefix("not the same value: add as or: a + b became ((a) | (b)): ((|a| ")
        }
        #expect(!refused.isEmpty, "\(family.redraws)")
        for variant in variants {
            let statements = try #require(variant.soundness.statements)
            #expect(statements.refuted.isEmpty && statements.notProved.isEmpty)
            #expect(!variant.soundness.notCovered.contains("RewriteUnsignedArithmetic"))
        }
        #expect(variants.contains { ($0.soundness.statements?.proved ?? 0) > 0 })
        // Only what nothing was rewritten in is left.
        for variant in try self.family([Self.mistaken]).1 {
            let name = RewriteUnsignedArithmetic().name
            #expect(variant.transforms.contains { $0.name == name && $0.sites == 0 })
        }
    }
}
