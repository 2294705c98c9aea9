import Diversification
import Foundation
import Testing

/// What is kept apart, each with a twin that must stay.
@Suite(.timeLimit(.minutes(10)))
struct MutantWeedingTests {
    @Test func `the same machine code is equivalent, and its twin is not`() throws {
        let run = try MutantRun(
            """
            int s = 5;
            s = 0;
            for (int i = 0; i < 10; i++) s += n;
            for (int i = 0; i < 10; i += 3) s ^= n;
            return s;
            """, operators: ["ReplaceRelation", "DropInitialisation"])
        let relations = run.manifest.mutants.filter {
            $0.after == "i != 10" && $0.before == "i < 10"
        }
        #expect(relations.map(\.status) == [.equivalent, .live])
        #expect(relations[0].equivalence == .machineCode)
        // The first value is never read; the counter's is.
        #expect(run.states["s = 5 -> s"] == .equivalent)
        #expect(run.states["i = 0 -> i"] != .equivalent)
    }

    @Test func `times one is divided by one, and times two is not divided by two`() throws {
        let run = try MutantRun(
            "return n * 1 + (n * 2 & 5);", operators: ["ReplaceArithmetic"])
        #expect(run.states["n * 1 -> n / 1"] == .equivalent)
        #expect(run.states["n * 2 -> n / 2"] == .live)
        #expect(run.states["n * 1 -> n % 1"] == .live)
    }

    @Test func `another constant outside of the code is another program`() throws {
        let run = try MutantRun(
            "return (int)(n * 2.5) + table[n & 3];",
            globals: "static const int table[4] = {3, 1, 4, 1};\nstatic int count = 7;",
            operators: ["ChangeConstant"])
        #expect(run.states["2.5 -> 3.5"] == .live)
        #expect(run.states["4 -> 5"] == .live)
        // Nobody reads it.
        #expect(run.states["7 -> 8"] == .equivalent)
    }

    @Test func `code that is only the same since nothing undefined happens is told apart`() throws {
        let run = try MutantRun(
            """
            if (n + 1 > n) return 1;
            return 0;
            """, operators: ["ReplaceRelation"])
        #expect(run.states["n + 1 > n -> n + 1 != n"] == .undefinedOnly)
        #expect(run.states["n + 1 > n -> n + 1 < n"] == .live)
        let total = run.manifest.total
        #expect(total.undefinedOnly >= 1)
        #expect(
            total.equivalent + total.undefinedOnly + total.duplicates + total.live
                + total.notCompiling == total.sampled)
    }

    @Test func `of mutants with the same code the first stays and the others name it`() throws {
        let run = try MutantRun(
            "if (n < 3) return 7;\nreturn n;", operators: ["ReplaceRelation", "NegateCondition"])
        let relation = try #require(run.mutant("n < 3 -> n >= 3"))
        let negation = try #require(run.mutant("n < 3 -> !(n < 3)"))
        #expect(relation.status == .live)
        #expect(negation.status == .duplicate)
        #expect(negation.duplicateOf == relation.id)
        #expect(run.mutant("n < 3 -> n <= 3")?.status == .live)
    }

    @Test func `what only a solver sees is equivalent by proof, and its twin is not`() throws {
        // Of two numbers in a row one is even; no compiler here knows.
        let run = try MutantRun(
            """
            unsigned x = (unsigned)n;
            if ((x * (x + 1u) & 1u) == 1u) return 5;
            if ((x * (x + 2u) & 1u) == 1u) return 6;
            return 7;
            """, operators: ["ReplaceRelation"])
        let change = "(x * (x + 1u) & 1u) == 1u -> (x * (x + 1u) & 1u) > 1u"
        let proved = try #require(run.mutant(change))
        #expect(proved.status == .equivalent)
        #expect(proved.equivalence == .proof)
        #expect(run.states[change.replacing("x + 1u", with: "x + 2u")] == .live)
        #expect(run.states[change.replacing("> 1u", with: "< 1u")] == .live)
    }

    @Test func `a claim names what is read, and is not made where reading may fail`() throws {
        let source = """
            struct S { int a; unsigned b; };
            int f(struct S s, struct S *p, int *q, int i, volatile int *v) {
                if (s.a < i && s.b == 3) return 1;
                if (p && p->a < 4) return 2;
                if (q[i] < 5) return 3;
                return *v < 6 || i++ < 7;
            }

            """
        let claims = try MutationText.sites(of: source)
            .filter { $0.operatorName == "ReplaceRelation" && $0.after.contains(" != ") }
            .map { $0.mutation.claim.map { "\($0.before) => \($0.after)" } }
        #expect(
            claims == [
                "v1 < v2 && v3 == 3 => v1 != v2 && v3 == 3",
                "v1 < v2 && v3 == 3 => v1 < v2 && v3 != 3",
                "v1 < 4 => v1 != 4", "v1 < 5 => v1 != 5", nil, nil,
            ])
    }

    @Test func `what does not compile is kept apart with the compiler's error`() throws {
        // No type tells that this divides by zero, which no constant may.
        let run = try MutantRun(
            "return n + quarter;", globals: "static int quarter = 4 / (2 - 1);",
            operators: ["ChangeConstant"], demands: "1\n")
        let wrong = try #require(run.mutant("1 -> 2"))
        #expect(wrong.status == .notCompiling)
        #expect(wrong.error?.contains("error: ") == true)
        #expect(wrong.trial == nil && wrong.binaryDigest == nil && wrong.sourceDigest != nil)
        #expect(run.mutant("4 -> 5")?.status == .live)
        #expect(run.manifest.total.notCompiling == 2)
    }
}
