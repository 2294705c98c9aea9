/// Reads a share as it is written: `1%`, `0.05%`.
enum Percentage {
    /// - Returns: above 0, at most 1; nil for anything else.
    static func parse(_ text: String) -> Double? {
        guard text.last == "%", let number = Double(text.dropLast()),
            text.dropLast().allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }),
            number > 0, number <= 100
        else { return nil }
        return number / 100
    }
}
