/// What versions answered to each demand, as classes of the same answer.
///
/// The numbers of classes mean nothing: within a demand the same number is the same answer.
package struct RecordedVotes: Equatable, Sendable {
    /// The class of a ballot that agrees with nothing: missing, malformed, failed or rejected.
    package static let noAnswer: Int32 = -1

    /// Version by demand.
    package private(set) var classes: [[Int32]]
    /// The class of the right answer to each demand; nil when nobody knows it.
    package let truth: [Int32]?

    /// - Parameter classes: at least one version, all with as many demands as `truth`.
    package init(classes: [[Int32]], truth: [Int32]?) {
        precondition(!classes.isEmpty, "no versions")
        let demands = truth?.count ?? classes[0].count
        precondition(classes.allSatisfy { $0.count == demands }, "versions of unequal length")
        self.classes = classes
        self.truth = truth
    }

    package var versions: Int { classes.count }
    package var demands: Int { classes[0].count }

    /// Whether this version gave no answer, or another one than the truth.
    package func fails(_ version: Int, on demand: Int) -> Bool {
        guard let truth else { return false }
        let answer = classes[version][demand]
        return answer == Self.noAnswer || answer != truth[demand]
    }

    /// The demands on which this version fails.
    package func failures(of version: Int) -> DemandSet {
        DemandSet(count: demands) { fails(version, on: $0) }
    }

    /// Takes ballots out of the vote: they become `noAnswer`.
    ///
    /// - Parameter rejected: by version.
    package func rejecting(_ rejected: [DemandSet]) -> Self {
        var votes = self
        for (version, demands) in rejected.enumerated() {
            for demand in demands { votes.classes[version][demand] = Self.noAnswer }
        }
        return votes
    }

    /// The versions' answers to one demand.
    func ballots(on demand: Int) -> [Int32] { classes.map { $0[demand] } }
}
