import Diversification
import Foundation
import Testing

/// The terms of a program and its variants.
struct TermProofTests {
    private func compare(
        _ source: String, _ variant: String, transforms: [String] = []
    ) throws -> TermReport {
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/program.c"
        try source.write(toFile: path, atomically: true, encoding: .utf8)
        let check = try SoundnessCheck(original: [.init(SourceText(source), path: path)])
        return try check(variant: [SourceText(variant)], transforms: transforms).terms
    }

    @Test(.timeLimit(.minutes(15)), arguments: BrokenTwin.all)
    func `a variant that behaves differently is never proved`(twin: BrokenTwin) throws {
        let program = CProgram(source: twin.source)
        let expected = try CProgram.behaviour(of: twin.source)
        var rules = SoundnessRules()
        for rule in twin.rules { rules[keyPath: rule] = false }
        var seen: Set<String> = [twin.source]
        var broken = 0
        for seed in UInt64(1)...20 where broken < 3 {
            let text = try program.rewritten(by: [twin.transform], seed: seed, rules: rules).text
            guard seen.insert(text).inserted, try CProgram.behaviour(of: text) != expected else {
                continue
            }
            broken += 1
            // One that does not even compile is not proved either.
            guard let report = try? compare(twin.source, text) else { continue }
            #expect(!report.isProved, "seed \(seed) is called equal:\n\(text)")
        }
        #expect(broken > 0)
    }

    @Test func `a promoted condition is the same as its negation with the arms exchanged`() throws {
        let report = try compare(
            "int sign(char *c) { return *c ? -1 : 1; }\n",
            "int sign(char *c) { return !(*c) ? 1 : -1; }\n")
        #expect(report.different.isEmpty)
    }

    @Test(arguments: TermPair.different)
    func `another program has other terms`(pair: TermPair) throws {
        let report = try compare(pair.original, pair.variant)
        #expect(!report.different.isEmpty)
        #expect(try compare(pair.original, pair.original + " ").isProved)
    }

    @Test(arguments: TermPair.equal)
    func `the same program has the same terms`(pair: TermPair) throws {
        let report = try compare(pair.original, pair.variant)
        #expect(report.isProved, "\(report)")
    }

    @Test(arguments: TermPair.open.indices)
    func `what is not understood is not proved, and says why`(index: Int) throws {
        let (pair, reason) = TermPair.open[index]
        let report = try compare(pair.original, pair.variant)
        #expect(report.notProved.map(\.reason).contains(reason), "\(report)")
        #expect(report.different.isEmpty)
    }

    @Test func `a transform of values leaves differences unproved`() throws {
        let (original, variant) = ("int f(int a) { return a; }", "int f(int a) { return ~~a; }")
        #expect(try !compare(original, variant).different.isEmpty)
        let excused = try compare(original, variant, transforms: ["ComplementIntegers"])
        #expect(excused.different.isEmpty)
        #expect(excused.notProved.map(\.reason) == ["changed by ComplementIntegers"])
    }

    @Test func `a pointer as a number is read by all`() throws {
        let source = """
            struct S { int a, b; };
            int main(void) { struct S s = {0}; return (int)((unsigned long)&s & 1); }
            """
        let text = try CProgram(source: source).rewritten(seed: 1).text
        #expect(try compare(source, text).isProved)
    }

    @Test(.timeLimit(.minutes(15)), arguments: BrokenTwin.all)
    func `a sound variant is proved`(twin: BrokenTwin) throws {
        let text = try CProgram(source: twin.source)
            .rewritten(by: Rewriting.provable, seed: 3).text
        let report = try compare(twin.source, text)
        #expect(report.different.isEmpty)
        // What is left open is so whatever the variant.
        let itself = try compare(twin.source, twin.source + " ")
        #expect(report.notProved == itself.notProved)
    }

    @Test(arguments: ["launch", "brakes"])
    func `the functions of a sample are proved`(name: String) throws {
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let source = try String(
            contentsOf: root.appending(path: "variants/\(name)/\(name).c"), encoding: .utf8)
        for seed in UInt64(1)...2 {
            let text = try CProgram(source: source)
                .rewritten(by: Rewriting.provable, seed: seed).text
            let report = try compare(source, text)
            #expect(report.different.isEmpty, "\(report.different)")
            // A line's buffer is an array that its reader takes the address of.
            #expect(report.notProved.map(\.what).allSatisfy { $0 == "struct Line" })
            #expect(report.equal > 30)
        }
    }
}
