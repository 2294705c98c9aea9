import Voting

/// What one process was asked and what it said, as the pipes saw it: the ground truth, cut and
/// timed without the voter's help.
struct Transcript {
    struct Question {
        /// Counts demands from 0.
        var number: Int
        /// What stood in front of it, with feedback.
        var previous: [UInt8] = []
        /// What stood between that and the consumer's own bytes.
        var stamp: [UInt8] = []
        /// One past its last byte in the process's input stream.
        var end: Int
        /// When the voter first offered it whole.
        var handedAt: UInt64
        var answer: [UInt8]?
        var answeredAt: UInt64 = 0
        var isInTime = false
        /// When its deadline passed without an answer.
        var missedAt: UInt64?
        /// Paired, but nothing that can be an answer.
        var isMalformed = false
        /// The text, when it is no demand of the consumer's; then the number is -1.
        var ownText: [UInt8]?
    }

    /// What it was asked when it had nothing else to answer.
    struct Check {
        var handedAt: UInt64
        /// One past its last byte in the process's input stream.
        var end: Int
        var answeredAt: UInt64?
        var isRight = false
    }

    let replica: Int
    /// Of this replica's processes, from 0.
    let incarnation: Int
    /// The voter's own demands among them.
    private(set) var exchanges: [Question] = []
    var questions: [Question] { exchanges.filter { $0.ownText == nil } }
    private(set) var checks: [Check] = []
    /// It broke the protocol: nothing it says from then on is an answer.
    private(set) var isVoid = false
    /// A deadline passed before it answered.
    private(set) var wasLate = false

    /// When it was stopped, and until when; the last may go on.
    private(set) var stops: [Range<UInt64>] = []
    /// It was stopped although it had been handed what it had not answered.
    private(set) var wasStoppedBusy = false

    private var handed = 0
    private var written = 0
    private var unparsedInput: [UInt8] = []
    private var parsedInput = 0
    private var unparsedAnswers: [UInt8] = []
    private var answered = 0
    /// How long each answer took.
    private var times: [UInt64] = []

    private let deadlines: Deadlines

    init(replica: Int, incarnation: Int, plan: VoterPlan) {
        self.replica = replica
        self.incarnation = incarnation
        deadlines = Deadlines(plan)
    }

    /// The voter drew its conclusions at this time.
    mutating func passed(percent: Int, at now: UInt64) {
        guard answered < exchanges.count else { return }
        if let missed = exchanges[answered].missedAt {
            // A second time: it is given up.
            if now >= missed + deadlines.next(after: times, percent: percent) { isVoid = true }
        } else if now >= headDue(percent) {
            exchanges[answered].missedAt = now
        }
    }

    private var headBegan: UInt64 {
        max(exchanges[answered].handedAt, answered > 0 ? exchanges[answered - 1].answeredAt : 0)
    }

    private func headDue(_ percent: Int) -> UInt64 {
        headBegan + deadlines.next(after: times, percent: percent)
    }

    /// The voter offers `pending`, of which some may be known.
    mutating func offered(_ pending: UnsafeRawBufferPointer, in world: Scenario, at now: UInt64) {
        let known = handed - written
        guard pending.count > known else { return }
        unparsedInput.append(contentsOf: pending[known...])
        handed += pending.count - known
        while let length = questionLength(world.plan.framing) {
            let body = unparsedInput.prefix(length)
            let isLine = world.plan.framing == .lines
            let handed = isLine ? body.dropLast() : body.dropFirst(FrameHeader.byteCount)
            let parts = Parts(of: handed, world.plan)
            let number =
                isLine
                ? self.number(of: parts.demand, in: world)
                : Int(body.withUnsafeBytes { FrameHeader($0) }.number) - 1
            unparsedInput.removeFirst(length)
            parsedInput += length
            if let check = world.plan.selfCheck, parts.demand.elementsEqual(check.demand) {
                checks.append(Check(handedAt: now, end: parsedInput))
                continue
            }
            if world.plan.checkpoint != nil, handed.starts(with: ReservedText.mark) {
                exchanges.append(
                    Question(number: -1, end: parsedInput, handedAt: now, ownText: Array(handed)))
                continue
            }
            exchanges.append(
                Question(
                    number: number, previous: Array(parts.previous), stamp: Array(parts.stamp),
                    end: parsedInput, handedAt: now))
        }
    }

