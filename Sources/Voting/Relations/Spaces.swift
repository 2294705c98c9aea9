/// The relation `text`: the same words in the same order, whatever stands between and around them.
enum Spaces {
    /// ASCII's white space: tab, line feed, vertical tab, form feed, carriage return, space.
    @inline(__always) static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte &- 9 <= 4
    }

    /// From `start` on, turns each run of white space into one space and removes it at both ends.
    static func normalise(_ text: inout [UInt8], from start: Int) {
        var written = start
        var hasWord = false
        var hasGap = false
        for index in start..<text.count {
            let byte = text[index]
            if isSpace(byte) {
                hasGap = hasWord
                continue
            }
            if hasGap {
                text[written] = UInt8(ascii: " ")
                written += 1
            }
            text[written] = byte
            written += 1
            hasWord = true
            hasGap = false
        }
        text.removeLast(text.count - written)
    }
}
