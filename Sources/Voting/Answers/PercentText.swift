/// Names and words within a text that has separators of its own: all that could be taken for one
/// of those stands as `%20`, in hexadecimal.
enum PercentText {
    /// Visible ASCII but for what separates, and everything beyond ASCII.
    private static func standsForItself(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ";"), UInt8(ascii: "%"), UInt8(ascii: "|"), UInt8(ascii: "="): false
        default: byte > 0x20 && byte != 0x7F
        }
    }

    static func escape(_ text: String) -> String {
        String(decoding: escape(bytes: text.utf8), as: UTF8.self)
    }

    static func escape(bytes: some Sequence<UInt8>) -> [UInt8] {
        var escaped: [UInt8] = []
        for byte in bytes {
            if standsForItself(byte) {
                escaped.append(byte)
            } else {
                escaped += [
                    UInt8(ascii: "%"), Hexadecimal.digit(byte >> 4), Hexadecimal.digit(byte & 15),
                ]
            }
        }
        return escaped
    }

    /// - Parameter bytes: with the indices that they have in the text.
    static func unescape(_ bytes: ArraySlice<UInt8>) throws(TextFlaw) -> [UInt8] {
        var plain: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] != UInt8(ascii: "%") {
                plain.append(bytes[index])
                index += 1
                continue
            }
            guard index + 2 < bytes.endIndex, let high = Hexadecimal.value(bytes[index + 1]),
                let low = Hexadecimal.value(bytes[index + 2])
            else { throw TextFlaw("expected two hexadecimal digits after '%'", at: index) }
            plain.append(high << 4 | low)
            index += 3
        }
        return plain
    }

    static func text(_ bytes: ArraySlice<UInt8>) throws(TextFlaw) -> String {
        guard let text = String(validating: try unescape(bytes), as: UTF8.self) else {
            throw TextFlaw("expected UTF-8 behind '%'", at: bytes.startIndex)
        }
        return text
    }
}
