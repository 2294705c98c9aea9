/// Reads byte counts as people write them: `65536`, `64KiB`, `256MiB`, `1GiB`.
package enum SizeText {
    private static let units: [(name: String, bytes: UInt64)] = [
        ("", 1), ("B", 1), ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30),
    ]

    /// - Parameter text: digits without a zero in front, then nothing or a unit; no blanks, no
    ///   sign.
    /// - Returns: bytes; nil when the text is anything else or passes 64 bits.
    package static func parseBytes(_ text: String) -> UInt64? {
        let digits = text.utf8.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        let suffix = text.utf8.dropFirst(digits.count)
        guard let unit = units.first(where: { $0.name.utf8.elementsEqual(suffix) }),
            let number = wholeNumber(Substring(digits))
        else { return nil }
        let (bytes, overflow) = number.multipliedReportingOverflow(by: unit.bytes)
        return overflow ? nil : bytes
    }

    /// The shortest text that `parseBytes` reads back: `64KiB` for 65536.
    package static func text(bytes: UInt64) -> String {
        let unit = units.last { bytes >= $0.bytes && bytes % $0.bytes == 0 } ?? units[0]
        return "\(bytes / unit.bytes)\(unit.bytes == 1 ? "" : unit.name)"
    }

    /// Decimal digits only: no sign, no underscore, no other base, no zero in front.
    static func wholeNumber(_ text: Substring) -> UInt64? {
        guard text.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }),
            text == "0" || !text.hasPrefix("0")
        else { return nil }
        return UInt64(text)
    }
}
