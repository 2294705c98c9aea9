import Statistics

/// Which of an ensemble's demands its processes are given, and which of these faults strike.
package struct GivenDemands: Equatable, Sendable {
    /// Places among the ensemble's own.
    package var given: [Int]
    /// Places in `given`.
    package var struck: [Int]

    /// - Parameters:
    ///   - count: that the ensemble has.
    ///   - wanted: how many are struck, drawn by the seed; nil: all.
    ///   - first: among the first so many.
    ///   - isStateful: each needs all that came before; without state the others are left out.
    ///   - isLive: whether whole ensembles run. What opens a gate is not struck: until the first
    ///     verdict it says the restrictive answer without closing for good, and who counts lines
    ///     counts those as well. And behind each that is struck there are others, as far as the
    ///     ensemble has them: what is wrong from then on shows there.
    package init(
        of count: Int, wanted: Int?, first: Int?, seed: UInt64, isStateful: Bool, isLive: Bool
    ) {
        let pool = min(count, first ?? .max)
        let opening = isLive && pool > 1 ? 1 : 0
        var drawn = Array(opening..<pool)
        if let wanted, wanted < drawn.count {
            var draws = SeededDraws(seed: seed)
            for place in 0..<wanted {
                drawn.swapAt(place, place + draws.draw(below: drawn.count - place))
            }
            drawn = drawn.prefix(wanted).sorted()
        }
        let after = isLive ? LiveSetup.demandsAfter : 0
        let end = min(count, (drawn.last ?? -1) + 1 + after)
        if isStateful {
            (given, struck) = (Array(0..<end), drawn)
        } else {
            given = Array(0..<opening) + drawn + Array(((drawn.last ?? -1) + 1)..<end)
            struck = drawn.indices.map { $0 + opening }
        }
    }
}
