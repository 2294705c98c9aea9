import Journals
import Voting

/// One life of a run that is killed and goes on: what its world is given beside the scenario.
final class Life {
    let journal: SimulatedJournal
    /// The turn of the event loop at which everybody is killed; nil lets it finish.
    let turnsMax: Int?
    /// What the voter reads: demands that are asked again, then the rest of the input.
    let input: [UInt8]
    let settled: [SettledDemands.Settled]
    let checkpoint: (number: UInt64, text: [UInt8])?
    /// Nanoseconds that a sync takes, of which one is drawn for each.
    let latencies: [Int]

    init(
        journal: SimulatedJournal, turnsMax: Int?, input: [UInt8],
        settled: [SettledDemands.Settled], checkpoint: (number: UInt64, text: [UInt8])?,
        latencies: [Int]
    ) {
        self.journal = journal
        self.turnsMax = turnsMax
        self.input = input
        self.settled = settled
        self.checkpoint = checkpoint
        self.latencies = latencies
    }

    /// Tells a new voter what went before.
    func teach(_ voter: inout Voter) {
        if let checkpoint {
            let isRead = checkpoint.text.withUnsafeBytes {
                voter.recall(checkpoint: $0, after: checkpoint.number)
            }
            precondition(isRead, "the voter recorded what cannot be")
        }
        for demand in settled {
            let line = demand.line ?? Scenario.restrictive
            line.withUnsafeBytes { line in
                if let bytes = demand.demand {
                    bytes.withUnsafeBytes {
                        voter.recall(
                            PastDemand(demand: $0, verdict: demand.verdict, answer: line))
                    }
                } else {
                    voter.recall(PastDemand(demand: nil, verdict: demand.verdict, answer: line))
                }
            }
        }
    }
}
