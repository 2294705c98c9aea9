import Foundation
import Statistics

/// What flips of one bit of one register came to, by outcome and by bit.
///
/// Held against what other injectors found in small C programs: at moments that are uniform in time
/// 38 % are masked, at the entries of blocks 77 %; wrong values come of 69 % of the flips in bits 0
/// to 7, and of at most 0.2 % of those in bits 32 to 63. The ranges are wide: programs and
/// compilers differ.
struct RegisterShape {
    /// Trials by outcome of each band of bits, and in which something was injected.
    private var counts: [String: [Band: Int]] = [:]
    private var totals: [Band: Int] = [:]

    enum Band {
        case low, middle, high

        /// - Parameter bit: 0...63.
        init(bit: Int) { self = bit < 8 ? .low : bit < 32 ? .middle : .high }
    }

    /// - Parameter rows: `outcome bit` a line.
    init(rows: String) throws {
        for row in rows.split(separator: "\n") {
            guard let space = row.lastIndex(of: " "), let bit = Int(row[space...].dropFirst())
            else { throw KitError("no outcome and bit: '\(row)'") }
            let band = Band(bit: bit)
            counts[String(row[..<space]), default: [:]][band, default: 0] += 1
            totals[band, default: 0] += 1
        }
    }

    var trials: Int { totals.values.reduce(0, +) }

    /// Of all bits, 99 % intervals.
    func share(_ outcome: String) -> Interval {
        Wilson.interval(
            counts[outcome]?.values.reduce(0, +) ?? 0, of: trials, confidence: 0.99)
    }

    func share(_ outcome: String, _ band: Band) -> Interval {
        Wilson.interval(
            counts[outcome]?[band] ?? 0, of: totals[band] ?? 0, confidence: 0.99)
    }

    /// What is not as published; empty when all is.
    var problems: [String] {
        let expected = [
            ("masked", 0.3, 0.65), ("crash", 0.1, 0.45), ("wrong value", 0.04, 0.3),
            ("hang", 0.01, 0.12),
        ]
        var problems = expected.compactMap { outcome, least, most in
            let share = share(outcome)
            return share.low > least && share.high < most
                ? nil : "\(outcome): \(share) is not within \(least) and \(most)"
        }
        let (low, high) = (share("wrong value", .low), share("wrong value", .high))
        if low.low < 0.25 || high.high > 0.01 {
            problems.append("wrong values: \(low) of bits 0 to 7, \(high) of 32 to 63")
        }
        return problems
    }
}
