/// The number in the middle of those given; always one that a replica gave.
///
/// L. L. Pullum, "Software Fault Tolerance Techniques and Implementation", 2001, section 7.1
/// (median voter). Deviations: with an even count one of the two in the middle as configured,
/// never their mean, which nobody gave; too few numbers are restrictive. Infinities take part and
/// can go out; NaN takes no part.
package struct TakeMedian: ConfiguredPolicy {
    package static let name = "median"
    /// Numbers that must be there: 1...replicas.
    package let least: Int
    package let even: MiddleRule

    package init(least: Int, even: MiddleRule = .lower) {
        self.least = least
        self.even = even
    }

    package init(reading items: inout PolicyItems) throws(PolicyTextError) {
        least = try items.integer("least", 1, items.replicas, else: items.replicas / 2 + 1)
        even = try items.word("even", else: .lower)
    }

    package var text: String { "\(Self.name),least=\(least),even=\(even.rawValue)" }
    package var summary: String {
        "the number in the middle when \(least) answered; of two, the \(even.rawValue)"
    }
    package var needs: RoundNeeds { .numbers }
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
        let median = sorted[middle(of: sorted.count)]
        for more in 0...open {
            let position = middle(of: sorted.count + more)
            if sorted[position - more] != median || sorted[position] != median {
                return .undecided(round.open)
            }
        }
        return .agreed(round.election(ofNumber: median))
    }

    private func middle(of count: Int) -> Int { even == .lower ? (count - 1) / 2 : count / 2 }
}
