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
    var released: UInt64 = 0
    var admitted: UInt64 = 0
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
    var pool = PoolState()
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
    /// Accounts not yet told, each with its count in front.
    let accounts = SlidingBuffer(
        capacity: 4 * (4 + VerdictAccount.byteCountMax) + 4 + ContractExit.byteCountMax)
    var accountsTold: UInt64 = 0
    var hasToldExit = false
    var condemned: [Condemnation] = []
    var hasStopped = false
    private var hasWrittenEnd = false

    /// - Parameter acceptance: made of `plan.specification`; nil when that is empty.
    package init(plan: VoterPlan, acceptance: (any AcceptanceTest)? = nil) {
        precondition(plan.flaw == nil, plan.flaw ?? "")
        precondition(
            plan.specification.isEmpty || acceptance != nil, "a specification that is not asked")
        self.plan = plan
        self.acceptance = acceptance
        guard var rule = try? plan.rule() else { preconditionFailure("checked by flaw") }
        latch = ReleaseLatch(rule: plan.latch, confirm: rule.takeConfirmation())
        self.rule = rule
        comparer = AnswerComparer(schema: rule.schema)
        let safeSide = SlidingBuffer(capacity: max(1, plan.restrictive.count))
        plan.restrictive.withUnsafeBytes { safeSide.append($0) }
        self.safeSide = safeSide
        previous = SlidingBuffer(capacity: max(1, plan.answerBytesMax))
        previous.append(safeSide.all)
        hasRestarts = plan.restarts
        tally = Tally(replicas: plan.replicas)
        input = SlidingBuffer(capacity: max(256 << 10, 2 * (plan.demandBytesMax + 2)))
        let demand =
            plan.demandBytesMax + FrameHeader.byteCount + 1
            + (plan.hasFeedback ? plan.answerBytesMax + 1 : 0)
        let answer = plan.answerBytesMax + FrameHeader.byteCount + 1
        let demands = max(1 << 20, 4 * demand)
        frozen = SlidingBuffer(
            capacity: plan.isStateful ? max(plan.historyBytesMax, demands) : demands)
        history = History(
            answersCapacity: plan.isStateful ? max(plan.historyBytesMax, 1 << 20, answer) : 1)
        slots = Array(repeating: Slot(), count: plan.window)
        cells = Array(repeating: Cell(), count: plan.window * plan.replicas)
        boxes = Array(repeating: BallotBox(rule: rule), count: plan.window)
        if acceptance != nil {
            reasons = Array(repeating: [], count: cells.count)
            outsideReasons = Array(repeating: [], count: slots.count)
        }
        links = (0..<plan.replicas).map { _ in
            ReplicaLink(
                answersCapacity: max(
                    256 << 10, 2 * (min(plan.inFlight, plan.window) + 1) * answer))
        }
        output = SlidingBuffer(
            capacity: max(256 << 10, 2 * (plan.answerBytesMax + VerdictRecord.overheadBytesMax)))
        condemned.reserveCapacity(4 * plan.replicas)
    }

    /// Nothing is left to do: all demands are answered, written out, and all ballots closed.
    package var isFinished: Bool {
        guard output.count == 0, hasClosedAllBallots else { return false }
        return hasStopped || hasAnsweredAll && (hasWrittenEnd || plan.output == .answers)
    }

    private var hasClosedAllBallots: Bool {
        base == admitted && !links.contains { $0.isHeadOverdue }
    }

    private var hasAnsweredAll: Bool {
        inputHasEnded && input.count == 0 && !isSkippingDemand && hasClosedAllBallots
            && !links.contains { !$0.hasStarted }
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
        if plan.isStateful { giveUpSuspects(at: now) }
        tendPool(at: now)
        // A dissenter that is given up makes room for further demands.
        repeat {
            repeat {
                handOver(at: now)
                release()
            } while admit(at: now)
            release()
        } while giveUpDissenters(at: now)
        fallAsleep(at: now)
        writeEnd(at: now)
    }

    /// When a deadline passes next; nil when time alone changes nothing.
    package var nextInstant: UInt64? {
        var earliest = poolInstant
        for link in links where link.held > 0 && link.standing != .absent {
            let due = link.headSince + patience(with: link)
            if earliest.map({ due < $0 }) ?? true { earliest = due }
        }
        for link in links {
            guard let since = link.awaitedSince else { continue }
            let due = since + plan.deadlineNanoseconds
            if earliest.map({ due < $0 }) ?? true { earliest = due }
        }
        if let waitingSince {
            let due = waitingSince + plan.deadlineNanoseconds
            if earliest.map({ due < $0 }) ?? true { earliest = due }
        }
        if let beganAt, links.contains(where: { !$0.hasStarted }) {
            let due = beganAt + Self.beginningNanosecondsMax
            if earliest.map({ due < $0 }) ?? true { earliest = due }
        }
        return earliest
    }

    /// Bytes of room for reading answers by a schema; for tests.
    package var keptByteCount: Int {
        boxes.reduce(0) { $0 + $1.answers.reduce(0) { $0 + $1.keptByteCount } }
    }

    func slotIndex(_ sequence: UInt64) -> Int {
        Int(truncatingIfNeeded: sequence) & (plan.window - 1)
    }

    func cellIndex(_ sequence: UInt64, _ replica: Int) -> Int {
        slotIndex(sequence) * plan.replicas + replica
    }
}
