import Diversification
import Foundation
import Testing

@Suite(.timeLimit(.minutes(10)))
struct MutantGeneratorTests {
    private static let body = """
            int steps = 0;
            while (n > 1) {
                if (steps > 40) abort();
                n = n / 2;
                steps++;
            }
            return steps;
        """

    @Test func `on demands every live mutant has an outcome, and a hang is ended soon`() throws {
        let start = ContinuousClock.now
        let run = try MutantRun(
            Self.body, operators: ["ReplaceRelation", "ReplaceArithmetic", "DeleteStatement"],
            demands: "8\n1\n1000\n")
        let outcome = { (change: String) in run.mutant(change)?.trial?.outcome }
        #expect(outcome("n > 1 -> n >= 1") == .wrongAnswers)
        #expect(outcome("n > 1 -> n < 1") == .wrongAnswers)
        #expect(outcome("n / 2 -> n + 2") == .crashed)
        #expect(run.mutant("n / 2 -> n + 2")?.trial?.ending == "killed by signal 6")
        #expect(run.mutant("n / 2 -> n + 2")?.trial?.isTrivial == true)
        // Nothing counts the steps: nothing ends it.
        #expect(outcome("steps++; -> ;") == .wrongAnswers)
        #expect(outcome("steps++ -> steps--") == .wrongAnswers)
        #expect(outcome("if (steps > 40) abort(); -> ;") == .notDistinguished)
        let total = run.manifest.total
        #expect(total.found + total.notDistinguished == total.live)
        #expect(run.manifest.demands == 3)
        #expect(ContinuousClock.now - start < .seconds(240))
    }

    @Test func `a mutant that never ends hangs, and one that writes without end is malformed`()
        throws
    {
        let run = try MutantRun(
            """
                int i = 0;
                while (i < 3) {
                    if (n == 77) puts("x");
                    i++;
                }
                return i;
            """, operators: ["DeleteStatement", "ReplaceRelation"], demands: "1\n2\n77\n")
        #expect(run.mutant("i++; -> ;")?.trial?.outcome == .hung)
        #expect(run.mutant("i++; -> ;")?.trial?.firstWrong == 1)
        #expect(run.manifest.total.hung >= 1)
        let source = """
            #include <stdio.h>
            int main(void) {
                int c;
                while ((c = getchar()) != EOF) {
                    for (int i = 0; i < 1; i++) putchar(c);
                }
                return 0;
            }

            """
        let flood = try MutantRun(
            source: source, operators: ["ReplaceRelation", "ReplaceArithmetic"], demands: "1\n2\n")
        let endless = flood.manifest.mutants.first { $0.after == "i--" }
        #expect(endless?.trial?.outcome == .malformed)
        let more = flood.manifest.mutants.first { $0.after == "i <= 1" }
        #expect(more?.trial?.outcome == .malformed)
    }

    @Test func `the same seed gives the same bytes, and one mutant alone has the same, too`() throws
    {
        let operators = ["ReplaceRelation", "DeleteStatement", "ReplaceArithmetic"]
        let first = try MutantRun(Self.body, operators: operators, demands: "8\n1\n") {
            $0.count = 6
        }
        let files = try first.files()
        #expect(files["mutants.json"] != nil)
        #expect(first.manifest.mutants.count == 6)
        let again = try MutantRun(Self.body, operators: operators, demands: "8\n1\n") {
            $0.count = 6
        }
        #expect(try again.files() == files)
        let other = try MutantRun(Self.body, operators: operators, demands: "8\n1\n") {
            $0.count = 6
            $0.seed = 2
        }
        #expect(other.manifest.mutants.map(\.id) != first.manifest.mutants.map(\.id))
        let id = first.manifest.mutants[3].id
        let alone = try MutantRun(Self.body) { $0.mutants = [id] }
        #expect(alone.manifest.mutants.map(\.id) == [id])
        for name in ["program.c", "program"] {
            #expect(try alone.files()["\(id)/\(name)"] == files["\(id)/\(name)"])
        }
    }

    @Test func `a new run replaces the old one without leftovers`() throws {
        let run = try MutantRun(Self.body, operators: ["ReplaceConnector", "NegateCondition"])
        #expect(run.manifest.mutants.count > 1)
        let id = run.manifest.mutants[0].id
        try "kept".write(toFile: "\(run.output)/notes", atomically: true, encoding: .utf8)
        _ = try MutantRun.generate(MutantRun.program(Self.body), in: run.directory, [], nil) {
            $0.mutants = [id]
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: run.output).sorted()
        #expect(names == [".cache", id, "mutants.json", "notes", "original"].sorted())
    }

    @Test func `a mutant tells where it is in the file that somebody wrote`() throws {
        let source = """
            #include <stdio.h>
            #define LIMIT 3

            /* A comment
               of two lines. */
            int main(void) {
                int n = getchar();

                if (n > LIMIT) return 1;
                return n  <  5;
            }

            """
        let run = try MutantRun(source: source, operators: ["ReplaceRelation"])
        let first = try #require(run.manifest.mutants.first { $0.before == "n > 3" })
        let last = try #require(run.manifest.mutants.first { $0.before == "n < 5" })
        // With its macro the line reads differently; so does one with two blanks.
        #expect(first.origin == LineOrigins.Place(file: "../program.c", line: 9, column: nil))
        #expect(last.origin?.line == 10)
        #expect(last.origin?.column == nil)
        #expect(first.expanded.line < 9)
        #expect(first.place == "program.c:9")
        let plain = try MutantRun(Self.body, operators: ["NegateCondition"])
        #expect(plain.manifest.mutants.first?.origin?.column != nil)
    }

    @Test func `an original that does not answer the same twice judges nobody`() throws {
        let source = """
            #include <stdio.h>
            #include <unistd.h>
            int main(void) { printf("%d\\n", getpid() > 1 ? getpid() : 0); return 0; }

            """
        let error = #expect(throws: GenerationError.self) {
            try MutantRun(source: source, operators: ["ReplaceRelation"], demands: "1\n")
        }
        #expect(error?.kind == .badData)
        let text = "run twice, the original is not the same: answer 1"
        #expect(error?.message.contains(text) == true)
    }

    @Test func `a mutant of one unit is built with the others as they are`() throws {
        let place = try TemporaryDirectory()
        try "int twice(int n) { return n + n; }\n".write(
            toFile: "\(place.path)/twice.c", atomically: true, encoding: .utf8)
        let main = """
            int twice(int n);
            int main(void) { return twice(2) - 4; }

            """
        let manifest = try MutantRun.generate(main, in: place, ["ReplaceArithmetic"], nil) {
            $0.sources.append("\(place.path)/twice.c")
        }
        #expect(Set(manifest.mutants.map(\.unit)) == ["program", "twice"])
        let sum = try #require(manifest.mutants.first { $0.after == "n - n" })
        let run = ToolRun(arguments: ["\(place.path)/out/\(sum.id)/program"])()
        #expect(run.ending == .exited(code: 252))
        #expect(manifest.program == "program")
    }
}
