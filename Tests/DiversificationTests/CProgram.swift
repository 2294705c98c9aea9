import Diversification
import Foundation

/// A C source to rewrite, build and run; every use has a directory of its own.
struct CProgram {
    let source: String
    /// Hundreds of small programs are built: tcc takes a fifth of the time where it is installed.
    static let compiler =
        FileManager.default.isExecutableFile(atPath: "/usr/bin/tcc")
        ? ["tcc", "-std=c11", "-w"] : ["gcc", "-std=c11", "-w", "-pipe"]

    /// The source after the given transforms under one seed.
    func rewritten(
        by transforms: [any Transform] = Rewriting.all, seed: UInt64,
        rules: SoundnessRules = .init()
    ) throws -> (text: String, applied: [VariantManifest.AppliedTransform]) {
        var rewriting = Rewriting(seed: seed)
        rewriting.transforms = transforms
        rewriting.rules = rules
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/program.c"
        try source.write(toFile: path, atomically: true, encoding: .utf8)
        let (text, applied) = try rewriting.apply(to: SourceText(source), path: path)
        return (text.text(0..<text.bytes.count), applied)
    }

    /// What the source prints, its exit status at the end; or why it does not build.
    static func behaviour(of source: String) throws -> String {
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/program"
        try source.write(toFile: "\(path).c", atomically: true, encoding: .utf8)
        let build = ToolRun(arguments: compiler + ["-o", path, "\(path).c", "-lm"])()
        guard build.hasSucceeded else { return "does not build: \(build.errorText)" }
        let run = ToolRun(arguments: [path], timeLimit: .seconds(10), outputBytesMax: 1 << 20)()
        return String(decoding: run.output, as: UTF8.self) + "\(run.ending)"
    }

    /// The seeds under which the rewritten program behaves differently, and how many
    /// different texts there were.
    func brokenSeeds(
        by transforms: [any Transform] = Rewriting.all, rules: SoundnessRules = .init(),
        seeds: ClosedRange<UInt64> = 1...20
    ) throws -> (broken: [UInt64], texts: Int) {
        let expected = try Self.behaviour(of: source)
        var behaviours: [String: String] = [source: expected]
        var broken: [UInt64] = []
        let texts =
            transforms.count == 1
            ? try texts(by: transforms[0], rules: rules, seeds: seeds).texts
            : try seeds.map { try rewritten(by: transforms, seed: $0, rules: rules).text }
        for (seed, text) in zip(seeds, texts) {
            let found = try behaviours[text] ?? Self.behaviour(of: text)
            behaviours[text] = found
            if found != expected { broken.append(seed) }
        }
        return (broken, behaviours.count - 1)
    }
}
