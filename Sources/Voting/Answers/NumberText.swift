/// Doubles as texts that are read back as the same double.
enum NumberText {
    /// The shortest such text: `0.5`, `120`, `1e-06`, `inf`.
    static func of(_ number: Double) -> String {
        let text = number.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// - Returns: nil for anything that is no number; NaN and infinities are numbers here.
    static func parse(_ text: some StringProtocol) -> Double? {
        var text = String(text)
        return text.withUTF8 { utf8 in
            let bytes = UnsafeRawBufferPointer(utf8)
            do throws(Malformation) {
                return try RealText.read(bytes, 0..<bytes.count, allowsNonFinite: true)
            } catch {
                return nil
            }
        }
    }
}
