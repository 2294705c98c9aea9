/// The common part of averages that drop the same number from both ends first.
///
/// Both averages never fall when a number rises, so the extremes of what is open tell whether it
/// can change anything. What is left with an infinity in it has no average: restrictive.
struct OrderedAverage: Sendable {
    enum Kind {
        case mean
        /// Half way between the lowest and the highest.
        case midpoint
    }

    var kind: Kind
    /// From each end.
    var drop: Int
    /// Numbers that must be there, more than twice what is dropped.
    var least: Int

    func decide(_ round: borrowing Round) -> Decision {
        let sorted = SortedNumbers(round)
        let open = round.open.count
        let count = sorted.count
        if count + open < least {
            return .restrictive(.tooFewAnswers(count: count + open, needed: least))
        }
        // One infinity more than are dropped stays, whatever comes.
        if count > drop, sorted[drop] == -.infinity || sorted[count - 1 - drop] == .infinity {
            return .restrictive(.tooFarApart)
        }
        if count < least { return .undecided(round.open) }
        guard let value = average(sorted, with: 0, above: true) else {
            return open == 0 ? .restrictive(.tooFarApart) : .undecided(round.open)
        }
        if open > 0 {
            for more in 1...open
            where average(sorted, with: more, above: false) != value
                || average(sorted, with: more, above: true) != value
            {
                return .undecided(round.open)
            }
        }
        let low = sorted[drop]
        let high = sorted[count - 1 - drop]
        return .agreed(
            Election(
                .number(value), supporters: round.replicas(from: low, through: high),
                diameter: high - low))
    }

    /// Those whose numbers are not dropped, or the same as one that is not.
    func supporters(in round: borrowing Round) -> ReplicaSet {
        let sorted = SortedNumbers(round)
        guard sorted.count > 2 * drop else { return [] }
        return round.replicas(from: sorted[drop], through: sorted[sorted.count - 1 - drop])
    }

    /// With so many more numbers, all above or all below those there are; nil when infinite.
    private func average(_ sorted: SortedNumbers, with more: Int, above: Bool) -> Double? {
        let first = drop - (above ? 0 : more)
        let last = first + sorted.count + more - 1 - 2 * drop
        let low = sorted[first]
        let high = sorted[last]
        guard low.isFinite, high.isFinite else { return nil }
        var value = 0.0
        switch kind {
        case .midpoint:
            value = (low + high) / 2
            if !value.isFinite { value = low / 2 + high / 2 }
        case .mean:
            let count = Double(last - first + 1)
            for position in first...last { value += sorted[position] }
            value /= count
            if !value.isFinite {
                value = 0
                for position in first...last { value += sorted[position] / count }
            }
        }
        // Rounding must not carry it out of the range of what was given.
        return min(max(value, low), high)
    }
}
