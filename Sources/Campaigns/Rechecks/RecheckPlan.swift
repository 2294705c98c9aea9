import Statistics

/// Which trials are done a second time, in a whole ensemble that runs: one at random of each of so
/// many parts of equal length, known by seed and number alone, like trials themselves.
package struct RecheckPlan: Sendable {
    private let wanted: UInt64
    private let trials: UInt64
    private let seed: UInt64

    /// - Parameters:
    ///   - wanted: how many; 0: none.
    ///   - trials: that the campaign has.
    package init(_ wanted: UInt64, of trials: UInt64, seed: UInt64) {
        (self.wanted, self.trials, self.seed) = (min(wanted, trials), trials, seed)
    }

    /// - Parameter id: 1...trials.
    package func contains(_ id: UInt64) -> Bool {
        if wanted == 0 { return false }
        let number = id - 1
        var part = multiplied(number, wanted, over: trials)
        while part + 1 < wanted, start(of: part + 1) <= number { part += 1 }
        let range = start(of: part)..<start(of: part + 1)
        var draws = SeededDraws(seed: seed &+ part &* 0xD1B5_4A32_D192_ED03)
        return range.lowerBound
            + draws.next().multipliedFullWidth(by: UInt64(range.count)).high == number
    }

    private func start(of part: UInt64) -> UInt64 { multiplied(part, trials, over: wanted) }

    private func multiplied(_ left: UInt64, _ right: UInt64, over divisor: UInt64) -> UInt64 {
        divisor.dividingFullWidth(left.multipliedFullWidth(by: right)).quotient
    }
}