    /// What is handed over: what went out before, the stamp, and the consumer's own bytes.
    struct Parts {
        var previous: ArraySlice<UInt8> = []
        var stamp: ArraySlice<UInt8>
        var demand: ArraySlice<UInt8>

        /// No answer here has a space in it.
        init(of handed: ArraySlice<UInt8>, _ plan: VoterPlan) {
            var rest = handed
            if plan.hasFeedback {
                previous = rest.prefix { $0 != 0x20 }
                rest = rest.dropFirst(previous.count + 1)
            }
            stamp = rest.prefix(plan.stamp.byteCount)
            demand = rest.dropFirst(stamp.count)
        }
    }

    /// What a process's walk says of its transcript.
    struct Judged {
        /// Of each answer, whether the walk allowed it.
        var accepted: [Bool] = []
        /// Demands that it was not to be handed in the state that it was in.
        var refused: Set<Int> = []
    }

    /// - Parameter before: what truly went out for the demand before a number.
    func judged(by scenario: Scenario, before: (Int) -> [UInt8]) -> Judged {
        var judged = Judged()
        var walk = Walk()
        var next = 0
        for question in exchanges {
            if let text = question.ownText {
                let isTaken = text.starts(with: ReservedText.restore) && question.answer != nil
                let state = text.dropFirst(ReservedText.restore.count)
                // What it skips is no refusal.
                if isTaken, let taken = Walk(state) { (walk, next) = (taken, .max) }
                continue
            }
            let number = question.number
            defer { next = number + 1 }
            if scenario.demands.indices.contains(number) {
                let skipped = next..<max(number, next)
                judged.refused.formUnion(refused(by: walk, skipped, scenario, before))
            }
            judged.accepted.append(isAccepted(question, &walk, scenario, before))
        }
        let rest = next..<max(scenario.demands.count, next)
        judged.refused.formUnion(refused(by: walk, rest, scenario, before))
        return judged
    }

    private func refused(
        by walk: Walk, _ skipped: Range<Int>, _ scenario: Scenario, _ before: (Int) -> [UInt8]
    ) -> [Int] {
        guard scenario.precondition == .asked else { return [] }
        return skipped.filter { !promises(walk, $0, scenario, before) }
    }

    private func promises(
        _ walk: Walk, _ number: Int, _ scenario: Scenario, _ before: (Int) -> [UInt8]
    ) -> Bool {
        var walk = walk
        if scenario.plan.hasFeedback { walk.hear(before(number)) }
        return walk.promises(scenario.demands[number].bytes)
    }

    private func isAccepted(
        _ question: Question, _ walk: inout Walk, _ scenario: Scenario, _ before: (Int) -> [UInt8]
    ) -> Bool {
        // What was never a demand breaks the order.
        guard scenario.hasMachine, let answer = question.answer,
            scenario.demands.indices.contains(question.number)
        else { return true }
        if question.isMalformed {
            walk.lose()
            return true
        }
        if scenario.plan.hasFeedback { walk.hear(before(question.number)) }
        let demand = scenario.demands[question.number].bytes
        if scenario.precondition != .none && !walk.promises(demand) { walk.leave() }
        return walk.allows(answer, to: demand)
    }

    /// For a test of the checkers.
    mutating func plantPrevious(_ previous: [UInt8]) {
        if !exchanges.isEmpty { exchanges[exchanges.count - 1].previous = previous }
    }

    mutating func wrote(_ count: Int) { written += count }

    /// It was handed what it has not answered.
    var isHolding: Bool { (answered < exchanges.count || isInCheck) && !isVoid }

    var isInCheck: Bool { checks.last.map { $0.answeredAt == nil } ?? false }

    mutating func stopped(at now: UInt64) {
        stops.append(now..<UInt64.max)
        if isHolding { wasStoppedBusy = true }
    }

    mutating func resumed(at now: UInt64) {
        if let last = stops.popLast() { stops.append(last.lowerBound..<max(now, last.lowerBound)) }
    }

