import CLinux
import Glibc
import Testing
import Voting
import Wiring

/// What a voter is told of the past is what was written, and nothing of a text that is none.
@Suite struct PastTextTests {
    /// What a voter would be told, or nil.
    private func read(_ bytes: [UInt8]) throws -> [String]? {
        let file = thrice_memory_descriptor("past-test", 0)
        try #require(file >= 0)
        let count = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        #expect(count == bytes.count)
        var told: [String] = []
        let text = try #require(PastText(descriptor: file))
        func string(_ bytes: UnsafeRawBufferPointer) -> String {
            String(decoding: bytes, as: UTF8.self)
        }
        let rest = text.each { past in
            told.append("\(past.demand.map(string) ?? "-") \(past.verdict) \(string(past.answer))")
        }
        guard let rest else { return nil }
        return told + [string(rest.askedAgain), string(rest.unsent)]
    }

    private let whole =
        PastText.encode(demand: Array("d".utf8), verdict: .agreed, answer: Array("a\0".utf8))
        + PastText.encode(demand: nil, verdict: .restrictive, answer: [])
        + PastText.encode(
            askedAgain: [Array("x".utf8), []], unsent: Array("SAFE\n".utf8))

    @Test func `a text comes back as it was written`() throws {
        #expect(try read(whole) == ["d agreed a\0", "- restrictive ", "x\n\n", "SAFE\n"])
        #expect(try read([]) == ["", ""])
    }

    @Test func `a checkpoint stands in front`() throws {
        let front = PastText.encode(checkpoint: [1, 2, 3], after: 7)
        #expect(try read(front + whole) == ["d agreed a\0", "- restrictive ", "x\n\n", "SAFE\n"])
        for count in 1..<front.count { #expect(try read(Array(front[..<count])) == nil) }
        let file = thrice_memory_descriptor("past-test", 0)
        _ = (front + whole).withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        let checkpoint = try #require(PastText(descriptor: file)?.checkpoint)
        #expect(checkpoint.number == 7 && Array(checkpoint.text) == [1, 2, 3])
    }

    @Test func `a text that is cut off, or lies about its lengths, is none`() throws {
        for count in 1..<(whole.count - 5) {
            #expect(try read(Array(whole[..<count])) == nil, "\(count) bytes")
        }
        var longer = whole
        longer[2] = 0xFF
        #expect(try read(longer) == nil)
        longer = whole
        longer[1] = 9
        #expect(try read(longer) == nil)
    }
}
