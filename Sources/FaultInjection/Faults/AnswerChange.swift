/// What becomes of an answer on its way.
package enum AnswerChange: Equatable, Sendable {
    case flip(byte: Int, mask: UInt8)
    /// The bytes here and behind.
    case swap(byte: Int)
    case replace([UInt8])
    /// The first so many bytes, then the line feed.
    case truncate(bytes: Int)
    case omit
    case duplicate
    /// So many bytes without a line feed.
    case flood(bytes: Int)
    /// Behind the answer, before its line feed.
    case append([UInt8])
    case delay(nanoseconds: UInt64)

    /// What arrives in the answer's place.
    package enum Arrival: Equatable, Sendable {
        /// Line feeds included.
        case bytes([UInt8])
        case late([UInt8], nanoseconds: UInt64)
    }

    /// - Parameter answer: without its line feed; one that is too short for the place stays.
    package func apply(to answer: [UInt8]) -> Arrival {
        var changed = answer
        switch self {
        case .flip(let byte, let mask):
            if changed.indices.contains(byte) { changed[byte] ^= mask }
        case .swap(let byte):
            if byte + 1 < changed.count { changed.swapAt(byte, byte + 1) }
        case .replace(let other): changed = other
        case .truncate(let bytes): changed = Array(answer.prefix(bytes))
        case .omit: return .bytes([])
        case .duplicate: changed = answer + [0x0A] + answer
        case .flood(let bytes):
            return .bytes(Array(repeating: UInt8(ascii: "x"), count: bytes))
        case .append(let more): changed += more
        case .delay(let nanoseconds):
            return .late(answer + [0x0A], nanoseconds: nanoseconds)
        }
        return .bytes(changed + [0x0A])
    }
}