    private func questionLength(_ framing: Framing) -> Int? {
        if framing == .lines { return unparsedInput.firstIndex(of: 0x0A).map { $0 + 1 } }
        guard unparsedInput.count >= FrameHeader.byteCount else { return nil }
        let length = unparsedInput.withUnsafeBytes { FrameHeader($0) }.length
        let whole = FrameHeader.byteCount + Int(length)
        return unparsedInput.count >= whole ? whole : nil
    }

    /// Each demand begins with its number, but for one that is empty.
    private func number(of body: ArraySlice<UInt8>, in world: Scenario) -> Int {
        if body.isEmpty { return world.demands.firstIndex { $0.bytes.isEmpty } ?? -1 }
        let digits = body.prefix { $0 != 0x20 }
        return Int(String(decoding: digits, as: UTF8.self)) ?? -1
    }

    /// The shell took `bytes` from the process's output pipe.
    mutating func said(
        _ bytes: [UInt8], in plan: VoterPlan, percent: Int, at now: UInt64
    ) {
        guard !isVoid else { return }
        passed(percent: percent, at: now)
        unparsedAnswers += bytes
        while !isVoid, !unparsedAnswers.isEmpty {
            guard answered < exchanges.count || isInCheck else {
                isVoid = true
                return
            }
            let more =
                plan.framing == .lines ? takeLine(plan, at: now) : takeFrame(plan, at: now)
            if !more { return }
            passed(percent: percent, at: now)
        }
    }

    private mutating func takeLine(_ plan: VoterPlan, at now: UInt64) -> Bool {
        let feed = unparsedAnswers.firstIndex(of: 0x0A)
        if (feed ?? unparsedAnswers.count) > plan.answerBytesMax {
            isVoid = true
            return false
        }
        guard let feed else { return false }
        let line = Array(unparsedAnswers[..<feed])
        pair(line, isMalformed: isReserved(line, plan), plan, at: now)
        unparsedAnswers.removeFirst(feed + 1)
        return true
    }

    private mutating func takeFrame(_ plan: VoterPlan, at now: UInt64) -> Bool {
        guard unparsedAnswers.count >= FrameHeader.byteCount else { return false }
        let header = unparsedAnswers.withUnsafeBytes { FrameHeader($0) }
        let expected = isInCheck ? 0 : exchanges[answered].number + 1
        if Int(truncatingIfNeeded: header.number) != expected || header.kind > 2
            || header.kind > 0 && header.length > 0 || header.length > plan.answerBytesMax
        {
            isVoid = true
            return false
        }
        let end = FrameHeader.byteCount + Int(header.length)
        guard unparsedAnswers.count >= end else { return false }
        let body = Array(unparsedAnswers[FrameHeader.byteCount..<end])
        let isMalformed = header.kind > 0 || body.contains(0x0A) || isReserved(body, plan)
        pair(body, isMalformed: isMalformed, plan, at: now)
        unparsedAnswers.removeFirst(end)
        return true
    }

    private mutating func pair(
        _ answer: [UInt8], isMalformed: Bool, _ plan: VoterPlan, at now: UInt64
    ) {
        if isInCheck { return pairCheck(answer, isMalformed: isMalformed, plan, at: now) }
        guard exchanges[answered].end <= written else {
            isVoid = true
            return
        }
        if !isMalformed {
            times.append(now - headBegan)
        }
        let isInTime = exchanges[answered].missedAt == nil
        exchanges[answered].answer = answer
        exchanges[answered].answeredAt = now
        exchanges[answered].isInTime = isInTime
        exchanges[answered].isMalformed = isMalformed
        if !isInTime { wasLate = true }
        answered += 1
    }

    /// A state in the place of an answer.
    private func isReserved(_ answer: [UInt8], _ plan: VoterPlan) -> Bool {
        plan.checkpoint != nil && !isInCheck && exchanges.indices.contains(answered)
            && exchanges[answered].ownText == nil && answer.starts(with: ReservedText.mark)
    }

    private mutating func pairCheck(
        _ answer: [UInt8], isMalformed: Bool, _ plan: VoterPlan, at now: UInt64
    ) {
        let last = checks.count - 1
        if checks[last].end > written { isVoid = true }
        checks[last].answeredAt = now
        checks[last].isRight = !isMalformed && answer == plan.selfCheck?.answer
    }
}
