import CLinux
import Glibc
import Journals
import Voting
import Wiring

/// The shell around `Voter`: one epoll loop over raw descriptors.
struct VoterLoop: ~Copyable {
    var voter: Voter
    let plan: VoterPlan
    let poller: Poller
    let scoreboard: Scoreboard
    private let life: BeatWord
    let journal: RingJournal?
    /// Bytes of the whole run that came in and went out.
    var taken: UInt64
    var written: UInt64
    /// What all calls have moved, but those that wake the journaler; nil where nobody counts.
    var moved: TransferCounts?
    /// Demands that are asked again, before those of the consumer.
    var backlog: UnsafeRawBufferPointer
    let supervisor = ControlSocket(VoterDescriptor.supervisor.rawValue)
    let guardian = ControlSocket(VoterDescriptor.guardian.rawValue)
    var ports: [ReplicaPort]
    var untold: UntoldMessages
    var isWaitingToTell = false

    let demands = VoterDescriptor.demands.rawValue
    /// Regular files cannot be polled and count as always ready.
    let areDemandsPollable: Bool
    var isWatchingDemands: Bool
    var haveDemandsEnded = false

    let answers: Int32
    /// Whether a write of any length can block; then only what surely fits is written at once.
    let mayAnswersBlock: Bool
    var answersAreWritable = false
    var isWaitingToAnswer = false
    var failure: VoterExit?
    /// Set by `lose`: conclusions are to be drawn again.
    var hasLostSome = false

    init(
        plan: VoterPlan, acceptance: (any AcceptanceTest)?, journal: RingJournal?,
        poller: Poller, scoreboard: Scoreboard
    ) {
        self.journal = journal
        self.plan = plan
        (taken, written) = (plan.start.inputEnd, plan.start.outputEnd)
        self.poller = poller
        self.scoreboard = scoreboard
        life = scoreboard.votersLife
        voter = Voter(plan: plan, acceptance: acceptance, journal: journal)
        backlog = UnsafeRawBufferPointer(start: nil, count: 0)
        ports = Array(repeating: ReplicaPort(), count: plan.seats)
        untold = UntoldMessages(replicas: plan.seats)
        areDemandsPollable = poller.add(demands, Interest.read, .init(.demands))
        isWatchingDemands = areDemandsPollable
        let inherited = VoterDescriptor.answers.rawValue
        var status = stat()
        fstat(inherited, &status)
        let isRegular = status.st_mode & S_IFMT == S_IFREG
        let reopened = isRegular ? -1 : thrice_reopen_nonblocking(inherited, 1)
        answers = reopened >= 0 ? reopened : inherited
        mayAnswersBlock = !isRegular && reopened < 0
        poller.add(answers, Interest.nothing, .init(.answers))
        if reopened >= 0 { close(inherited) }
        poller.add(supervisor.descriptor, Interest.read, .init(.supervisor))
        poller.add(guardian.descriptor, Interest.read, .init(.guardian))
        if journal != nil {
            poller.add(VoterDescriptor.journalAnswer.rawValue, Interest.read, .init(.journal))
        }
    }

    /// Takes what went before; false when it cannot be read.
    mutating func recall(_ past: PastText) -> Bool {
        if let checkpoint = past.checkpoint {
            guard voter.recall(checkpoint: checkpoint.text, after: checkpoint.number) else {
                return false
            }
        }
        let recalled = past.each { demand in
            // That may be a long history.
            life.beat()
            voter.recall(demand)
        }
        guard let rest = recalled else { return false }
        backlog = rest.askedAgain
        voter.repeatOutput(rest.unsent)
        written -= min(written, UInt64(rest.unsent.count))
        return true
    }

    /// What the kernel has counted of this process's calls; as much as never can be where nobody
    /// counts.
    var allRead: UInt64 { moved?.read ?? .max }
    var allWritten: UInt64 { moved.map { $0.written &+ (journal?.wakeBytes ?? 0) } ?? .max }

    /// Runs to the end of the demands, or to the order to stop.
    mutating func run() -> VoterExit {
        while true {
            handleEvents()
            if let failure { return end(failure) }
            if !areDemandsPollable || !backlog.isEmpty { readDemands() }
            settle(at: UInt64(thrice_now()))
            if let failure { return end(failure) }
            if voter.isFinished { return end(.finished) }
            if voter.refusesCheckpoints { return end(.cannotSave) }
        }
    }

