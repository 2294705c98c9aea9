import Gates
import Testing
import Voting

@Suite struct HistoryTests {
    private static let seeds: ClosedRange<UInt64> = 1...2000

    @Test func `no history makes the gate give a wrong, stale or unexpected answer`() {
        var passed = 0
        var causes: Set<GateCause> = []
        for seed in Self.seeds {
            let history = History(seed: seed)
            #expect(history.unsafe.isEmpty, "replay: History(seed: \(seed))")
            #expect(history.withheld.isEmpty, "replay: History(seed: \(seed))")
            passed += history.passed
            causes.formUnion(history.causes)
        }
        #expect(passed > 5_000)
        #expect(causes == Set(GateCause.allCases), "every cause is met")
    }

    @Test func `the oracle catches a gate that overlooks gaps`() {
        expectCaught { line, gate in
            rewrite(line) { $0 > gate.nextSequence ? (gate.nextSequence, $1) : ($0, $1) }
        }
    }

    @Test func `the oracle catches a gate that takes repeats`() {
        expectCaught { line, gate in
            rewrite(line) { $0 < gate.nextSequence ? (gate.nextSequence, $1) : ($0, $1) }
        }
    }

    @Test func `the oracle catches a gate that overlooks expiry`() {
        expectCaught { line, _ in rewrite(line) { sequence, _ in (sequence, .max) } }
    }

    @Test func `the oracle catches a gate that does not verify the check code`() {
        expectCaught { line, _ in
            guard line.count > 9 else { return line }
            let covered = Array(line.dropLast(9))
            let check = String(covered.withUnsafeBytes(VerdictCheck.of), radix: 16)
            return covered + " ".utf8 + String(repeating: "0", count: 8 - check.count).utf8
                + check.utf8
        }
    }

    @Test func `the oracle catches a gate that forgets its latch`() {
        #expect(Self.seeds.contains { !History(seed: $0, forgetsLatch: true).unsafe.isEmpty })
    }

    @Test(.timeLimit(.minutes(2)), arguments: ConsumerProgram.compilers)
    func `the header for embedded consumers gives the same trace`(
        compiler: String, sanitizers: [String]
    ) throws {
        let driver = try ConsumerProgram("driver", compiler, flags: sanitizers)
        defer { driver.remove() }
        let histories = Self.seeds.map { History(seed: $0) }
        let result = try Program.run(driver.path, input: histories.map(\.script).joined())
        #expect(result.status == 0, "\(result.errors)")
        let given = result.output.split(separator: "\n")
        var start = 0
        for (seed, history) in zip(Self.seeds, histories) {
            let wanted = history.trace.split(separator: "\n")
            let part = given.dropFirst(start).prefix(wanted.count)
            start += wanted.count
            guard !part.elementsEqual(wanted) else { continue }
            let at = zip(part, wanted).enumerated().first { $1.0 != $1.1 }
            Issue.record("History(seed: \(seed)): \(String(describing: at))")
            return
        }
        #expect(start == given.count)
    }

    @Test(arguments: ConsumerProgram.compilers)
    func `no bit that flips in an embedded consumer makes it give another answer`(
        compiler: String, sanitizers: [String]
    ) throws {
        let program = try ConsumerProgram("flips", compiler, flags: sanitizers)
        defer { program.remove() }
        let result = try Program.run(program.path)
        #expect(result.status == 0, "\(result.errors)")
        let counts = result.output.split { $0 == " " || $0 == "\n" }.compactMap { Int($0) }
        try #require(counts.count == 3)
        #expect(counts[0] > 50_000)
        #expect(counts[1] == 0)
        #expect(counts[2] > 1000, "without a check code")
    }

    private func expectCaught(_ twin: @escaping Twin) {
        #expect(Self.seeds.contains { !History(seed: $0, twin: twin).unsafe.isEmpty })
    }

    /// Another sequence and expiry under a right check code; lines that are no records stay as they
    /// are.
    private func rewrite(
        _ line: [UInt8], _ change: (UInt64, UInt64) -> (UInt64, UInt64)
    ) -> [UInt8] {
        guard
            let record = try? line.withUnsafeBytes({
                try VerdictRecord.decode($0, answerBytesMax: 64)
            })
        else { return line }
        let (sequence, expires) = change(record.sequence, record.expires)
        return recordLine(
            sequence, digest: record.digest, kind: record.kind, expires: expires,
            answer: String(decoding: line[record.answer], as: UTF8.self))
    }
}
