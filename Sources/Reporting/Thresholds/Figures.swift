import Statistics
import Thresholds

/// Numbers as people read them; the same in every report and every locale.
enum Figures {
    /// With so many decimals, rounded; no thousands separators.
    static func fixed(_ value: Double, _ decimals: Int) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return value.isNaN ? "–" : "∞" }
        let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
        let scaled = (abs(value) * scale).rounded()
        let digits = String(UInt64(scaled))
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let sign = value < 0 && scaled > 0 ? "−" : ""
        guard decimals > 0 else { return sign + padded }
        return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
    }

    /// A rate in per cent, without the sign: `6.954`; `0` only when it is 0.
    static func percent(_ rate: Double, _ decimals: Int = 3) -> String {
        if rate == 0 || rate == 1 { return rate == 0 ? "0" : "100" }
        let least = (0..<decimals).reduce(1.0) { least, _ in least / 10 }
        if rate > 0, rate * 100 < least / 2 { return "<" + fixed(least, decimals) }
        return fixed(rate * 100, decimals)
    }

    /// `1.65–15.02`, in per cent; `–` when there is none.
    static func percent(_ interval: Interval?, _ decimals: Int = 2) -> String {
        guard let interval else { return "–" }
        return "\(percent(interval.low, decimals))–\(percent(interval.high, decimals))"
    }

    /// `2,000`.
    static func count(_ value: Int) -> String {
        let digits = Array(String(abs(value)))
        let grouped = digits.enumerated().map { index, digit in
            let rest = digits.count - index
            return (index > 0 && rest % 3 == 0 ? "," : "") + String(digit)
        }.joined()
        return value < 0 ? "−" + grouped : grouped
    }

    /// Whole below 10¹⁵, otherwise about.
    static func count(_ value: Double) -> String {
        value < 1e15 ? count(Int(value)) : "about \(value)"
    }

    /// `1 demand`, `2 demands`.
    static func counted(_ count: Int, _ noun: String) -> String {
        "\(Self.count(count)) \(noun)\(count == 1 ? "" : "s")"
    }

    /// `a, b and c`; beyond `most` the rest is counted.
    static func list(_ words: [String], most: Int = .max) -> String {
        var words = words
        if words.count > most {
            let rest = words.count - most
            words = Array(words.prefix(most)) + ["\(rest) more"]
        }
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }
}
