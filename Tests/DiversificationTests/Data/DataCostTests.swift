import Diversification
import Foundation
import Testing

/// What the structural transforms together and each data transform cost: time in the processor as
/// a ratio to the untransformed program's.
///
/// `scripts/bench-data` runs it; THRICE_BENCH_DATA is the number of rounds.
struct DataCostTests {
    private static let rounds = Int(ProcessInfo.processInfo.environment["THRICE_BENCH_DATA"] ?? "")

    private struct Program {
        let name: String
        let file: String
        var input: String?
    }

    private static let programs =
        [
            Program(
                name: "launch", file: "variants/launch/launch.c",
                input: "variants/launch/demands/demands.txt")
        ]
        + ["primes", "hash", "matrix", "records", "machine"].map {
            Program(name: $0, file: "Benchmarks/data/\($0).c")
        }

    private static let columns: [(name: String, transforms: [any Transform])] =
        [("original", []), ("structural", Rewriting.all)]
        + ["identities", "complement", "an", "anbd"].compactMap { name in
            Rewriting.data[name].map { (name, [$0]) }
        }

    /// The root of the sources, found from this file.
    private static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    @Test(.enabled(if: rounds != nil))
    func `the cost of the transforms is printed`() throws {
        let rounds = Self.rounds ?? 1
        print("user time, gcc -O2, median of 3 seeds, best of \(rounds) rounds; original = 1")
        let names = Self.columns.map(\.name)
        print("program   " + names.map { $0.padded }.joined())
        var columns = names.map { _ in [Double]() }
        for program in Self.programs {
            let directory = try TemporaryDirectory()
            let builds = try Self.columns.map { column in
                try (column.transforms.isEmpty ? 0...0 : 1...3).map { seed in
                    try build(program, column.transforms, seed: UInt64(seed), in: directory.path)
                }
            }
            var best = builds.map { $0.map { _ in 1000.0 } }
            var expected: [UInt8]?
            for _ in 0..<rounds {
                for (column, paths) in builds.enumerated() {
                    for (seed, path) in paths.enumerated() {
                        let run = timed(path, input: program.input)
                        best[column][seed] = min(best[column][seed], run.seconds)
                        #expect(
                            run.result.hasSucceeded,
                            "\(program.name) \(names[column]): \(run.result.ending)")
                        #expect(run.result.output == expected ?? run.result.output)
                        expected = run.result.output
                    }
                }
            }
            let base = best[0][0]
            let ratios = best.map { $0.map { $0 / base }.sorted()[$0.count / 2] }
            for (column, ratio) in ratios.enumerated() { columns[column].append(ratio) }
            printRow(program.name, ratios)
        }
        let medians = columns.map { ratios in
            let sorted = ratios.sorted()
            return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        }
        printRow("median", medians)
    }

    private func printRow(_ name: String, _ ratios: [Double]) {
        let cells = ratios.map { String(format: "%.2f", $0).padded }
        print(name.padding(toLength: 10, withPad: " ", startingAt: 0) + cells.joined())
    }

    /// Other work on the machine stretches the time on the clock, not that in the processor.
    private func timed(
        _ path: String, input: String?
    ) -> (result: ToolRun.Result, seconds: Double) {
        let result = ToolRun(
            arguments: ["bash", "-c", "TIMEFORMAT=%3U; time \"$0\"", path],
            input: input.map { "\(Self.root)/\($0)" })()
        let text = result.errorText.trimmingCharacters(in: .whitespacesAndNewlines)
        return (result, Double(text) ?? .infinity)
    }

    /// The program's own macros are expanded first, so that no variable hides in one.
    private func build(
        _ program: Program, _ transforms: [any Transform], seed: UInt64, in directory: String
    ) throws -> String {
        let file = "\(Self.root)/\(program.file)"
        let expansion = ToolRun(
            arguments: ["clang-19", "-E", "-P", "-fkeep-system-includes", file])()
        try #require(expansion.hasSucceeded, "\(expansion.errorText)")
        let source = CProgram(source: String(decoding: expansion.output, as: UTF8.self))
        let (text, _) = try source.rewritten(by: transforms, seed: seed)
        let path = "\(directory)/\(UUID().uuidString)"
        try text.write(toFile: "\(path).c", atomically: true, encoding: .utf8)
        let build = ToolRun(
            arguments: ["gcc", "-std=c11", "-O2", "-w", "-o", path, "\(path).c", "-lm"])()
        try #require(build.hasSucceeded, "\(build.errorText)")
        return path
    }
}

extension String {
    fileprivate var padded: String {
        String(repeating: " ", count: max(1, 12 - count)) + self
    }
}
