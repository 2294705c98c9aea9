import Foundation

extension Figures {
    /// With as many decimals as it takes for so many digits that matter: `0.0123`, `12.3`, `1,230`.
    static func significant(_ value: Double, digits: Int = 3) -> String {
        guard value.isFinite, value != 0 else { return value == 0 ? "0" : fixed(value, 0) }
        let exponent = Int(log10(abs(value)).rounded(.down))
        if exponent < -7 {
            let text = significant(value / pow(10, Double(exponent)), digits: digits)
            return "\(text) × 10\(superscript(exponent))"
        }
        if abs(value) >= 1000 { return count(value.rounded()) }
        let text = fixed(value, max(0, digits - 1 - exponent))
        guard text.contains(".") else { return text }
        let short = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
        return String(String(short.reversed()))
    }

    /// `0.123 %`; 0 and 100 only where they are exact.
    static func share(_ rate: Double) -> String {
        if rate < 1, rate > 0.9995 { return "\(fixed((rate * 1e6).rounded(.down) / 1e4, 4)) %" }
        return significant(rate * 100) + " %"
    }

    static func share(_ share: CampaignFigures.Share) -> String {
        share.value.map(Self.share) ?? "–"
    }

    /// `0.11–0.15 %`.
    static func interval(_ low: Double, _ high: Double) -> String {
        "\(share(low).dropLast(2))–\(share(high))"
    }

    /// `< 0.12 %` without a place to break at; `≤ 100 %`.
    static func below(_ rate: Double) -> String { "\(rate < 1 ? "<" : "≤")\u{A0}\(share(rate))" }

    /// `exact` where everything was counted.
    static func interval(_ share: CampaignFigures.Share) -> String {
        share.low == share.high ? "exact" : interval(share.low, share.high)
    }

    static func count(_ value: UInt64) -> String { count(Int(clamping: value)) }

    static func counted(_ count: UInt64, _ noun: String) -> String {
        counted(Int(clamping: count), noun)
    }

    /// `12 of 1,000`.
    static func part(_ share: CampaignFigures.Share) -> String {
        "\(count(share.count)) of \(count(share.trials))"
    }

    /// `1 µs`, `500 ms`; exact for whole ones.
    static func duration(nanoseconds: UInt64) -> String {
        let units: [(String, UInt64)] = [("s", 1_000_000_000), ("ms", 1_000_000), ("µs", 1_000)]
        guard let (unit, size) = units.first(where: { nanoseconds >= $0.1 }) else {
            return "\(nanoseconds)\u{A0}ns"
        }
        return "\(significant(Double(nanoseconds) / Double(size), digits: 6))\u{A0}\(unit)"
    }

    /// `⁻³`.
    static func superscript(_ number: Int) -> String {
        let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
        return (number < 0 ? "⁻" : "")
            + String(String(abs(number)).compactMap { $0.wholeNumberValue.map { digits[$0] } })
    }
}
