/// What a run has counted so far.
package struct Tally: Equatable, Sendable {
    /// One replica's final ballots, which sum to the closed demands but those `outside`, and its
    /// restarts.
    package struct Replica: Equatable, Sendable {
        /// Answered what went out.
        package var agreed: UInt64 = 0
        /// Answered in time, and something else than went out.
        package var dissented: UInt64 = 0
        package var late: UInt64 = 0
        package var silent: UInt64 = 0
        package var crashed: UInt64 = 0
        package var malformed: UInt64 = 0
        package var absent: UInt64 = 0
        /// Answered in time, and not accepted.
        package var rejected: UInt64 = 0
        /// Of the rejected, those of which it could not be decided whether they are acceptable.
        package var undecided: UInt64 = 0
        package var restarts: UInt64 = 0
        /// Of the late answers, those that were not what went out: a latent fault.
        package var lateDissented: UInt64 = 0
        /// Of the late answers, those that were judged and not accepted.
        package var lateRejected: UInt64 = 0
        /// Of the late answers, those that were not what was agreed on, where something was.
        package var lateWrong: UInt64 = 0

        package init() {}

        package var ballots: UInt64 {
            agreed + dissented + late + silent + crashed + malformed + absent + rejected
        }
    }

    /// States that were agreed on, and votes on one that failed.
    package var checkpoints: UInt64 = 0
    package var failedCheckpoints: UInt64 = 0
    /// Demands admitted.
    package var demands: UInt64 = 0
    package var agreed: UInt64 = 0
    /// Of the agreed, those in which not every configured replica was a supporter.
    package var masked: UInt64 = 0
    package var restrictive: UInt64 = 0
    /// Of the restrictive, those that were agreed on and held back by the latch.
    package var held: UInt64 = 0
    /// Of the restrictive, demands about which the specification promises nothing; nobody was
    /// asked.
    package var outside: UInt64 = 0
    /// Of the restrictive, those whose record was not safe in time, or for which there was no room.
    package var unrecorded: UInt64 = 0
    /// Time from the verdicts to the closing of their last ballots, which nobody had to wait for.
    package var savedNanoseconds: UInt64 = 0
    /// Demands on which more replicas failed than the fault hypothesis allows, and the first.
    package var beyondFaults: UInt64 = 0
    package var firstBeyondFaults: UInt64 = 0
    /// The first demand that was answered restrictively because the run had been degraded for too
    /// long; 0 when it was not.
    package var shutAt: UInt64 = 0
    package var replicas: [Replica]

    package init(replicas: Int) {
        self.replicas = Array(repeating: Replica(), count: replicas)
    }

    package var restarts: UInt64 { replicas.reduce(0) { $0 + $1.restarts } }
}

extension Tally.Replica {
    /// Counts a final ballot that is no answer in time.
    mutating func count(_ ballot: Ballot) {
        switch ballot {
        case .open, .overdue, .answered: preconditionFailure("\(ballot) is not counted here")
        case .late: late += 1
        case .silent: silent += 1
        case .crashed: crashed += 1
        case .malformed: malformed += 1
        case .absent: absent += 1
        case .rejected: rejected += 1
        }
    }
}
