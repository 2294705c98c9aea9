/// The words of one text between blanks, or of a part of it, one after the other.
struct TextWords {
    let bytes: [UInt8]
    /// Offset of the next byte; at most `end`.
    private(set) var at: Int
    let end: Int

    static let bytesMax = 65_536

    init(_ text: String) throws(TextFlaw) {
        bytes = Array(text.utf8)
        at = 0
        end = bytes.count
        if bytes.count > Self.bytesMax {
            throw TextFlaw("expected at most \(Self.bytesMax) bytes", at: Self.bytesMax)
        }
    }

    private init(_ bytes: [UInt8], _ part: Range<Int>) {
        self.bytes = bytes
        at = part.lowerBound
        end = part.upperBound
    }

    /// What is left, cut at this byte.
    func parts(between separator: UInt8) -> [TextWords] {
        var parts: [TextWords] = []
        var start = at
        for index in at..<end where bytes[index] == separator {
            parts.append(TextWords(bytes, start..<index))
            start = index + 1
        }
        return parts + [TextWords(bytes, start..<end)]
    }

    /// The next word, not stepped over; empty, where the text ends, when there is none.
    var next: Range<Int> {
        var start = at
        while start < end, Blanks.isBlank(bytes[start]) { start += 1 }
        var stop = start
        while stop < end, !Blanks.isBlank(bytes[stop]) { stop += 1 }
        return start..<stop
    }

    /// Steps over the next word.
    mutating func take() -> Range<Int> {
        let word = next
        at = word.upperBound
        return word
    }

    /// Steps over the next word up to and with this beginning, when it has it.
    mutating func take(prefix: String) -> Bool {
        let word = next
        guard bytes[word].starts(with: prefix.utf8) else { return false }
        at = word.lowerBound + prefix.utf8.count
        return true
    }

    /// The next word's bytes as they stand; they are UTF-8, for blanks only ever cut whole
    /// characters off.
    func text(_ word: Range<Int>) -> String { String(decoding: bytes[word], as: UTF8.self) }
}
