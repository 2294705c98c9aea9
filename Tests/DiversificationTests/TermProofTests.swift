import Diversification
import Foundation
import Testing

/// The terms of a program and its variants.
struct TermProofTests {
    private func report(
        _ source: String, _ variant: String, transforms: [VariantManifest.AppliedTransform] = []
    ) throws -> TermReport {
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/program.c"
        try source.write(toFile: path, atomically: true, encoding: .utf8)
        let check = try SoundnessCheck(original: [.init(source: SourceText(source), path: path)])
        return try check(variant: [SourceText(variant)], transforms: transforms).terms
    }

    @Test(.timeLimit(.minutes(5)), arguments: BrokenTwin.all)
    func `a variant that behaves differently is never proved`(twin: BrokenTwin) throws {
        let program = CProgram(source: twin.source)
        let expected = try CProgram.behaviour(of: twin.source)
        var rules = SoundnessRules()
        for rule in twin.rules { rules[keyPath: rule] = false }
        var seen: [String: Bool] = [:]
        var broken = 0
        for seed in UInt64(1)...20 {
            let text = try program.rewritten(by: [twin.transform], seed: seed, rules: rules).text
            guard seen[text] == nil, text != twin.source else { continue }
            let isBroken = try CProgram.behaviour(of: text) != expected
            seen[text] = isBroken
            guard isBroken else { continue }
            broken += 1
            let report = try report(twin.source, text)
            #expect(!report.isProved, "seed \(seed) is called equal:\n\(text)")
        }
        #expect(broken > 0)
    }

    @Test(.timeLimit(.minutes(5)), arguments: BrokenTwin.all)
    func `a sound variant is proved`(twin: BrokenTwin) throws {
        for seed in UInt64(1)...3 {
            let text = try CProgram(source: twin.source).rewritten(seed: seed).text
            let report = try report(twin.source, text)
            #expect(report.different.isEmpty)
        }
    }

    @Test(arguments: ["launch", "brakes"])
    func `the functions of a sample are proved`(name: String) throws {
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let source = try String(
            contentsOf: root.appending(path: "variants/\(name)/\(name).c"), encoding: .utf8)
        for seed in UInt64(1)...3 {
            let text = try CProgram(source: source).rewritten(seed: seed).text
            #expect(try report(source, text).isProved)
        }
    }
}
