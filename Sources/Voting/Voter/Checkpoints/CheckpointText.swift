/// What a checkpoint's record holds beside its numbers: what the voter remembers of the demands
/// before it, and the agreed state. For docs/FORMATS.md, too.
///
/// As bytes: what the latch remembers and a count, eight bytes each and little-endian; so many
/// bytes of what went out last; the state.
package struct CheckpointText: Equatable {
    package var latch: UInt64
    package var previous: [UInt8]
    package var state: [UInt8]

    static let headBytes = 16

    package init(latch: UInt64, previous: [UInt8], state: [UInt8]) {
        self.latch = latch
        self.previous = previous
        self.state = state
    }

    /// Nil for bytes that are none.
    package init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= Self.headBytes else { return nil }
        latch = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
        let count = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        guard count <= bytes.count - Self.headBytes else { return nil }
        previous = Array(bytes[Self.headBytes..<Self.headBytes + Int(count)])
        state = Array(bytes[(Self.headBytes + Int(count))...])
    }

    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.headBytes + previous.count + state.count)
        for number in [latch, UInt64(previous.count)] {
            withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
        }
        return bytes + previous + state
    }

    /// No longer one is recorded.
    package static func byteCountMax(_ plan: VoterPlan) -> Int {
        guard let rule = plan.checkpoint else { return 0 }
        return headBytes + rule.stateBytesMax + (plan.hasFeedback ? plan.answerBytesMax : 0)
    }
}
