/// The 16 bytes before a numbered frame: length of what follows, kind, demand number; big-endian.
package struct FrameHeader: Equatable, Sendable {
    /// What an answer's frame says of the run behind it.
    package enum Kind: UInt32, Sendable {
        case answer = 0
        /// The run behind it ended badly; the frame is empty.
        case crashed = 1
        /// The run behind it said something that cannot be an answer; the frame is empty.
        case malformed = 2
    }

    package static let byteCount = 16

    package var length: UInt32
    package var kind: UInt32
    /// Counts demands from 1.
    package var number: UInt64

    package init(length: UInt32, kind: Kind = .answer, number: UInt64) {
        self.length = length
        self.kind = kind.rawValue
        self.number = number
    }

    /// - Parameter bytes: at least `byteCount` of them.
    package init(_ bytes: UnsafeRawBufferPointer) {
        length = UInt32(bigEndian: bytes.loadUnaligned(as: UInt32.self))
        kind = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
        number = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }

    /// Calls `body` with the encoded header.
    package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let words = (length.bigEndian, kind.bigEndian, number.bigEndian)
        return withUnsafeBytes(of: words) { body($0) }
    }
}
