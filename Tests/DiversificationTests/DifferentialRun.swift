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

    /// Compares the original at `path` with its variants under `seed` and those that follow.
    func callAsFunction(path: String, seed: UInt64 = 1) throws -> DifferentialTally {
        var tally = DifferentialTally()
        tally.programs = 1
        let directory = try TemporaryDirectory()
        let name = URL(fileURLWithPath: path).lastPathComponent
        var source = SourceText([UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
        let build = build(path, in: directory, limit: timeLimit)
        // What prints addresses, say, is not the same twice: its ending is all there is of it.
        let isRepeatable = run(in: directory, limit: timeLimit) == build
        let isRight = { (other: Behaviour) in
            isRepeatable ? other == build : other.ending == build.ending
        }
        guard build.isComplete else {
            tally.refuse("unchanged: \(build.ending.prefix(14))")
            return tally
        }
        guard !mustSucceed || build.ending == "exit status 0" else {
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
                (text, applied) = try Rewriting(seed: variant)
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
            let result = self.build(file, in: directory, limit: timeLimit * 10)
            if !isRight(result) {
                let ending = result.ending
                let guilty = guilty(source, path: path, seed: variant) { text in
                    try? Data(text.bytes).write(to: URL(fileURLWithPath: file))
                    return isRight(self.build(file, in: directory, limit: timeLimit * 10))
                }
                tally.failures.append("\(name) seed \(variant): \(ending), \(guilty)")
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
        let names = Rewriting.all.compactMap { transform -> String? in
            var rewriting = Rewriting(seed: seed)
            rewriting.transforms = [transform]
            guard let (text, _) = try? rewriting.apply(to: source, path: path, flags: flags),
                text.bytes != source.bytes, !isRight(text)
            else { return nil }
            return transform.name
        }
        return names.isEmpty ? "no transform alone" : names.joined(separator: ", ")
    }

    private struct Behaviour: Equatable {
        var ending: String
        var output: [UInt8] = []
        /// It was built and came to an end by itself.
        var isComplete = false
    }

    /// What running it gives, or what the compiler says, as far as that is known in time.
    private func build(
        _ file: String, in directory: TemporaryDirectory, limit: Duration
    ) -> Behaviour {
        let program = "\(directory.path)/program"
        let includes = "-I" + URL(fileURLWithPath: file).deletingLastPathComponent().path
        let arguments = compiler + flags + [includes, "-o", program, file, "-lm"]
        let build = ToolRun(arguments: arguments)()
        guard build.hasSucceeded else {
            let said = build.errorText.split(separator: "\n").first { $0.contains("error") }
            return Behaviour(ending: "does not build: \(said ?? "")")
        }
        return run(in: directory, limit: limit)
    }

    /// What the program that was built last does.
    private func run(in directory: TemporaryDirectory, limit: Duration) -> Behaviour {
        let run = ToolRun(
            arguments: ["\(directory.path)/program"], directory: directory.path,
            timeLimit: limit, outputBytesMax: 1 << 22)()
        var isComplete = true
        switch run.ending {
        case .exited, .killed: break
        default: isComplete = false
        }
        return Behaviour(ending: "\(run.ending)", output: run.output, isComplete: isComplete)
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