    /// Waits for events and handles them, all at the instant at which the first of them were there.
    ///
    /// Judging an answer takes time, in which others come: they are read before the clock goes on,
    /// or they would be late because of somebody else. Nothing is handed out meanwhile, so this
    /// ends; without a long judgement it is not done at all.
    private mutating func handleEvents() {
        var count = poller.wait(milliseconds: timeout())
        let now = UInt64(thrice_now())
        var polled = now
        for _ in ports.indices {
            life.beat()
            for index in 0..<count {
                let (tag, what) = poller.event(index)
                if let tag { handle(tag, what, at: now) }
            }
            let ended = UInt64(thrice_now())
            if ended - polled < Self.longNanoseconds { return }
            polled = ended
            count = poller.wait(milliseconds: 0)
            if count == 0 { return }
        }
    }

    /// Handling events without a judgement takes much less.
    private static let longNanoseconds: UInt64 = 500_000

    private mutating func end(_ status: VoterExit) -> VoterExit {
        scoreboard.publish(voter.tally)
        journal?.close()
        wakeAll()
        return status
    }

    /// Does what the voter wants done, until it wants nothing more.
    private mutating func settle(at now: UInt64) {
        // What went out made room, and room may let more out, or the end of the stream; and a
        // replica that was lost on the way may have settled a demand.
        repeat {
            hasLostSome = false
            voter.advance(to: now)
            journal?.publish()
            while let condemnation = voter.nextCondemned() { giveUp(condemnation) }
            while let notice = voter.nextNotice() { tell(notice) }
            restSleepers()
            for replica in ports.indices { writeDemands(to: replica, at: now) }
        } while (writeAnswers() || hasLostSome || isAwaitedSafe()) && failure == nil
        watchDemands()
        // Published before it is told: the guardian looks when it hears something.
        scoreboard.publish(voter.tally)
        tellAccounts()
        tellUntold()
    }

    /// Asks to be woken when what the voter waits for is safe; true when it is already.
    private func isAwaitedSafe() -> Bool {
        guard let journal, let record = voter.awaitedRecord else { return false }
        return !journal.wait(for: record)
    }

    /// What the guardian's socket does not take now it is offered again; nobody waits for it.
    private mutating func tellAccounts() {
        while !voter.pendingAccount.isEmpty {
            let pending = voter.pendingAccount
            let count = write(guardian.descriptor, pending.baseAddress, pending.count)
            if count < 0 && errno == EINTR { continue }
            if count < 0 && errno == EAGAIN { return }
            moved?.written += UInt64(max(0, count))
            voter.toldAccount()
        }
    }

    /// Milliseconds until time alone changes something; 0 when there is more to read at once.
    private func timeout() -> Int32 {
        let hasMore = !areDemandsPollable || !backlog.isEmpty
        if hasMore && !haveDemandsEnded && !voter.demandsAreWaiting { return 0 }
        guard let instant = voter.nextInstant else { return -1 }
        let now = UInt64(thrice_now())
        if instant <= now { return 0 }
        return Int32(min((instant - now + 999_999) / 1_000_000, 60_000))
    }

    private mutating func handle(_ tag: Poller.Tag, _ what: UInt32, at now: UInt64) {
        switch tag.kind {
        case .demands: readDemands()
        case .answers:
            if what & Interest.trouble != 0 { failure = .outputFailed }
            answersAreWritable = true
        case .supervisor: hearSupervisor(at: now)
        case .guardian: hearGuardian()
        case .journal:
            var ignored: UInt64 = 0
            let count = read(VoterDescriptor.journalAnswer.rawValue, &ignored, 8)
            moved?.read += UInt64(max(0, count))
        case .replicaOutput, .replicaInput, .replicaEnd:
            guard ports[tag.replica].incarnation == tag.incarnation, ports[tag.replica].isOpen
            else { return }
            switch tag.kind {
            case .replicaOutput: readAnswers(of: tag.replica, at: now)
            case .replicaInput:
                if what & Interest.trouble != 0 { readLast(of: tag.replica, .closedPipe, at: now) }
            default: readLast(of: tag.replica, .died, at: now)
            }
        }
    }

    /// To the last: behind a message may stand that the guardian has ended.
    mutating func hearGuardian() {
        while failure != .orphaned {
            switch guardian.receive() {
            case .nothing: return
            case .message(let message, let descriptors):
                for descriptor in descriptors { close(descriptor) }
                if message.kind == .stop { voter.stop() }
            case .ended:
                poller.remove(guardian.descriptor)
                failure = .orphaned
            }
        }
    }
}
