import Diversification
import Foundation
import Testing

/// Programs that nobody wrote; `THRICE_CSMITH_PROGRAMS` and `THRICE_CSMITH_VARIANTS` ask for more.
struct CsmithTests {
    /// What a program may consist of, in turn. Packed structs come with a pragma, for which no
    /// struct is touched and which tcc cannot read: only every eighth program has them.
    private static let kinds: [[String]] = [
        ["--no-packed-struct"],
        ["--no-packed-struct", "--no-volatiles", "--no-bitfields", "--no-jumps"],
        ["--no-packed-struct", "--no-volatiles", "--max-block-size", "8", "--max-funcs", "4"],
        ["--no-packed-struct", "--no-volatiles", "--no-pointers", "--no-jumps", "--float"],
        ["--no-packed-struct", "--inline-function", "--builtins"],
        ["--no-packed-struct", "--no-volatiles", "--no-unions", "--max-block-size", "6"],
        ["--no-packed-struct", "--no-volatiles", "--no-arrays", "--max-funcs", "20"],
        ["--concise"],
    ]

    private static func number(_ name: String, default fallback: Int) -> Int {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? fallback
    }

    @Test(.timeLimit(.minutes(600)))
    func `variants of random programs print the same checksums`() throws {
        let count = Self.number("THRICE_CSMITH_PROGRAMS", default: 100)
        let first = Self.number("THRICE_CSMITH_FIRST", default: 1)
        var plain = DifferentialRun(compiler: CProgram.compiler, flags: ["-I/usr/include/csmith"])
        plain.variants = Self.number("THRICE_CSMITH_VARIANTS", default: 3)
        plain.timeLimit = .seconds(2)
        var packed = plain
        packed.compiler = ["gcc", "-w", "-pipe"]
        let runs = [plain, packed]
        let tally = plain.all(count) { index in
            let kind = Self.kinds[index % Self.kinds.count]
            let directory = try TemporaryDirectory()
            let path = "\(directory.path)/csmith\(first + index).c"
            let seed = "\(first + index)"
            let made = ToolRun(
                arguments: ["csmith", "--concise", "--seed", seed, "--output", path] + kind,
                directory: directory.path, timeLimit: .seconds(10))()
            guard made.hasSucceeded else {
                var tally = DifferentialTally()
                tally.refuse("csmith: \(made.ending)")
                return tally
            }
            let run = kind == ["--concise"] ? runs[1] : runs[0]
            return try run(path: path, seed: UInt64(first + index) * 100)
        }
        print(tally)
        #expect(tally.failures.isEmpty, "\(tally)")
        #expect(tally.usable > count * 3 / 4, "\(tally)")
    }
}
