import Voting

/// What a run came to; `--summary FILE` and the run folder's `summary.json`.
package struct RunSummary: Codable, Equatable, Sendable {
    package struct Replica: Codable, Equatable, Sendable {
        package var name: String
        package var agreed: UInt64
        package var dissented: UInt64
        package var late: UInt64
        package var silent: UInt64
        package var crashed: UInt64
        package var malformed: UInt64
        package var absent: UInt64
        package var rejected: UInt64
        /// Of the rejected, those of which the machine could not decide.
        package var undecided: UInt64
        package var restarts: UInt64
        /// Of the late, those whose answer was not what went out.
        package var lateDissented: UInt64
        /// Of the late, those whose answer the machine was asked about and did not accept.
        package var lateRejected: UInt64
    }

    /// A seat in which another one sits at the end than was configured.
    package struct Seat: Codable, Equatable, Sendable {
        package var replica: String
        /// A spare's or shadow's name, `NAME-NUMBER` of a build, or the command that took the seat.
        package var occupant: String
        /// Of a build; its program and a command's have a path.
        package var seed: UInt64?
        package var program: String?

        package init(replica: String, occupant: String, seed: UInt64?, program: String?) {
            self.replica = replica
            self.occupant = occupant
            self.seed = seed
            self.program = program
        }
    }

    /// Raised when a key changes its meaning or goes away.
    package static let schemaVersion = 1

    package var schemaVersion = Self.schemaVersion
    package var program: String
    package var seed: UInt64
    /// `finished`, or why it ended before the demands did.
    package var ending: String
    package var demands: UInt64
    package var agreed: UInt64
    package var masked: UInt64
    package var restrictive: UInt64
    /// Of the restrictive, those that were agreed on and held back by the latch.
    package var held: UInt64
    /// Of the restrictive, demands outside of the machine's contract; nobody was asked, and they
    /// are in none of the replicas' ballots.
    package var outside: UInt64
    /// Demands on which more replicas failed than was declared, and the first of them or 0.
    package var beyondFaults: UInt64
    package var firstBeyondFaults: UInt64
    /// The first demand that was answered restrictively because the run had been degraded for too
    /// long, or 0.
    package var shutAt: UInt64
    /// States that were agreed on, and votes on states that came to nothing.
    package var checkpoints: UInt64
    package var failedCheckpoints: UInt64
    /// From the verdicts to the last ballots, all demands together: what nobody had to wait for.
    package var savedSeconds: Double
    package var restarts: UInt64
    package var seconds: Double
    package var agree: Int
    package var threshold: String
    package var runFolder: String
    /// Of the restrictive, those whose record was not safe in time, or for which there was no room.
    package var unrecorded: UInt64 = 0
    /// How often the voter died and the run went on from its journal.
    package var resumptions = 0
    /// How often the supervisor ended before its time and another one took over.
    package var supervisorsLost = 0
    /// How often the journaler ended before its time.
    package var journalersLost = 0
    /// How often each of the run's own processes was ended that had shown no sign of life.
    package var lifeless = Lifeless()
    /// The journal does not have all that was handed to it.
    package var hasUnwrittenRecords = false
    /// Of the random bits in the stamps; nil where there are none.
    package var stampSeed: UInt64?
    package var replicas: [Replica]
    /// Compared and never counted; in nothing above.
    package var shadows: [Replica]
    package var seats: [Seat] = []

    /// - Parameter shadows: how many of the names are those of shadows, the last ones.
    package init(
        program: String, seed: UInt64, names: [String], shadows count: Int = 0, tally: Tally,
        seconds: Double
    ) {
        self.program = program
        self.seed = seed
        self.seconds = seconds
        ending = "finished"
        demands = tally.demands
        agreed = tally.agreed
        masked = tally.masked
        restrictive = tally.restrictive
        held = tally.held
        outside = tally.outside
        beyondFaults = tally.beyondFaults
        firstBeyondFaults = tally.firstBeyondFaults
        shutAt = tally.shutAt
        checkpoints = tally.checkpoints
        failedCheckpoints = tally.failedCheckpoints
        savedSeconds = Double(tally.savedNanoseconds) / 1e9
        restarts = tally.restarts
        agree = 0
        threshold = ""
        runFolder = ""
        let all = zip(names, tally.replicas).map { name, counts in
            Replica(
                name: name, agreed: counts.agreed, dissented: counts.dissented, late: counts.late,
                silent: counts.silent, crashed: counts.crashed, malformed: counts.malformed,
                absent: counts.absent, rejected: counts.rejected, undecided: counts.undecided,
                restarts: counts.restarts, lateDissented: counts.lateDissented,
                lateRejected: counts.lateRejected)
        }
        replicas = Array(all.dropLast(count))
        shadows = Array(all.suffix(count))
    }
}
