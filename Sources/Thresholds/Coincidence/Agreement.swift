/// How far the versions agree with each other, whoever is right.
package struct Agreement: Codable, Equatable, Sendable {
    /// Demands on which all versions gave the same answer.
    package var unanimous: Int
    /// Demands on which all versions that answered, at least two, gave the same answer.
    package var unanimousAmongAnswers: Int
    /// Index d: demands with d different answers.
    package var differentAnswers: [Int]

    package init(_ votes: RecordedVotes) {
        unanimous = 0
        unanimousAmongAnswers = 0
        differentAnswers = Array(repeating: 0, count: votes.versions + 1)
        for demand in 0..<votes.demands {
            let ballots = votes.ballots(on: demand)
            let answers = ballots.filter { $0 != RecordedVotes.noAnswer }
            let different = Set(answers).count
            differentAnswers[different] += 1
            if different == 1 && answers.count > 1 {
                unanimousAmongAnswers += 1
                if answers.count == ballots.count { unanimous += 1 }
            }
        }
    }

    /// What a majority bit by bit would have said: of those that answer, a tie being 0.
    ///
    /// - Parameter bits: conditions that are bits, with a truth; at least one.
    /// - Returns: on how many demands any bit is wrong.
    package static func bitwiseMajorityFailures(_ bits: [Condition]) -> Int {
        (0..<bits[0].votes.demands).count { demand in
            bits.contains { bit in
                let ballots = bit.votes.ballots(on: demand)
                let ones = ballots.count { $0 == 1 }
                let zeros = ballots.count { $0 == 0 }
                return bit.votes.truth?[demand] != (ones > zeros ? 1 : 0)
            }
        }
    }
}
