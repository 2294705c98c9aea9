import Diversification
import Foundation
import Synchronization

/// Builds and runs a C program and variants of it, side by side.
struct DifferentialRun: Sendable {
    /// Compiler and its flags.
    var compiler: [String]
    /// For the reader and the compiler: directories, macros, the standard.
    var flags: [String] = []
    var variants = 3
    /// Of the original; a slower one is left out. Variants get ten times as much.
    var timeLimit: Duration = .seconds(10)
    /// Whether macros are expanded and headers pasted in first, as the generator does.
    var expandsMacros = false
    /// An exit status other than 0 makes the program unusable.
    var mustSucceed = false
    /// Asked whether a variant that behaves differently does so by this compiler alone.
    var secondOpinion: SecondOpinion?
    var rewriting: @Sendable (UInt64) -> Rewriting = { Rewriting(seed: $0) }

    /// Compares the original at `path` with its variants under `seed` and those that follow.
    func callAsFunction(path: String, seed: UInt64 = 1) throws -> DifferentialTally {
        var tally = DifferentialTally()
        tally.programs = 1
        let directory = try TemporaryDirectory()
        let name = URL(fileURLWithPath: path).lastPathComponent
        var source = SourceText([UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
        let build = ProgramBuild(compiler: compiler, flags: flags, directory: directory)
        let original = build(path, limit: timeLimit)
        // What prints addresses, say, is not the same twice: its ending is all there is of it.
        let isRepeatable = build.run(limit: timeLimit) == original
        let isRight = { (other: ProgramBehaviour) in
            isRepeatable ? other == original : other.ending == original.ending
        }
        guard original.isComplete else {
            tally.refuse("unchanged: \(original.ending.prefix(14))")
            return tally
        }
        guard !mustSucceed || original.ending == "exit status 0" else {
            tally.refuse("does not succeed unchanged")
            return tally
        }
        if expandsMacros {
            do {
                source = try MacroExpansion(
                    path: path, directory: directory.path, flags: flags)().text
            } catch {
                tally.refuse(Self.reason(of: error))
                return tally
            }
        }
        var texts: Set<[UInt8]> = [source.bytes]
        for variant in seed..<seed + UInt64(variants) {
            let text: SourceText
            do {
                var applied: [VariantManifest.AppliedTransform]
                (text, applied) = try rewriting(variant)
                    .apply(to: source, path: path, flags: flags)
                for transform in applied {
                    tally.sites[transform.name, default: 0] += transform.sites
                }
            } catch {
                tally.refuse(Self.reason(of: error))
                return tally
            }
            tally.variants += 1
            guard texts.insert(text.bytes).inserted else { continue }
            let file = "\(directory.path)/\(variant)-\(name)"
            try Data(text.bytes).write(to: URL(fileURLWithPath: file))
            let result = build(file, limit: timeLimit * 10)
            if !isRight(result) {
                let isDefect =
                    try secondOpinion?.isSame(path, file, flags: flags, in: directory) ?? false
                let guilty = guilty(source, path: path, seed: variant) { text in
                    try? Data(text.bytes).write(to: URL(fileURLWithPath: file))
                    return isRight(build(file, limit: timeLimit * 10))
                }
                let line = "\(name) seed \(variant): \(result.ending), \(guilty)"
                if isDefect {
                    tally.compilerDefects.append(line)
                } else {
                    tally.failures.append(line)
                }
            }
        }
        tally.usable = 1
        if texts.count > 1 { tally.transformed = 1 }
        return tally
    }

    /// The transforms that break the program alone.
    private func guilty(
        _ source: SourceText, path: String, seed: UInt64, isRight: (SourceText) -> Bool
    ) -> String {
        let names = rewriting(seed).transforms.compactMap { transform -> String? in
            var rewriting = rewriting(seed)
            rewriting.transforms = [transform]
            guard let (text, _) = try? rewriting.apply(to: source, path: path, flags: flags),
                text.bytes != source.bytes, !isRight(text)
            else { return nil }
            return transform.name
        }
        return names.isEmpty ? "no transform alone" : names.joined(separator: ", ")
    }

    /// The first complaint without places and names, so that equal ones can be counted.
    private static func reason(of error: GenerationError) -> String {
        let text = error.message.split(separator: "error: ").last.map(String.init) ?? ""
        return "cannot be read: " + text.replacing(/'[^']*'/, with: "'…'")
    }

    /// All programs on all processors; what a program cannot say for itself is a failure.
    func all(
        _ count: Int, _ program: @escaping @Sendable (Int) throws -> DifferentialTally
    ) -> DifferentialTally {
        let total = Mutex(DifferentialTally())
        let next = Mutex(0)
        DispatchQueue.concurrentPerform(
            iterations: min(count, ProcessInfo.processInfo.activeProcessorCount)
        ) { _ in
            while true {
                let index = next.withLock { number in
                    defer { number += 1 }
                    return number
                }
                guard index < count else { return }
                do {
                    let tally = try program(index)
                    total.withLock { $0.add(tally) }
                } catch {
                    total.withLock { $0.failures.append("program \(index): \(error)") }
                }
            }
        }
        return total.withLock { $0 }
    }
}
