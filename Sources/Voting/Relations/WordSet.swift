import Glibc

/// The relation `set`: the same words, in any order, however often.
struct WordSet: Sendable {
    private struct Word {
        /// Its first eight bytes, zeros after its end: most comparisons end here, without a look at
        /// the text.
        var key: UInt64
        var start: Int
        var count: Int
    }

    private var words: [Word] = []
    private var spare: [UInt8] = []

    var keptByteCount: Int { spare.capacity + words.capacity * MemoryLayout<Word>.stride }

    /// From `start` on, leaves each word once, in ascending order, one space between two.
    mutating func normalise(_ text: inout [UInt8], from start: Int) {
        Spaces.normalise(&text, from: start)
        findWords(in: text, from: start)
        guard words.count > 1 else { return }
        text.withUnsafeBytes { bytes in
            words.withUnsafeMutableBufferPointer { words in
                InPlaceSort.sort(words) { Self.compare($0, $1, in: bytes) }
            }
        }
        spare.removeAll(keepingCapacity: true)
        text.withUnsafeBytes { bytes in
            var last: Word?
            for word in words {
                if let last {
                    if Self.compare(last, word, in: bytes) == 0 { continue }
                    spare.append(UInt8(ascii: " "))
                }
                let piece = bytes[word.start..<(word.start + word.count)]
                spare.append(contentsOf: UnsafeRawBufferPointer(rebasing: piece))
                last = word
            }
        }
        text.removeLast(text.count - start)
        text.append(contentsOf: spare)
    }

    private mutating func findWords(in text: [UInt8], from start: Int) {
        words.removeAll(keepingCapacity: true)
        var first = start
        for index in start..<text.count where text[index] == UInt8(ascii: " ") {
            words.append(Self.word(first..<index, in: text))
            first = index + 1
        }
        if first < text.count { words.append(Self.word(first..<text.count, in: text)) }
    }

    private static func word(_ piece: Range<Int>, in text: [UInt8]) -> Word {
        var key: UInt64 = 0
        for index in piece.prefix(8) { key = key << 8 | UInt64(text[index]) }
        key <<= UInt64(8 - min(piece.count, 8)) * 8
        return Word(key: key, start: piece.lowerBound, count: piece.count)
    }

    private static func compare(
        _ one: Word, _ other: Word, in bytes: UnsafeRawBufferPointer
    ) -> Int {
        if one.key != other.key { return one.key < other.key ? -1 : 1 }
        return ByteOrder.compare(
            bytes, one.start..<(one.start + one.count),
            bytes, other.start..<(other.start + other.count))
    }
}

/// Byte strings in the order of their bytes, a beginning before what it begins.
enum ByteOrder {
    /// Negative, zero or positive as the first one is before, equal to or after the second.
    static func compare(
        _ one: UnsafeRawBufferPointer, _ first: Range<Int>,
        _ other: UnsafeRawBufferPointer, _ second: Range<Int>
    ) -> Int {
        guard let one = one.baseAddress, let other = other.baseAddress else {
            return first.count - second.count
        }
        let common = min(first.count, second.count)
        let order = memcmp(one + first.lowerBound, other + second.lowerBound, common)
        return order != 0 ? Int(order) : first.count - second.count
    }
}
