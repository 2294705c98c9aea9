import Diversification
import Foundation
import Testing

/// What a compiler does wrongly is told from what a transform does wrongly.
struct SecondOpinionTests {
    /// tcc 0.9.27 keeps an unused result of 12 bytes as 16: the third of these variables lies
    /// behind it, and which one is third is drawn.
    private static let storedTooFar = """
        #include <stdio.h>
        struct Three { int x, y, z; };
        static struct Three made[2] = { { 1, 2, 3 }, { 4, 5, 6 } };
        static struct Three make(void) { return made[0]; }
        int main(void) {
            int first = 10;
            int second = 20;
            int third = 30;
            printf("%d\\n", third);
            make();
            printf("%d %d\\n", first, second);
            return 0;
        }
        """

    private static func tally(
        _ source: String, compiler: [String], by transform: any Transform,
        rules: SoundnessRules = .init()
    ) throws -> DifferentialTally {
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/program.c"
        try source.write(toFile: path, atomically: true, encoding: .utf8)
        var run = DifferentialRun(compiler: compiler, variants: 20)
        run.secondOpinion = SecondOpinion()
        run.rewriting = { seed in
            var rewriting = Rewriting(seed: seed)
            rewriting.transforms = [transform]
            rewriting.rules = rules
            return rewriting
        }
        return try run(path: path)
    }

    @Test(.enabled(if: CProgram.compiler[0] == "tcc"))
    func `what one compiler alone does wrongly is its defect`() throws {
        let tally = try Self.tally(
            Self.storedTooFar, compiler: CProgram.compiler, by: ReorderIndependentStatements())
        #expect(tally.failures.isEmpty, "\(tally)")
        #expect(!tally.compilerDefects.isEmpty, "\(tally)")
        #expect(tally.description.contains("a defect of the compiler"))
    }

    @Test(arguments: BrokenTwin.statements.prefix(4))
    func `a broken transform is no defect of the compiler`(twin: BrokenTwin) throws {
        var rules = SoundnessRules()
        for rule in twin.rules { rules[keyPath: rule] = false }
        let tally = try Self.tally(
            twin.source, compiler: CProgram.compiler, by: twin.transform, rules: rules)
        #expect(!tally.failures.isEmpty, "\(tally)")
        #expect(tally.compilerDefects.isEmpty, "\(tally)")
    }

    /// None of these need look different in a plain build.
    @Test(arguments: [
        "int table[4] = { 1 }; return table[argc + 3] == 12345;",
        "int x = 2147483646; x += argc; x += argc; return x == 5;",
        "int x; volatile int *y = &x; if (*y == 12345) puts(\"odd\"); return 0;",
    ])
    func `what is not defined is no defect of the compiler`(body: String) throws {
        let directory = try TemporaryDirectory()
        func file(_ name: String, _ body: String) throws -> String {
            let path = "\(directory.path)/\(name).c"
            try "#include <stdio.h>\nint main(int argc, char **argv) { \(body) }\n"
                .write(toFile: path, atomically: true, encoding: .utf8)
            return path
        }
        let original = try file("original", "return 0;")
        let opinion = SecondOpinion()
        let same = try file("same", "int zero = argc - 1; return zero;")
        #expect(try opinion.isSame(original, same, flags: [], in: directory))
        let other = try file("other", body)
        #expect(try !opinion.isSame(original, other, flags: [], in: directory))
        #expect(try !opinion.isSame(other, original, flags: [], in: directory))
    }
}
