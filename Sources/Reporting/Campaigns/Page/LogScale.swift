import Foundation

/// Where a positive number stands between two powers of ten; 0 stands where the scale begins.
struct LogScale {
    /// Exponents of ten.
    let first: Int
    let last: Int

    /// The smallest scale of whole powers around all that is positive; at least one decade.
    init(around values: [Double], upTo most: Double? = nil) {
        let positive = values.filter { $0 > 0 && $0.isFinite }
        let lowest = Int(log10(positive.min() ?? 0.1).rounded(.down))
        let highest = Int(log10(most ?? positive.max() ?? 1).rounded(.up))
        first = min(lowest, highest - 1)
        last = highest
    }

    /// 0 ... 1.
    func place(_ value: Double) -> Double {
        guard value > 0 else { return 0 }
        return min(1, max(0, (log10(value) - Double(first)) / Double(last - first)))
    }

    var all: [Int] { Array(first...last) }

    /// The powers that have room for a name.
    var named: [Int] { last - first > 6 ? all.filter(isMain) : all }

    /// How the name of a power is drawn: on a telephone there is no room for all.
    func kind(_ exponent: Int) -> String { isMain(exponent) ? "quiet" : "quiet minor" }

    private func isMain(_ exponent: Int) -> Bool {
        (last - exponent) % max(1, (last - first + 2) / 3) == 0
    }
}
