/// A class of answers goes out when it has more than a part of all confidence.
///
/// Each replica has a confidence, 1 at first. It rises when the replica supports what is agreed
/// on and falls when it dissents. It is 0 after a ballot without an answer, for good after too
/// many errors, and while a number has been *exactly* the same too often in a row: a measured
/// value that does not move at all is that of a stale sensor. When nobody has confidence left, all
/// begin anew whom neither errors nor staleness ended.
///
/// J. M. Bass, G. Latif-Shabgahi and S. Bennett, "Experimental comparison of voting algorithms in
/// cases of disagreement", Euromicro 1997; G. Latif-Shabgahi, J. M. Bass and S. Bennett,
/// "History-based weighted average voter", Euromicro 2001; weights in P. R. Lorczak et al.,
/// FTCS-19, 1989. Deviations: classes are weighed instead of numbers averaged; confidences are
/// thousandths, so that sums do not depend on their order; a missing answer costs all confidence.
package struct WeighByHistory: ConfiguredPolicy {
    package static let name = "history"
    package let options: Options
    private var confidences: [Int]
    private var errors: [Int]
    /// How often the last number came in a row, and which it was.
    private var repeats: [Int]
    private var lasts: [Double]

    package struct Options: Equatable, Sendable {
        /// Of all confidence, answered or not: so much is not enough. From 0.5 to below 1, so
        /// that two classes never have it both.
        package var quorum = 0.5
        /// Confidence won by support; above 0, at most 1.
        package var raise = 0.1
        /// Confidence lost by dissent; from 0 to 1.
        package var lower = 0.2
        /// So many errors end it for good; 0: never.
        package var errors = 0
        /// So many equal numbers in a row end it while they last; 0: never. Otherwise 2 or more.
        package var stale = 0

        package init() {}
    }

    package init(replicas: Int, options: Options = Options()) {
        self.options = options
        confidences = Array(repeating: Self.whole, count: replicas)
        errors = Array(repeating: 0, count: replicas)
        repeats = Array(repeating: 0, count: replicas)
        lasts = Array(repeating: .nan, count: replicas)
    }

    package init(reading items: inout PolicyItems) throws(PolicyTextError) {
        var options = Options()
        options.quorum = try items.number(
            "quorum", "from 0.5 to below 1", else: options.quorum, where: { 0.5 <= $0 && $0 < 1 })
        options.raise = try items.number(
            "raise", "from 0.001 to 1", else: options.raise, where: { 0.001 <= $0 && $0 <= 1 })
        options.lower = try items.number(
            "lower", "from 0 to 1", else: options.lower, where: { 0 <= $0 && $0 <= 1 })
        options.errors = try items.integer("errors", 0, 1_000_000, else: 0)
        options.stale = try items.integer("stale", 0, 1_000_000, else: 0)
        guard options.stale != 1 else { throw items.impossible("'stale' 0, or 2 and more") }
        self.init(replicas: items.replicas, options: options)
    }

    package var text: String {
        "\(Self.name),quorum=\(options.quorum),raise=\(options.raise),lower=\(options.lower)"
            + ",errors=\(options.errors),stale=\(options.stale)"
    }
    package var summary: String {
        "the answer of replicas with more than \(options.quorum) of all confidence,"
            + " which support raises and dissent lowers"
    }
    package var needs: RoundNeeds {
        options.stale > 0 ? [.classes, .memory, .numbers] : [.classes, .memory]
    }
    package var release: ReleaseGuarantee {
        .none("one replica can come to have more confidence than all others together")
    }

    /// Of a replica for the next demand: 0 to 1.
    package func confidence(of replica: Int) -> Double {
        Double(confidences[replica]) / Double(Self.whole)
    }

    private static let whole = 1000
    /// With more open ballots than these some that no longer matter may be named too: which do
    /// is a question about sums of all their subsets.
    private static let openMax = 8

    package func decide(_ round: borrowing Round) -> Decision {
        guard round.isTransitive else { return .restrictive(.noClasses) }
        let enough = needed()
        var heaviest = 0
        var rest = round.answered
        while let first = rest.first {
            rest = rest.subtracting(round.same[first])
            let weight = weight(of: round.same[first])
            if weight >= enough { return .agreed(round.election(of: first)) }
            heaviest = max(heaviest, weight)
        }
        var mattering = ReplicaSet()
        for replica in round.open where confidences[replica] > 0 { mattering.insert(replica) }
        if mattering.isEmpty || heaviest + weight(of: mattering) < enough {
            return .restrictive(.notEnoughConfidence(largest: heaviest, needed: enough))
        }
        return .undecided(
            mattering.count <= Self.openMax
                ? decisive(mattering, enough, in: round) : mattering)
    }

    /// More than the part of all, so at least 1.
    private func needed() -> Int {
        var total = 0
        for confidence in confidences { total += confidence }
        return Int((Double(total) * options.quorum).rounded(.down)) + 1
    }

    private func weight(of members: ReplicaSet) -> Int {
        var weight = 0
        for replica in members { weight += confidences[replica] }
        return weight
    }

    /// Those without which some class, or a new one, would just not have enough.
    private func decisive(
        _ open: ReplicaSet, _ enough: Int, in round: borrowing Round
    ) -> ReplicaSet {
        var found = ReplicaSet()
        var rest = round.answered
        var base = 0
        while true {
            for replica in open.subtracting(found) {
                let others = open.subtracting(ReplicaSet(replica))
                var subset = others
                while true {
                    let weight = base + weight(of: subset)
                    if weight < enough, weight + confidences[replica] >= enough {
                        found.insert(replica)
                        break
                    }
                    if subset.isEmpty { break }
                    subset = ReplicaSet(bits: (subset.bits - 1) & others.bits)
                }
            }
            guard let first = rest.first else { return found }
            rest = rest.subtracting(round.same[first])
            base = weight(of: round.same[first])
        }
    }

    package mutating func settle(_ round: borrowing Round, _ decision: Decision) {
        var supporters: ReplicaSet?
        if case .agreed(let election) = decision {
            supporters = self.supporters(of: election, in: round)
        }
        for replica in 0..<round.replicas {
            let hasAnswered = round.answered.contains(replica)
            let isSupporter = supporters.map { $0.contains(replica) }
            if !hasAnswered {
                confidences[replica] = 0
                errors[replica] += 1
            } else if isSupporter == true {
                let raise = Int((options.raise * Double(Self.whole)).rounded())
                confidences[replica] = min(Self.whole, confidences[replica] + raise)
            } else if isSupporter == false {
                let lower = Int((options.lower * Double(Self.whole)).rounded())
                confidences[replica] = max(0, confidences[replica] - lower)
                errors[replica] += 1
            }
            if options.errors > 0, errors[replica] >= options.errors { confidences[replica] = 0 }
            if isStale(replica, round) { confidences[replica] = 0 }
        }
        beginAnewWhenNoneIsLeft()
    }

    /// Nobody left to be told right from wrong by: all begin anew whom nothing has ended.
    private mutating func beginAnewWhenNoneIsLeft() {
        for confidence in confidences where confidence > 0 { return }
        for replica in confidences.indices {
            let hasEnded = options.errors > 0 && errors[replica] >= options.errors
            let isStale = options.stale > 0 && repeats[replica] >= options.stale
            if !hasEnded && !isStale { confidences[replica] = Self.whole }
        }
    }

    private mutating func isStale(_ replica: Int, _ round: borrowing Round) -> Bool {
        guard options.stale > 0 else { return false }
        // NaN, and no answer at all, repeat nothing.
        let number = round.numbers[replica]
        repeats[replica] = number == lasts[replica] ? min(repeats[replica] + 1, options.stale) : 1
        lasts[replica] = number
        return repeats[replica] >= options.stale
    }
}
