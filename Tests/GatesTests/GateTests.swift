import Gates
import Testing
import Voting

@Suite struct GateTests {
    @Test func `records in sequence pass, and the end is restrictive`() {
        var gate = Gate(settings: settings(), now: 0)
        #expect(receive(&gate, recordLine(1), 10) == .passed)
        #expect(
            receive(&gate, recordLine(2, kind: .restrictive, answer: "APPLY"), 20) == .restrictive)
        #expect(receive(&gate, recordLine(3), 30) == .passed)
        #expect(receive(&gate, recordLine(4, kind: .end), 40) == .end)
        #expect(gate.endedInOrder && gate.hasEnded && !gate.isFlawless)
        #expect(receive(&gate, recordLine(5), 50) == .ended)
    }

    @Test func `only a stream of passed answers that ends in order is flawless`() {
        var gate = Gate(settings: settings(), now: 0)
        #expect(receive(&gate, recordLine(1), 10) == .passed)
        var cut = gate
        #expect(cut.end().cause == .cut)
        #expect(cut.hasEnded && !cut.isFlawless)
        #expect(receive(&gate, recordLine(2, kind: .end), 20) == .end)
        #expect(gate.isFlawless)
        #expect(gate.end().cause == .end)
    }

    @Test(arguments: [
        (recordLine(3), GateCause.gap), (recordLine(1), .repeated),
        (recordLine(2, digest: 8), .digest), (recordLine(2, digest: 7, expires: 20), .expired),
        (recordLine(2, kind: .end), .digest), (Array("RELEASE".utf8), .malformed), ([], .malformed),
        ([UInt8](repeating: 0, count: 200), .overlong), (Array(recordLine(2).dropLast()), .check),
    ])
    func `each fault is named and latches for ever`(line: [UInt8], cause: GateCause) {
        var gate = Gate(settings: settings(), now: 0)
        #expect(receive(&gate, recordLine(1, digest: 7), 10, .digest(7)) == .passed)
        #expect(receive(&gate, line, 20, .digest(7)) == cause)
        for number in gate.nextSequence..<50 {
            #expect(receive(&gate, recordLine(number, digest: 7), 20 + number, .digest(7)) == .held)
        }
        #expect(gate.isLatched)
        #expect(gate.counts[cause] == 1 && gate.counts.faults == 1)
    }

    @Test func `silence answers once a cycle and latches`() {
        var gate = Gate(settings: settings(), now: 0)
        #expect(receive(&gate, recordLine(1), 10) == .passed)
        #expect(gate.tick(now: 109) == nil)
        #expect(gate.tick(now: 110)?.cause == .silence)
        #expect(gate.tick(now: 209) == nil)
        #expect(gate.tick(now: 210)?.cause == .quiet)
        #expect(receive(&gate, recordLine(2), 211) == .held)
    }

    @Test func `a record after the cycle is silence even when nobody ticked`() {
        var gate = Gate(settings: settings(), now: 0)
        #expect(receive(&gate, recordLine(1), 10) == .passed)
        #expect(receive(&gate, recordLine(2), 110) == .held)
        #expect(gate.counts[.silence] == 1)
    }

    @Test func `before the first record the gate is restrictive and not latched`() {
        var gate = Gate(settings: settings(), now: 0)
        for cycle in 1...5 { #expect(gate.tick(now: UInt64(cycle) * 100)?.cause == .quiet) }
        #expect(receive(&gate, recordLine(1), 950) == .passed)
    }

    @Test func `a passed answer is withdrawn when it expires`() {
        var gate = Gate(settings: settings(), now: 0)
        #expect(receive(&gate, recordLine(1, expires: 40), 10) == .passed)
        #expect(gate.deadline == 40)
        #expect(gate.tick(now: 39) == nil)
        #expect(gate.tick(now: 40)?.cause == .withdrawn)
        #expect(gate.isLatched)
    }

    @Test func `a clock that runs backwards latches`() {
        var gate = Gate(settings: settings(), now: 0)
        #expect(receive(&gate, recordLine(1), 10) == .passed)
        #expect(gate.tick(now: 9)?.cause == .clock)
        #expect(gate.isLatched)
    }

    @Test func `after the good records asked for the gate opens for the next one`() {
        var gate = Gate(settings: settings(release: 3), now: 0)
        #expect(receive(&gate, recordLine(1), 1) == .passed)
        #expect(receive(&gate, recordLine(3), 2) == .gap)
        #expect(receive(&gate, recordLine(4), 3) == .held)
        #expect(receive(&gate, recordLine(5), 4) == .held)
        #expect(receive(&gate, recordLine(5), 5) == .repeated)
        for number in 6...8 { #expect(receive(&gate, recordLine(UInt64(number)), 6) == .held) }
        #expect(receive(&gate, recordLine(9), 7) == .passed)
        #expect(gate.counts.releases == 1)
    }

    @Test func `the voter's other restrictive answer is replaced and counted`() {
        var gate = Gate(settings: settings(), now: 0)
        let line = recordLine(1, kind: .restrictive, answer: "RELEASE")
        let answer = line.withUnsafeBytes { gate.receive($0, now: 1) }
        #expect(answer == GateAnswer(cause: .restrictive, passed: nil))
        #expect(gate.counts.differingRestrictive == 1)
    }

    @Test func `only the record passed on last is confirmed`() {
        var gate = Gate(settings: settings(), now: 0)
        let line = recordLine(1, digest: 7)
        #expect(confirmed(gate, line) == nil)
        #expect(receive(&gate, line, 10, .digest(7)) == .passed)
        #expect(confirmed(gate, line) == "RELEASE")
        #expect(confirmed(gate, line, .digest(8)) == nil)
        #expect(confirmed(gate, recordLine(2, digest: 7)) == nil)
        #expect(confirmed(gate, recordLine(1, digest: 7, kind: .restrictive)) == nil)
        #expect(confirmed(gate, Array(line.dropLast())) == nil)
        #expect(receive(&gate, recordLine(2, digest: 7), 20, .digest(7)) == .passed)
        #expect(confirmed(gate, line) == nil)
    }

    @Test func `instants near the end of the clock do not overflow`() {
        var gate = Gate(settings: settings(), now: .max - 1)
        #expect(gate.tick(now: .max)?.cause == .quiet)
        #expect(receive(&gate, recordLine(1, expires: .max), .max) == .expired)
    }

    private func settings(release: UInt64? = nil) -> GateSettings {
        GateSettings(
            cycle: 100, restrictive: Array("APPLY".utf8), releaseAfter: release, answerBytesMax: 64)
    }

    private func confirmed(
        _ gate: Gate, _ line: [UInt8], _ demand: ExpectedDemand = .digest(7)
    ) -> String? {
        let answer = line.withUnsafeBytes { gate.confirmed($0, demand: demand) }
        return answer.map { String(decoding: line[$0], as: UTF8.self) }
    }

    private func receive(
        _ gate: inout Gate, _ line: [UInt8], _ now: UInt64, _ demand: ExpectedDemand = .unknown
    ) -> GateCause {
        line.withUnsafeBytes { gate.receive($0, now: now, demand: demand) }.cause
    }
}
