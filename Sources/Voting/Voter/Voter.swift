/// The external voter: freezes each demand once, hands the identical bytes to every replica,
/// pairs the answers, and lets out only what enough of the configured replicas agree on.
///
/// Pure: no descriptor, no clock, no randomness. A shell moves bytes and passes the time in:
/// 1. `demandRoom` / `receivedDemands` / `demandsEnded`, `started`, `answerRoom` /
///    `receivedAnswers`, `lost` tell it what happened, in any order;
/// 2. `advance` draws the conclusions: deadlines, admissions, hand-overs, releases;
/// 3. `pendingInput` / `wroteInput`, `pendingOutput` / `wroteOutput` and `nextCondemned` are what
///    it wants done, and `nextInstant` is when it wants to be called though nothing happened.
///
/// The fault model is the non-malicious Byzantine one. A verdict falls as soon as no open ballot
/// can change it (`VotingRule.decide`).
///
/// After `init` nothing is allocated per demand without state; with state the history grows by
/// one entry a demand. Cost per answer: O(n) comparisons for n replicas. Where there is a
/// specification it is asked about each demand and each answer; only what it refuses costs memory.
///
/// Not copyable: a copy to call a method would count references to all that it holds.
package struct Voter: ~Copyable {
    package let plan: VoterPlan
    package internal(set) var tally: Tally

    /// Demands as they came in, not yet frozen.
    let input: SlidingBuffer
    /// Offset in `input` up to which no line feed was found.
    var scanned: UInt64 = 0
    var inputHasEnded = false
    /// Inside a demand that is too long; its bytes are dropped up to its end.
    var isSkippingDemand = false

    /// Frozen demands, framed, as every replica gets them.
    let frozen: SlidingBuffer
    /// Sequence numbers from 0: demands `base..<admitted` have a slot, those before `released`
    /// have gone out.
    var base: UInt64 = 0
    /// The demands between it and `base` nobody was asked.
    var askedBefore: UInt64 = 0
    var released: UInt64 = 0
    var admitted: UInt64 = 0
    /// Those before it have a verdict in the journal, or need none.
    var recorded: UInt64 = 0
    var slots: [Slot]
    var cells: [Cell]
    /// One a slot.
    var boxes: [BallotBox]
    let rule: VotingRule
    var comparer: AnswerComparer
    var latch: ReleaseLatch
    /// The restrictive answer.
    let safeSide: SlidingBuffer
    /// What went out last, where demands carry it; before the first demand the restrictive answer.
    let previous: SlidingBuffer
    var history: History
    var checkpoints: Checkpointing

    let journal: (any RunJournal)?
    /// Offsets of the whole run: input up to the last demand that was admitted, output up to the
    /// last verdict that is recorded and up to the last that went out.
    var recordedInput: UInt64
    var recordedOutput: UInt64
    var releasedOutput: UInt64
    /// Offset in `input` where what was not recorded before this run began.
    var inputOrigin: UInt64 = 0
    var withheld: Withheld?
    /// Since when the next demand has been waiting for room in the journal.
    var unrecordableSince: UInt64?
    var hasRecordedInputEnd = false
    /// Since when nothing is left but to record something.
    var lastRecordSince: UInt64?
    var isLastRecordAwaited = false
    /// Where the output ends with the last answers that were withheld.
    var withheldOutput: UInt64 = 0
    /// Of the line that is recorded next, where lines are verdict records.
    let lineRoom: SlidingBuffer

    let acceptance: (any AcceptanceTest)?
    /// Why answers were not accepted, one a cell, and demands not admitted, one a slot; nothing
    /// without a specification, and where it is not told.
    var reasons: [[UInt8]] = []
    var outsideReasons: [[UInt8]] = []
    /// Offset in `input` of the demand that the specification was last asked about, and what it
    /// said.
    var askedArrival: UInt64?
    var isArrivalOutside = false
    var arrivalReason: [UInt8] = []

    var links: [ReplicaLink]
    /// What configured deadlines are multiplied by.
    var deadlinePercent = 100
    var pool = PoolState()
    var selfCheck = SelfCheckState()
    /// What of a self-check is still to be written.
    let checkRoom: SlidingBuffer
    /// Since when the next demand has been waiting for lost replicas to return.
    var waitingSince: UInt64?
    /// Somebody starts lost replicas anew.
    var hasRestarts: Bool
    /// Since when the run has been waiting for its replicas to be started the first time.
    var beganAt: UInt64?
    /// How long it does so; a supervisor that stands still must not hold the run up for ever.
    static let beginningNanosecondsMax: UInt64 = 30_000_000_000
    /// How much the newcomers in catch-up may hold at once; their answers are not voted on.
    let catchUpInFlight = 64

    let output: SlidingBuffer
    /// What goes out before it, of a run that goes on.
    var unsent = UnsafeRawBufferPointer(start: nil, count: 0)
    /// Accounts not yet told, each with its count in front.
    let accounts = SlidingBuffer(
        capacity: 4 * (4 + VerdictAccount.byteCountMax) + 4 + ContractExit.byteCountMax)
    var accountsTold: UInt64 = 0
    var hasToldExit = false
    var condemned: [Condemnation] = []
    var notices: [VoterNotice] = []
    /// So many must be left where one is withdrawn.
    let quorum: Int
    var hasStopped = false
    /// Since when one more failure could not be masked.
    var degradedSince: UInt64?
    private var hasWrittenEnd = false

    /// - Parameters:
    ///   - acceptance: made of `plan.specification`; nil when that is empty.
    ///   - journal: nil when `plan.durability` is `none`.
    package init(
        plan: VoterPlan, acceptance: (any AcceptanceTest)? = nil,
        journal: (any RunJournal)? = nil
    ) {
        precondition(plan.flaw == nil, plan.flaw ?? "")
        precondition(
            plan.specification.isEmpty || acceptance != nil, "a specification that is not asked")
        precondition((plan.durability == .none) == (journal == nil), "a journal more or less")
        self.plan = plan
        self.acceptance = acceptance
        self.journal = journal
        let start = plan.start
        (base, released, admitted) = (start.settled, start.settled, start.settled)
        askedBefore = start.settled
        recorded = start.settled
        (recordedInput, recordedOutput) = (start.inputEnd, start.outputEnd)
        releasedOutput = start.outputEnd
        guard var rule = try? plan.rule() else { preconditionFailure("checked by flaw") }
        latch = ReleaseLatch(rule: plan.latch, confirm: rule.takeConfirmation())
        self.rule = rule
        quorum = rule.quorum(agree: plan.agree, restrictive: plan.restrictive)
        comparer = AnswerComparer(schema: rule.schema)
        let safeSide = SlidingBuffer(capacity: max(1, plan.restrictive.count))
        plan.restrictive.withUnsafeBytes { safeSide.append($0) }
        self.safeSide = safeSide
        previous = SlidingBuffer(capacity: max(1, plan.answerBytesMax))
        previous.append(safeSide.all)
        checkpoints = Checkpointing(plan)
        hasRestarts = plan.restarts
        tally = Tally(replicas: plan.seats)
        input = SlidingBuffer(capacity: max(256 << 10, 2 * (plan.demandBytesMax + 2)))
        let demand =
            plan.demandBytesMax + FrameHeader.byteCount + 1
            + (plan.hasFeedback ? plan.answerBytesMax + 1 : 0) + plan.stamp.byteCount
        checkRoom = SlidingBuffer(capacity: plan.selfCheck == nil ? 1 : demand)
        let answer = plan.answerBytesMax + FrameHeader.byteCount + 1
        let demands = max(1 << 20, 4 * demand)
        frozen = SlidingBuffer(
            capacity: plan.isStateful ? max(plan.historyBytesMax, demands) : demands)
        history = History(
            answersCapacity: plan.isStateful ? max(plan.historyBytesMax, 1 << 20, answer) : 1)
        slots = Array(repeating: Slot(), count: plan.window)
        cells = Array(repeating: Cell(), count: plan.window * plan.seats)
        boxes = Array(repeating: BallotBox(rule: rule), count: plan.window)
        if acceptance != nil { reasons = Array(repeating: [], count: cells.count) }
        if acceptance != nil || plan.checkpoint != nil {
            outsideReasons = Array(repeating: [], count: slots.count)
        }
        let detector = plan.detectorPolicy.map { FailureDetector(policy: $0) }
        links = (0..<plan.seats).map { _ in
            ReplicaLink(
                answersCapacity: max(
                    256 << 10,
                    2 * (min(plan.inFlight, plan.window) + 1) * answer + 2 * plan.stateRoom),
                detector: detector)
        }
        let line = plan.answerBytesMax + VerdictRecord.overheadBytesMax
        output = SlidingBuffer(capacity: max(256 << 10, 2 * line))
        lineRoom = SlidingBuffer(capacity: journal == nil ? 1 : line)
        condemned.reserveCapacity(4 * plan.seats)
        notices.reserveCapacity(4 * plan.seats)
    }

    /// Nothing is left to do: all demands are answered, written out, and all ballots closed.
    package var isFinished: Bool { isDone && !isLastRecordAwaited }

    /// Whatever becomes of the last records.
    var isDone: Bool {
        guard output.count == 0, unsent.isEmpty, hasClosedAllBallots else { return false }
        return hasStopped || hasAnsweredAll && (hasWrittenEnd || plan.output == .answers)
    }

    private var hasClosedAllBallots: Bool {
        base == admitted && !links.contains { $0.isHeadOverdue }
    }

    private var hasAnsweredAll: Bool {
        inputHasEnded && input.count == 0 && !isSkippingDemand && hasClosedAllBallots
            && !hasReplica { !$0.hasStarted }
    }

    /// Of those that vote.
    func hasReplica(where isIt: (borrowing ReplicaLink) -> Bool) -> Bool {
        for replica in 0..<plan.replicas where isIt(links[replica]) { return true }
        return false
    }

    /// Says to the gate that this is the end, which a cut stream does not say.
    private mutating func writeEnd(at now: UInt64) {
        guard plan.output == .records, !hasWrittenEnd, !hasStopped, hasAnsweredAll,
            output.room >= VerdictRecord.overheadBytesMax
        else { return }
        let count = VerdictRecord.encodeEnd(
            sequence: admitted + 1, expires: now &+ plan.validNanoseconds,
            into: output.writable(minimum: VerdictRecord.overheadBytesMax))
        output.wrote(count)
        hasWrittenEnd = true
    }

    /// Takes no further demand; those admitted are still decided and released.
    package mutating func stop() {
        hasStopped = true
        waitingSince = nil
    }

    /// Draws every conclusion from what was told and from the time.
    ///
    /// - Parameter now: nanoseconds of a clock that never goes back.
    package mutating func advance(to now: UInt64) {
        expire(at: now)
        expireSelfCheck(at: now)
        watchDegradation(at: now)
        if plan.isStateful { giveUpSuspects(at: now) }
        tendCheckpoints(at: now)
        tendPool(at: now)
        _ = settleWithdrawals(at: now)
        // Whoever is given up makes room for further demands.
        repeat {
            repeat {
                handOver(at: now)
                release(at: now)
            } while admit(at: now)
            release(at: now)
        } while giveUpDissenters(at: now) || settleWithdrawals(at: now)
        // Shadows that were left behind go on.
        if plan.shadows > 0 { handOver(at: now) }
        beginSelfCheck(at: now)
        fallAsleep(at: now)
        settleRound(at: now)
        watchDegradation(at: now)
        writeEnd(at: now)
        recordInputEnd()
        awaitLastRecord(at: now)
    }

    /// Bytes of room for reading answers by a schema; for tests.
    package var keptByteCount: Int {
        boxes.reduce(0) { $0 + $1.answers.reduce(0) { $0 + $1.keptByteCount } }
    }

    func slotIndex(_ sequence: UInt64) -> Int {
        Int(truncatingIfNeeded: sequence) & (plan.window - 1)
    }

    func cellIndex(_ sequence: UInt64, _ replica: Int) -> Int {
        slotIndex(sequence) * plan.seats + replica
    }
}
