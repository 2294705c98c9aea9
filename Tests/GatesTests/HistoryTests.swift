import Foundation
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

    @Test(
        .timeLimit(.minutes(2)),
        arguments: [
            // Debian's clang has its sanitizers in another package; gcc brings them along.
            ("gcc", ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"]), ("clang", []),
        ])
    func `the header for embedded consumers gives the same trace`(
        compiler: String, sanitizers: [String]
    ) throws {
        let compiler = try #require(Program.find(compiler), "hint: apt install \(compiler)")
        let driver = FileManager.default.temporaryDirectory
            .appendingPathComponent("thrice-consumer-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: driver) }
        let built = try Program.run(
            compiler,
            [
                "-std=c11", "-O1", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-I",
                Program.root + "/include", "-o", driver,
                Program.root + "/Tests/Fixtures/consumer/driver.c",
            ] + sanitizers)
        try #require(built.status == 0, "\(built.errors)")
        let histories = Self.seeds.map { History(seed: $0) }
        let result = try Program.run(driver, input: histories.map(\.script).joined())
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
