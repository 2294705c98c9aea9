/// A place in an answer that only ever moves forward.
struct Cursor {
    let bytes: UnsafeRawBufferPointer
    /// Offset in the answer of the next byte; at most `end`.
    var at: Int
    let end: Int

    init(_ bytes: UnsafeRawBufferPointer, _ piece: Range<Int>) {
        self.bytes = bytes
        at = piece.lowerBound
        end = piece.upperBound
    }

    /// The next byte; nil at the end.
    @inline(__always) var next: UInt8? { at < end ? bytes[at] : nil }

    /// Steps over this byte when it is the next one.
    @inline(__always) mutating func skip(_ byte: UInt8) -> Bool {
        guard at < end, bytes[at] == byte else { return false }
        at += 1
        return true
    }

    /// Steps over a minus, a plus, or nothing.
    /// - Returns: whether it was a minus.
    @inline(__always) mutating func skipSign() -> Bool {
        if skip(UInt8(ascii: "-")) { return true }
        _ = skip(UInt8(ascii: "+"))
        return false
    }

    /// Steps over the next byte when it is a digit, and gives its value.
    @inline(__always) mutating func digit() -> UInt8? {
        guard at < end else { return nil }
        let digit = bytes[at] &- UInt8(ascii: "0")
        guard digit <= 9 else { return nil }
        at += 1
        return digit
    }

    /// Whether what is left is this word in lower-case letters, in any case.
    func holds(_ word: StaticString) -> Bool {
        guard end - at == word.utf8CodeUnitCount else { return false }
        for index in 0..<word.utf8CodeUnitCount
        where bytes[at + index] | 0x20 != word.utf8Start[index] {
            return false
        }
        return true
    }
}
