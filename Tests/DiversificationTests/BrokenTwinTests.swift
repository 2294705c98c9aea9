import Diversification
import Testing

/// Each soundness rule has a program that keeps its behaviour with the rule and loses it without.
struct BrokenTwinTests {
    @Test(.timeLimit(.minutes(15)), arguments: BrokenTwin.all)
    func `a program breaks only when the rule that guards it is off`(twin: BrokenTwin) throws {
        let program = CProgram(source: twin.source)
        let expected = try CProgram.behaviour(of: twin.source)
        try #require(expected.hasSuffix("exit status 0"), "\(expected)")
        let guarded = try program.brokenSeeds(by: [twin.transform])
        #expect(guarded.broken.isEmpty, "with the rule, seeds \(guarded.broken) break")
        var rules = SoundnessRules()
        for rule in twin.rules { rules[keyPath: rule] = false }
        let unguarded = try program.brokenSeeds(by: [twin.transform], rules: rules)
        #expect(!unguarded.broken.isEmpty, "without the rule nothing breaks")
    }

    @Test(.timeLimit(.minutes(15)), arguments: BrokenTwin.all)
    func `no guarded program breaks when all transforms work together`(twin: BrokenTwin) throws {
        let result = try CProgram(source: twin.source).brokenSeeds(seeds: 1...3)
        #expect(result.broken.isEmpty, "seeds \(result.broken) break")
    }

    @Test func `volatile accesses move only when their rule is off`() throws {
        let program = CProgram(
            source: """
                static volatile int port, control;
                int main(void) { port = 1; control = 2; port = 3; return 0; }
                """)
        let transforms: [any Transform] = [ReorderIndependentStatements()]
        #expect(try program.brokenSeeds(by: transforms).texts == 0)
        var rules = SoundnessRules()
        rules.volatileIsBarrier = false
        #expect(try program.brokenSeeds(by: transforms, rules: rules).texts > 0)
    }

    @Test func `a struct that leaves the file moves only when its rule is off`() throws {
        let program = CProgram(
            source: """
                struct Pair { int left; double right; };
                extern int outside(struct Pair pair);
                int main(void) { struct Pair p; p.left = 1; p.right = 2; return outside(p); }
                """)
        var rules = SoundnessRules()
        let fields: [any Transform] = [ReorderStructFields()]
        func texts() throws -> Set<String> {
            var texts: Set<String> = []
            for seed in UInt64(1)...20 {
                texts.insert(try program.rewritten(by: fields, seed: seed, rules: rules).text)
            }
            return texts
        }
        #expect(try texts() == [program.source])
        rules.outsideCallsObserve = false
        #expect(try texts().count > 1)
    }
}
