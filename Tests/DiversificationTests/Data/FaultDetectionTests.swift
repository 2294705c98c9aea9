import Diversification
import Foundation
import Testing

/// What the codes notice when a stored word changes behind the program's back.
///
/// Three kinds of fault strike one word at a seeded moment: a flipped bit, another variable's word
/// in its place, and a lost update (the word it had one moment before).
struct FaultDetectionTests {
    private enum Kind: Int, CaseIterable {
        case flippedBit, exchangedWord, lostUpdate
    }

    private struct Counts: CustomStringConvertible {
        var silent = 0
        var detected = 0
        var other = 0
        var masked = 0
        var description: String {
            "\(detected) detected, \(silent) silent, \(other) otherwise stopped, \(masked) masked"
        }
    }

    private static let words = ["total", "peak", "sum", "step", "count"]

    private static let program = """
        #include <stdio.h>
        static int total, peak;
        int main(void) {
            int sum = 7, step = 3, count = 0;
            for (int round = 0; round < 12; round++) {
                sum = sum * 3 + step;
                /*strike*/
                if (sum > 5000) sum -= 4900;
                step = step + 2;
                /*strike*/
                count += sum & 15;
                total = total + sum - step;
                /*strike*/
                if (total > peak) peak = total;
                if (round % 4 == 3) printf("%d %d\\n", count, total);
                /*strike*/
            }
            printf("%d %d %d %d\\n", sum, step, count, peak);
            return 0;
        }

        """
    private static let moments = 48

    /// The text with a possible fault at every mark; the environment says which one happens.
    private func armed(_ text: String) -> String {
        func each(_ statement: (Int, String) -> String) -> String {
            Self.words.enumerated().map { "case \($0): \(statement($0, $1)) break;" }.joined()
        }
        let words = Self.words
        let strike = """
            if (++strike_now == strike_at()) switch (strike_kind) {
            case 0: switch (strike_word) {
                \(each { "\($1) ^= 1LL << strike_bit % (8 * sizeof \($1));" }) } break;
            case 1: switch (strike_word) {
                \(each { "\($1) = \(words[($0 + 1) % words.count]);" }) } break;
            case 2: switch (strike_word) { \(each { "\($1) = strike_old[\($0)];" }) } break;
            }
            \(words.enumerated().map { "strike_old[\($0)] = \($1);" }.joined())
            """
        return """
            #include <stdio.h>
            #include <stdlib.h>
            static int strike_now, strike_kind, strike_word, strike_bit;
            static long long strike_old[\(words.count)];
            static int strike_at(void) {
                static int at = -1;
                if (at < 0) sscanf(getenv("STRIKE"), "%d %d %d %d",
                    &at, &strike_kind, &strike_word, &strike_bit);
                return at;
            }

            """ + text.replacingOccurrences(of: "/*strike*/", with: strike)
    }

    private func counts(_ text: String, count: Int) throws -> [Kind: Counts] {
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/armed"
        try armed(text).write(toFile: "\(path).c", atomically: true, encoding: .utf8)
        let build = ToolRun(arguments: ["gcc", "-O1", "-w", "-o", path, "\(path).c"])()
        try #require(build.hasSucceeded, "\(build.errorText)")
        func run(_ strike: [Int]) -> ToolRun.Result {
            let text = strike.map(String.init).joined(separator: " ")
            return ToolRun(
                arguments: [path], environment: ["STRIKE": text], timeLimit: .seconds(5),
                outputBytesMax: 1 << 16)()
        }
        let right = run([0, 0, 0, 0])
        try #require(right.hasSucceeded)
        var counts: [Kind: Counts] = [:]
        var random = SeededGenerator(seed: 7)
        for kind in Kind.allCases {
            for _ in 0..<count {
                let at = 1 + random.next(below: Self.moments)
                let word = random.next(below: Self.words.count)
                let result = run([at, kind.rawValue, word, random.next(below: 64)])
                switch result.ending {
                case .killed(signal: SIGABRT): counts[kind, default: .init()].detected += 1
                case .exited(code: 0) where result.output == right.output:
                    counts[kind, default: .init()].masked += 1
                case .exited(code: 0): counts[kind, default: .init()].silent += 1
                default: counts[kind, default: .init()].other += 1
                }
            }
        }
        return counts
    }

    @Test(.timeLimit(.minutes(15)))
    func `silent corruption falls from native to multiples to signatures`() throws {
        let program = CProgram(source: Self.program)
        func counts(_ name: String?) throws -> [Kind: Counts] {
            guard let name else { return try self.counts(Self.program, count: 60) }
            let transform = try #require(Rewriting.data[name])
            // The first seed under which all the words that are struck are coded.
            for seed in UInt64(1)...200 {
                let text = try program.rewritten(by: [transform], seed: seed).text
                let isAll = !text.contains("    int ") && !text.contains("static int total")
                if isAll { return try self.counts(text, count: 60) }
            }
            Issue.record("no seed codes all variables")
            return [:]
        }
        let native = try counts(nil)
        let an = try counts("an")
        let anbd = try counts("anbd")
        for kind in Kind.allCases {
            for (name, counts) in [("native", native), ("AN", an), ("ANBD", anbd)] {
                print("\(kind), \(name): \(counts[kind] ?? .init())")
            }
        }
        func silent(_ counts: [Kind: Counts]) -> Int { counts.values.reduce(0) { $0 + $1.silent } }
        #expect(silent(native) > silent(an))
        #expect(silent(an) > silent(anbd))
        #expect(an[.flippedBit]?.silent == 0)
        #expect(silent(anbd) == 0)
        #expect(anbd[.exchangedWord]?.detected ?? 0 > 0)
        #expect(anbd[.lostUpdate]?.detected ?? 0 > 0)
    }
}
