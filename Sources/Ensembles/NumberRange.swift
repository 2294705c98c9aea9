/// Reads the range of a number as it is written: `0..120`, `-1.5..1e3`.
enum NumberRange {
    /// Both ends belong to it. Nil for anything else, for an end that is not finite, and when the
    /// first end is above the second.
    static func parse(_ text: String) -> ClosedRange<Double>? {
        guard let dots = text.firstRange(of: ".."),
            let lowest = number(text[..<dots.lowerBound]),
            let highest = number(text[dots.upperBound...]), lowest <= highest
        else { return nil }
        return lowest...highest
    }

    /// Decimal or scientific; the standard library alone would also read `0x1`, `inf` and `nan`.
    /// A digit at both ends, so that `0...5` is not 0 to 0.5.
    private static func number(_ text: Substring) -> Double? {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let unsigned = text.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
        guard let first = unsigned.first, let last = unsigned.last, digits.contains(first),
            digits.contains(last),
            text.utf8.allSatisfy({ digits.contains($0) || "+-.eE".utf8.contains($0) }),
            let value = Double(text), value.isFinite
        else { return nil }
        return value
    }
}
