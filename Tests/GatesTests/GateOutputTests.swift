import Gates
import Testing

@Suite struct GateOutputTests {
    private let answer = Array("RELEASE".utf8)

    @Test func `there is a line for each answer that was decided on`() {
        var output = GateOutput()
        #expect(output.isWhole(after: 0))
        output.append(answer)
        output.append(answer)
        #expect(output.bytes == Array("RELEASE\nRELEASE\n".utf8))
        #expect(ends(output, answer))
        #expect(!ends(output, Array("RELEASX".utf8)) && !ends(output, Array("RELEAS".utf8)))
        #expect(output.isWhole(after: 2))
        output.clear(after: 2)
        #expect(output.bytes.isEmpty && output.isWhole(after: 2))
        output.append(answer)
        #expect(output.isWhole(after: 3))
    }

    @Test func `one line more or less than was decided on is noticed`() {
        var output = GateOutput()
        output.append(answer)
        #expect(!output.isWhole(after: 0), "nothing was due")
        #expect(!output.isWhole(after: 2), "one is lost")
        // Lines that went out and were not taken away.
        var twice = output
        twice.append(answer)
        #expect(!twice.isWhole(after: 1))
    }

    private func ends(_ output: GateOutput, _ answer: [UInt8]) -> Bool {
        answer.withUnsafeBytes { output.ends(with: $0) }
    }
}
