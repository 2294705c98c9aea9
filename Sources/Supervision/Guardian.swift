import CLinux
import Glibc
import Recovery
import Voting
import Wiring

/// Holds the exit status, reaps everybody, and leaves nothing behind.
///
/// It is the parent of supervisor, voter and all replicas, and the one to whom orphans come
/// (a subreaper). Its thread is the process's main thread and never another one: a parent-death
/// signal fires when the *thread* that is the parent ends.
package struct Guardian {
    let plan: RunPlan
    let report: (RunEvent) -> Void
    let progress: ((Tally) -> Void)?
    let scoreboard: Scoreboard
    let signals: Int32
    var toSupervisor: ControlSocket
    let toVoter: ControlSocket

    var keeper: JournalKeeper?
    var journalNews: JournalNews?
    /// Answers that waited for the journal in vain, as far as they have been told.
    var toldUnrecorded: UInt64 = 0
    /// The run ends since its journal cannot be written.
    var hasLostJournal = false
    var hasUnwrittenRecords = false

    var voter: Launch.Process
    var supervisor: Launch.Process
    /// Process numbers of the replicas that run; in a sandbox its first process, which ends when
    /// the program has.
    var processes: [pid_t]
    /// The programs themselves.
    var programs: [pid_t]
    /// Where the first process of a sandbox tells how the program ended, or -1.
    var reports: [Int32]
    /// Of which parts that are missing a replica's sandbox has been told.
    var toldMissing: [SandboxParts]
    var logs: [StandardErrorLog] = []
    var swapSocket: SwapSocket?
    var swap: SwapUnderWay?
    /// One after the other.
    var swapsWaiting: [SwapRequest] = []
    /// What is started in each seat, as far as it has been told.
    var occupants: [ReplicaPlan]
    /// Children that this process had before it became a guardian (a shell that executed it had
    /// started them): none of ours, and never killed.
    var foreigners: Set<pid_t>
    /// Who sat in a seat before the one that does now, and has not ended: the seat, and where the
    /// first process of its sandbox tells how it ended, or -1.
    var departing: [pid_t: (replica: Int, report: Int32)] = [:]
    /// Children that ended before anybody had said who they were, newest last.
    var strangers: [thrice_exit] = []

    var voterExit: ExitReport?
    /// By all of the voter's calls, in the end.
    var voterMoved: TransferCounts?
    /// What a supervisor is started with: its end of the socket to the voter, and the counters.
    let supervisorsEnd: Int32
    let scoreboardMemory: Int32
    var hasSupervisor = true
    var supervisorBackOff = BackOff()
    /// How often it ended before its time.
    var supervisorsLost = 0
    var journalersLost = 0
    /// To stop: what it does from then on is its end.
    var hasToldSupervisor = false
    /// Nil where nobody has to show a sign of life.
    var lifeWatch: LifeWatch?
    /// How often each was ended for showing none.
    var lifeless: [OwnProcess: Int] = [:]
    /// How the voter was that was ended for it.
    var voterLifelessness: Lifelessness?
    /// Nothing more will be told of single demands.
    var hasVoterEnded = false
    var haveFaultsExceeded = false
    var hasToldShut = false
    var stopSignal: Int32?
    var cannotStart: (replica: Int, stage: Int32, error: Int32, missing: SandboxParts)?
    /// When patience with somebody who was asked to end is over, in nanoseconds.
    var patienceEnds: UInt64?

    /// Runs the plan to its end.
    ///
    /// - Parameters:
    ///   - report: called on this thread with each event, as it happens.
    ///   - progress: called on this thread some times a second; nil when nobody looks.
    ///   - resumption: what the run begins with that goes on from its journal.
    package static func run(
        _ plan: RunPlan, resuming resumption: Resumption? = nil,
        report: @escaping (RunEvent) -> Void, progress: ((Tally) -> Void)? = nil
    ) throws(SupervisionError) -> RunOutcome {
        let began = thrice_now()
        if resumption == nil, let seats = plan.supervision.seatsPath { unlink(seats) }
        var parts = RunParts(plan, resumption)
        while true {
            var guardian = try Guardian(
                plan, resuming: parts.resumption, report: report, progress: progress)
            try guardian.prepareLogs(isKept: parts.resumption != nil)
            guardian.watch()
            guardian.endEverything()
            let hasMore = parts.add(guardian, report)
            guardian.closeDescriptors()
            if hasMore { continue }
            return RunOutcome(
                ending: guardian.ending, tally: parts.tally,
                supervisorsLost: parts.supervisorsLost, journalersLost: parts.journalersLost,
                seconds: Double(thrice_now() - began) / 1e9,
                hasUnwrittenRecords: parts.hasUnwrittenRecords, resumptions: parts.resumptions,
                lifeless: parts.lifeless, voterLifelessness: guardian.voterLifelessness)
        }
    }

    private init(
        _ whole: RunPlan, resuming resumption: Resumption?,
        report: @escaping (RunEvent) -> Void, progress: ((Tally) -> Void)?
    ) throws(SupervisionError) {
        var plan = whole
        if let resumption {
            plan.voter.start = resumption.start
            plan.voter.lastRecord = resumption.lastRecord + UInt64(resumption.left.count)
        }
        plan.supervision.mark = Strays.makeMark()
        plan.supervision.guardian = getpid()
        self.plan = plan
        self.report = report
        self.progress = progress
        lifeWatch = plan.signOfLifeNanoseconds.map { LifeWatch(bound: $0) }
        signal(SIGPIPE, SIG_IGN)
        signal(SIGCHLD, SIG_DFL)
        guard thrice_become_subreaper() == 0 else {
            throw .kernelRefuses(what: "adopt orphans (PR_SET_CHILD_SUBREAPER)", error: errno)
        }
        signal(SIGXFSZ, SIG_IGN)
        foreigners = Self.children()
        let watched = [SIGCHLD] + [SIGINT, SIGTERM, SIGHUP].filter { thrice_is_ignored($0) == 0 }
        signals = thrice_signal_descriptor(watched, Int32(watched.count))
        guard signals >= 0 else { throw .kernelRefuses(what: "watch signals", error: errno) }
        let replicas = plan.voter.seats
        try Self.raiseDescriptorLimit(replicas: replicas)
        let memory = thrice_memory_descriptor(
            "thrice-scoreboard", Scoreboard.byteCount(replicas: replicas))
        guard memory >= 0, let board = Scoreboard(descriptor: memory, replicas: replicas),
            let voterPair = ControlSocket.pair(), let supervisorPair = ControlSocket.pair(),
            let middlePair = ControlSocket.pair()
        else { throw .kernelRefuses(what: "share memory and sockets", error: errno) }
        scoreboard = board
        // A voter that dies before it has done anything has moved no byte.
        scoreboard.taken.set(resumption?.start.inputEnd ?? 0)
        scoreboard.written.set(resumption?.sent ?? 0)
        (toVoter, toSupervisor) = (voterPair.0, supervisorPair.0)
        processes = Array(repeating: 0, count: replicas)
        programs = processes
        reports = Array(repeating: -1, count: replicas)
        occupants = Seating(plan.supervision).occupants
        toldMissing = Array(repeating: [], count: replicas)
        let keeper = try Self.makeKeeper(plan, resumption)
        self.keeper = keeper
        let starter = Starter(plan: plan)
        voter = try starter.voter(
            supervisor: middlePair.0.descriptor, guardian: voterPair.1.descriptor,
            scoreboard: memory, keeper: keeper, resumption: resumption)
        supervisor = try starter.supervisor(
            plan.supervision, voter: middlePair.1.descriptor,
            guardian: supervisorPair.1.descriptor, scoreboard: memory)
        supervisorBackOff.started(at: UInt64(thrice_now()))
        (supervisorsEnd, scoreboardMemory) = (middlePair.1.descriptor, memory)
        for descriptor in [
            voterPair.1.descriptor, supervisorPair.1.descriptor, middlePair.0.descriptor,
        ] { close(descriptor) }
    }

    /// Three pipes a replica, on two sides, and some of our own.
    private static func raiseDescriptorLimit(replicas: Int) throws(SupervisionError) {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        let needed = 3 * replicas + 32
        guard limit.rlim_max >= rlim_t(needed) else {
            throw .kernelRefuses(
                what: "open \(needed) files (ulimit -n is \(limit.rlim_max))", error: EMFILE)
        }
    }

    private mutating func prepareLogs(isKept: Bool) throws(SupervisionError) {
        for replica in plan.supervision.replicas {
            let file = try plan.folder.open(
                "stderr/\(replica.name).log", isKept: isKept)
            logs.append(StandardErrorLog(file: file, bytesMax: plan.stderrBytesMax))
        }
        publishProcesses()
        swapSocket = SwapSocket(folder: plan.folder.path)
        // A run that goes on does not do again what is done.
        let list = plan.supervision.seatsPath.map { SeatList.read($0) } ?? SeatList()
        swapsWaiting = plan.swaps.filter { request in
            !list.seats.contains {
                $0.replica == request.replica && $0.occupant == request.newcomer
            }
        }
    }

    private func closeDescriptors() {
        for descriptor in [
            signals, toSupervisor.descriptor, toVoter.descriptor, voter.handle, supervisor.handle,
            supervisorsEnd, scoreboardMemory,
        ] { close(descriptor) }
        keeper?.closeDescriptors()
    }

    private var ending: RunOutcome.Ending {
        if hasLostJournal { return .journalFailed }
        if let stopSignal { return .stopped(signal: stopSignal) }
        if let cannotStart {
            let replica = occupants[cannotStart.replica]
            return .cannotStart(
                replica: replica.name,
                cause: LaunchCause.text(
                    stage: cannotStart.stage, error: cannotStart.error,
                    missing: cannotStart.missing, of: replica))
        }
        let exit = voterExit ?? ExitReport(wasSignal: true, status: SIGKILL)
        switch exit.wasSignal ? nil : VoterExit(rawValue: exit.status) {
        case .finished: return .finished
        case .outputFailed: return .outputFailed
        case .inputFailed: return .inputFailed
        case .cannotSave:
            return .cannotStart(
                replica: plan.supervision.replicas[0].name, cause: CheckpointReport.cannotSave)
        case .badPlan, .orphaned, nil: return .voterDied(exit)
        }
    }

    /// Says in the run folder which process is who; a file that is always whole.
    func publishProcesses() {
        var lines = ["guardian \(getpid())"]
        if hasSupervisor { lines.append("supervisor \(supervisor.number)") }
        if voterExit == nil { lines.append("voter \(voter.number)") }
        if let journaler = keeper?.journaler { lines.append("journaler \(journaler.number)") }
        for (replica, process) in zip(plan.supervision.replicas, programs) where process > 0 {
            lines.append("replica \(replica.name) \(process)")
        }
        // A run does not end because a disk is full; whoever looks for the file will miss it.
        try? plan.folder.replace("pids", with: lines.joined(separator: "\n") + "\n")
    }
}
