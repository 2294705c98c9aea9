/// A majority; without one the number closest to the previous output, if it is close enough.
///
/// P. R. Lorczak, A. K. Caglayan and D. E. Eckhardt, FTCS-19, 1989, and G. Latif-Shabgahi, J. M.
/// Bass and S. Bennett, "A taxonomy for software voting algorithms used in safety-critical
/// systems", IEEE Trans. Reliability 53(3), 2004 (smoothing voter). Deviation: the limit is fixed
/// and after a restrictive verdict there is no previous output, so the next needs a majority;
/// there the limit grows with every failure, and outputs can drift. Of two equally close the lower
/// goes out.
package struct SmoothFromPrevious: ConfiguredPolicy {
    package static let name = "smoothing"
    /// The greatest step from one output to the next without a majority; at least 0.
    package let within: Double
    /// What went out for the demand before.
    package private(set) var previous: Double?
    private let majority: RequireAgreement

    package init(replicas: Int, within: Double, previous: Double? = nil) {
        majority = RequireAgreement(agree: replicas / 2 + 1)
        self.within = within
        self.previous = previous
    }

    package init(reading items: inout PolicyItems) throws(PolicyTextError) {
        let within = try items.number("within", "from 0", where: { $0 >= 0 })
        self.init(replicas: items.replicas, within: within)
    }

    package var text: String { "\(Self.name),within=\(within)" }
    package var summary: String {
        "the answer of \(majority.agree) replicas, without one the number closest to the previous"
            + " output, at most \(within) from it"
    }
    package var needs: RoundNeeds { [.numbers, .memory] }
    package var release: ReleaseGuarantee {
        .none("without a majority the number of one replica goes out")
    }

    package func decide(_ round: borrowing Round) -> Decision {
        let decision = majority.decide(round)
        if case .agreed = decision { return decision }
        guard let previous else { return decision }
        let closest = closest(to: previous, in: round)
        switch decision {
        case .undecided:
            // Nothing is closer than the previous output itself: unless another answer can
            // still come to a majority.
            guard let closest, round.numbers[closest] == previous, round.isTransitive,
                !canElectOther(than: closest, round)
            else { return decision }
            return .agreed(round.election(of: closest))
        default:
            if let closest, round.numbers[closest] == previous {
                return .agreed(round.election(of: closest))
            }
            guard round.open.isEmpty else { return .undecided(round.open) }
            guard let closest else { return decision }
            return distance(round.numbers[closest], previous) <= within
                ? .agreed(round.election(of: closest)) : .restrictive(.tooFarApart)
        }
    }

    package mutating func settle(_ round: borrowing Round, _ decision: Decision) {
        previous = round.number(of: decision)
    }

    private func closest(to previous: Double, in round: borrowing Round) -> Int? {
        var best: Int?
        for replica in round.answered where !round.numbers[replica].isNaN {
            guard let current = best else {
                best = replica
                continue
            }
            let number = round.numbers[replica]
            let step = distance(number, previous)
            let least = distance(round.numbers[current], previous)
            if step < least || step == least && number < round.numbers[current] { best = replica }
        }
        return best
    }

    private func canElectOther(than replica: Int, _ round: borrowing Round) -> Bool {
        if round.open.count >= majority.agree { return true }
        for other in round.answered.subtracting(round.same[replica])
        where round.same[other].count + round.open.count >= majority.agree {
            return true
        }
        return false
    }

    private func distance(_ one: Double, _ other: Double) -> Double {
        one == other ? 0 : abs(one - other)
    }
}
