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
        output.clear(after: 2, sentBytes: output.bytes.count)
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

    /// One that was not taken from where it should be ends a line, and leaves its last bytes.
    @Test func `what is left of a line that went out is no line`() {
        var output = GateOutput()
        output.append(answer)
        output.append(answer)
        for sent in 0...16 {
            for lines in 0...2 as ClosedRange<UInt64> {
                let isRight = sent < 8 ? lines == 0 : sent < 16 ? lines == 1 : lines == 2
                #expect(output.isWhole(after: 2, from: sent, lines: lines) == isRight)
            }
        }
    }

    @Test func `a piece ends with a line, unless the line is longer than a piece`() {
        var output = GateOutput()
        for line in ["a", "bc", "0123456789", "d"] { output.append(Array(line.utf8)) }
        var pieces: [String] = []
        var sent = 0
        while sent < output.bytes.count {
            let piece = output.piece(from: sent, bytesMax: 6)
            pieces.append(String(decoding: piece, as: UTF8.self))
            sent += piece.count
        }
        #expect(pieces == ["a\nbc\n", "012345", "6789\n", "d\n"])
        #expect(output.piece(from: sent, bytesMax: 6).isEmpty)
    }

    @Test func `a line is torn when only its beginning went out`() {
        var whole = GateOutput()
        whole.append(answer)
        whole.append(answer)
        for count in 0...16 {
            var output = whole
            output.clear(after: 2, sentBytes: count)
            #expect(output.isTorn == ![0, 8, 16].contains(count), "\(count) bytes")
            #expect(output.bytes.isEmpty && output.isWhole(after: 2))
            output.clear(after: 2, sentBytes: 0)
            #expect(output.isTorn == ![0, 8, 16].contains(count), "for good")
        }
    }

    private func ends(_ output: GateOutput, _ answer: [UInt8]) -> Bool {
        answer.withUnsafeBytes { output.ends(with: $0) }
    }
}
