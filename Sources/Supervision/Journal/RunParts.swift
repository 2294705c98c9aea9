import Glibc
import Journals
import Voting
import Wiring

/// The parts of one run: whenever the voter dies and the journal allows it, another one begins
/// where it stopped.
struct RunParts {
    private let plan: RunPlan
    private(set) var resumption: Resumption?
    private(set) var tally: Tally
    private(set) var resumptions = 0
    private(set) var hasUnwrittenRecords = false
    private(set) var supervisorsLost = 0
    private(set) var journalersLost = 0
    private(set) var lifeless: [OwnProcess: Int] = [:]
    private var settled: UInt64
    private var vainly = 0

    /// A voter that dies so often without having settled a demand is not started anew.
    private static let vainlyMax = 10

    init(_ plan: RunPlan, _ resumption: Resumption?) {
        self.plan = plan
        self.resumption = resumption
        settled = resumption?.start.settled ?? 0
        tally = Tally(replicas: plan.voter.seats)
    }

    /// Takes a part that has ended.
    ///
    /// - Returns: whether another one follows.
    mutating func add(_ guardian: borrowing Guardian, _ report: (RunEvent) -> Void) -> Bool {
        tally.add(guardian.scoreboard.read())
        supervisorsLost += guardian.supervisorsLost
        journalersLost += guardian.journalersLost
        lifeless.merge(guardian.lifeless, uniquingKeysWith: +)
        // What was shut stays shut.
        if tally.shutAt != 0 { return false }
        hasUnwrittenRecords = hasUnwrittenRecords || guardian.hasUnwrittenRecords
        // On a pipe the next voter goes on with the very byte, or not at all; a path may name one.
        let written = guardian.scoreboard.written.bytes(all: guardian.voterMoved?.written)
        let taken = guardian.scoreboard.taken.bytes(all: guardian.voterMoved?.read)
        guard let journal = plan.journal, let exit = guardian.diedVoter, vainly < Self.vainlyMax,
            let next = try? Resumption(plan, journal, written: written),
            next.accounts(for: written), isInputKept(taken ?? .max, next.start.inputEnd)
        else { return false }
        vainly = next.start.settled == settled ? vainly + 1 : 0
        settled = next.start.settled
        resumption = next
        resumptions += 1
        report(.voterDied(exit, demand: settled + 1))
        return true
    }

    /// A file is read again; of anything else the dead voter must not have taken what is not in the
    /// journal.
    private func isInputKept(_ taken: UInt64, _ recorded: UInt64) -> Bool {
        var status = stat()
        let isKnown =
            plan.demandsPath.map { stat($0, &status) == 0 } ?? (fstat(STDIN_FILENO, &status) == 0)
        let isFile = isKnown && status.st_mode & S_IFMT == S_IFREG
        return isFile || plan.demandsPath == nil && taken <= recorded
    }
}

extension Guardian {
    /// How a voter ended that died while the run was to go on.
    var diedVoter: ExitReport? {
        guard stopSignal == nil, cannotStart == nil, !hasLostJournal, let voterExit else {
            return nil
        }
        let isKnown = !voterExit.wasSignal && VoterExit(rawValue: voterExit.status) != nil
        return isKnown ? nil : voterExit
    }
}
