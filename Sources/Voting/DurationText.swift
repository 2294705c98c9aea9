/// Reads durations as people write them in flags and configuration: `200ms`, `1s`, `1.5s`, `500us`.
package enum DurationText {
    /// The units in the order in which messages name them.
    package static let units: [(name: String, nanoseconds: UInt64)] = [
        ("ns", 1), ("us", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000), ("min", 60_000_000_000),
    ]

    /// - Parameter text: digits, at most six of them after a point, then a unit; no blanks, no
    ///   sign.
    /// - Returns: nanoseconds; nil when the text is anything else, is finer than a nanosecond, or
    ///   passes 64 bits. Zero is allowed here; whether it makes sense is the caller's question.
    package static func parseNanoseconds(_ text: String) -> UInt64? {
        let number = text.utf8.prefix { $0 == UInt8(ascii: ".") || isDigit($0) }
        let suffix = text.utf8.dropFirst(number.count)
        guard let unit = units.first(where: { $0.name.utf8.elementsEqual(suffix) }) else {
            return nil
        }
        let parts = number.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = parts.first.flatMap(digits) else { return nil }
        let (nanoseconds, overflow) = whole.multipliedReportingOverflow(by: unit.nanoseconds)
        if overflow { return nil }
        guard parts.count == 2 else { return nanoseconds }
        guard parts[1].count <= 6, var fraction = digits(parts[1]) else { return nil }
        fraction *= unit.nanoseconds
        for _ in parts[1] {
            if fraction % 10 != 0 { return nil }
            fraction /= 10
        }
        let (sum, sumOverflow) = nanoseconds.addingReportingOverflow(fraction)
        return sumOverflow ? nil : sum
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    private static func digits(_ text: Substring.UTF8View) -> UInt64? {
        text.isEmpty ? nil : UInt64(Substring(text))
    }
}
