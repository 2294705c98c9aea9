/// Mid-value select: the number in the middle; of two, that closer to the previous output.
///
/// The signal selection of redundant flight control: three sensors give their middle one, the
/// two left after a failure are told apart by what the selector gave before (S. S. Osder,
/// "Practical view of redundancy management application and theory", J. Guidance, Control, and
/// Dynamics 22(1), 1999). Deviations: any odd number of replicas; without a previous output the
/// lower of two; fewer than `least` are restrictive, where a flight control would hold or
/// average. After a restrictive verdict there is no previous output.
package struct TakeMidValue: ConfiguredPolicy {
    package static let name = "midValue"
    /// Numbers that must be there: 1...replicas.
    package let least: Int
    /// What went out for the demand before.
    package private(set) var previous: Double?

    package init(least: Int = 2, previous: Double? = nil) {
        self.least = least
        self.previous = previous
    }

    package init(reading items: inout PolicyItems) throws(PolicyTextError) {
        least = try items.integer("least", 1, items.replicas, else: min(2, items.replicas))
        guard !items.replicas.isMultiple(of: 2) else {
            throw items.impossible("an odd number of replicas, not \(items.replicas)")
        }
    }

    package var text: String { "\(Self.name),least=\(least)" }
    package var summary: String {
        "the number in the middle when \(least) answered; of two, that closer to the previous one"
    }
    package var needs: RoundNeeds { [.numbers, .memory] }
    package var release: ReleaseGuarantee {
        .none("the number of one replica goes out, whether or not another gave the same")
    }

    package func decide(_ round: borrowing Round) -> Decision {
        let sorted = SortedNumbers(round)
        let open = round.open.count
        if sorted.count + open < least {
            return .restrictive(.tooFewAnswers(count: sorted.count + open, needed: least))
        }
        if sorted.count < least { return .undecided(round.open) }
        let value = closer(sorted[(sorted.count - 1) / 2], sorted[sorted.count / 2])
        if open > 0 {
            for more in 1...open where !stays(value, with: more, sorted) {
                return .undecided(round.open)
            }
        }
        return .agreed(round.election(ofNumber: value))
    }

    package mutating func settle(_ round: borrowing Round, _ decision: Decision) {
        previous = round.number(of: decision)
    }

    /// Whether the value goes out whatever so many more numbers are, 1 or more.
    private func stays(_ value: Double, with more: Int, _ sorted: SortedNumbers) -> Bool {
        let lower = (sorted.count + more - 1) / 2
        let upper = (sorted.count + more) / 2
        if lower == upper { return sorted[lower - more] == value && sorted[lower] == value }
        // Two in the middle. Unless the value is always one of them, all that come can be equal
        // and be both. If it is, the other can come as near to it as it likes on either side.
        guard sorted[upper - more] == value, sorted[lower] == value else { return false }
        guard let previous, previous != value else {
            return previous != nil || sorted[lower - more] == value
        }
        return previous > value ? sorted[upper] == value : sorted[lower - more] == value
    }

    /// Of two, `low` not above `high`.
    private func closer(_ low: Double, _ high: Double) -> Double {
        guard let previous, low != high, previous > low else { return low }
        if previous >= high { return high }
        // Halves, so that the difference of two finite numbers is finite.
        return high / 2 - previous / 2 < previous / 2 - low / 2 ? high : low
    }
}

extension Round {
    /// What went out as a number, if one did.
    func number(of decision: Decision) -> Double? {
        guard case .agreed(let election) = decision else { return nil }
        switch election.value {
        case .number(let number): return number
        case .answer(let replica): return numbers[replica].isNaN ? nil : numbers[replica]
        }
    }
}
