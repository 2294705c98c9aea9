/// Texts of B are Unicode; bytes from outside may be anything.
enum UTF8Text {
    /// Allocates nothing for ASCII.
    static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.allSatisfy { $0 < 0x80 } || String(validating: bytes, as: UTF8.self) != nil
    }

    /// At most so many bytes of it, whole characters, what cannot be shown as `?`.
    static func shown(_ bytes: UnsafeRawBufferPointer, bytesMax: Int) -> String {
        let part = UnsafeRawBufferPointer(rebasing: bytes.prefix(bytesMax))
        let text = String(
            String.UnicodeScalarView(
                String(decoding: part, as: UTF8.self).unicodeScalars.map {
                    $0.value < 0x20 || $0.value == 0x7F || $0.value == 0xFFFD ? "?" : $0
                }))
        return bytes.count > bytesMax ? text + "…" : text
    }

    /// The beginning of a text, at most so many bytes, cut between characters.
    static func clipped(_ text: String, bytesMax: Int) -> String {
        if text.utf8.count <= bytesMax { return text }
        var kept = ""
        var count = 3
        for character in text {
            count += character.utf8.count
            if count > bytesMax { break }
            kept.append(character)
        }
        return kept + "…"
    }
}
