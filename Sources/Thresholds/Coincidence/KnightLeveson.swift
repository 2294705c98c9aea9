/// The test of J. C. Knight, N. G. Leveson, "An Experimental Evaluation of the Assumption of
/// Independence in Multiversion Programming", IEEE TSE 12(1), 1986: on how many demands do two or
/// more versions fail, and how many would it be if each failed on its own, with the rate it has?
///
/// Meant for rare failures. With large rates nearly every demand has two failures whatever the
/// dependence, so the count cannot exceed what independence expects, and z means nothing.
package struct KnightLeveson: Codable, Equatable, Sendable {
    /// K: demands on which at least two versions fail.
    package var coincident: Int
    /// n · Pmore: how many independence expects.
    package var expected: Double
    /// (K − n · Pmore) / √(n · Pmore · (1 − Pmore)); nil when the test is not valid here.
    package var z: Double?
    /// Why it is not; nil when it is.
    package var invalidBecause: String?

    /// The largest failure rate for which it is told.
    package static let rateMax = 0.1

    /// - Parameter failures: by version.
    package init(failures: [DemandSet], names: [String], demands: Int) {
        var count = Array(repeating: 0, count: demands)
        for failing in failures { for demand in failing { count[demand] += 1 } }
        let rates = failures.map { Double($0.count) / Double(demands) }
        self.init(coincident: count.count { $0 >= 2 }, rates: rates, demands: demands)
        if let worst = rates.indices.max(by: { rates[$0] < rates[$1] }), rates[worst] > Self.rateMax
        {
            z = nil
            invalidBecause =
                "the test is for rare failures (at most \(Self.percent(Self.rateMax)) % a "
                + "version), and \(names[worst]) fails on \(Self.percent(rates[worst])) %"
        }
    }

    /// - Parameter rates: by version, the part of the demands on which it fails.
    init(coincident: Int, rates: [Double], demands: Int) {
        self.coincident = coincident
        let none = rates.reduce(1) { $0 * (1 - $1) }
        let one = rates.indices.reduce(0.0) { sum, failing in
            sum
                + rates.indices.reduce(rates[failing]) {
                    $1 == failing ? $0 : $0 * (1 - rates[$1])
                }
        }
        let more = max(0, 1 - none - one)
        expected = Double(demands) * more
        let variance = expected * (1 - more)
        if min(expected, Double(demands) - expected) >= 5 {
            z = (Double(coincident) - expected) / variance.squareRoot()
        } else {
            invalidBecause =
                "the normal approximation needs at least 5 expected demands of either kind, and "
                + "\(Self.percent(expected / 100)) of \(demands) are expected"
        }
    }

    /// With one decimal.
    private static func percent(_ rate: Double) -> String {
        let tenths = Int((rate * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
