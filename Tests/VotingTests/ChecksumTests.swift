import Testing
import Voting

@Suite struct ChecksumTests {
    @Test func `the published check values come out`() {
        let digits = Array("123456789".utf8)
        #expect(digits.withUnsafeBytes(VerdictCheck.of) == 0xE306_9283)
        #expect(digits.withUnsafeBytes(VerdictDigest.of) == 0x995D_C9BB_DF19_39FA)
    }

    /// The eight-byte steps and the single bytes after them must be one and the same code: the code
    /// of a message over all ones, bit by bit, is the definition.
    @Test func `every length gives what the definition gives`() {
        var bytes: [UInt8] = []
        for length in 0..<70 {
            #expect(bytes.withUnsafeBytes(VerdictCheck.of) == definition(bytes, 0x82F6_3B78))
            #expect(
                bytes.withUnsafeBytes(VerdictDigest.of) == definition(bytes, 0xC96C_5795_D787_0F42))
            bytes.append(UInt8(truncatingIfNeeded: length &* 151 &+ 7))
        }
    }

    @Test func `any one or two wrong bits in a record's length change the check code`() {
        let bytes = [UInt8](repeating: 0x55, count: 96)
        let right = bytes.withUnsafeBytes(VerdictCheck.of)
        for first in 0..<(96 * 8) {
            for second in first..<min(first + 40, 96 * 8) {
                var wrong = bytes
                wrong[first / 8] ^= 1 << UInt8(first % 8)
                if second != first { wrong[second / 8] ^= 1 << UInt8(second % 8) }
                if wrong.withUnsafeBytes(VerdictCheck.of) == right {
                    Issue.record("bits \(first) and \(second) go unseen")
                }
            }
        }
    }

    private func definition<Word: FixedWidthInteger & UnsignedInteger>(
        _ bytes: [UInt8], _ polynomial: Word
    ) -> Word {
        var word = ~Word(0)
        for byte in bytes {
            word ^= Word(byte)
            for _ in 0..<8 { word = (word & 1 == 1) ? (word >> 1) ^ polynomial : word >> 1 }
        }
        return ~word
    }
}
