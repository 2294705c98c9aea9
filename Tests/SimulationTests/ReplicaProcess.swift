import Voting

/// One process of a replica: reads demands, thinks, answers, and fails as it is told to.
///
/// The world calls `poke` when a pipe moved, `think` when an answer is ready and `speakEarly`
/// when it is to say something unasked; each tells when it wants to be called again.
final class ReplicaProcess {
    enum Wish {
        case nothing
        /// Poke again after so many nanoseconds.
        case poke(after: UInt64)
        /// An answer is ready after so many nanoseconds.
        case think(for: UInt64)
        /// It ended.
        case dies
    }

    let id: Int
    let replica: Int
    let incarnation: Int
    let fault: Fault?
    let input: BytePipe
    let output: BytePipe
    private(set) var isAlive = true
    /// The shell has been told of its end.
    var isDeathKnown = false
    /// Nothing happens in it; what would have happens when it goes on.
    var isStopped = false

    private let plan: VoterPlan
    private let deadline: UInt64
    private var random: SplitMix64
    private var computation: Computation
    private var walk = Walk()
    private let hasMachine: Bool
    private let mark: UInt8
    private var unread: [UInt8] = []
    private var unsent: [UInt8] = []
    private var thinkingOf: (demand: [UInt8], number: UInt64)?
    private var answered = 0
    private var previous: [UInt8] = Array("none".utf8)
    private var isHung = false
    private var isEndless = false
    private var diesWhenSent = false

    init(
        id: Int, replica: Int, incarnation: Int, scenario: Scenario, random: SplitMix64
    ) {
        self.id = id
        self.replica = replica
        self.incarnation = incarnation
        self.random = random
        plan = scenario.plan
        deadline = scenario.deadline
        let script = scenario.faults[replica]
        fault = incarnation < script.count ? script[incarnation] : nil
        input = BytePipe(capacity: scenario.pipeCapacity)
        output = BytePipe(capacity: scenario.pipeCapacity)
        computation = Computation(isStateful: scenario.plan.isStateful)
        hasMachine = scenario.hasMachine
        mark = scenario.mark
    }

    /// Its end, by itself or by a signal. An orphan of its own may keep the pipes open.
    func die(leavingOrphan: Bool = false) {
        isAlive = false
        if leavingOrphan { return }
        input.isReaderOpen = false
        output.isWriterOpen = false
    }

    private var isAtFault: Bool { fault.map { $0.at == answered } ?? false }

    func poke() -> Wish {
        guard isAlive, !isHung else { return .nothing }
        if fault?.kind == .crashAtStart { return .dies }
        if isEndless { unsent = Array(repeating: 0x65, count: 256) }
        if !unsent.isEmpty, output.isWriterOpen {
            guard let count = output.write(unsent, limit: random.pick(1...4096)) else {
                return .dies
            }
            unsent.removeFirst(count)
            if !unsent.isEmpty || isEndless {
                return output.room > 0 ? .poke(after: UInt64(random.pick(100...2_000))) : .nothing
            }
        }
        if diesWhenSent { return .dies }
        guard thinkingOf == nil else { return .nothing }
        if let demand = nextDemand() {
            thinkingOf = demand
            return .think(for: thinkingTime())
        }
        let more = input.read(limit: random.pick(1...65_536))
        if more.isEmpty { return input.isWriterOpen ? .nothing : .dies }
        unread += more
        return .poke(after: UInt64(random.pick(100...1_000)))
    }

    private func nextDemand() -> (demand: [UInt8], number: UInt64)? {
        if plan.framing == .lines {
            guard let feed = unread.firstIndex(of: 0x0A) else { return nil }
            defer { unread.removeFirst(feed + 1) }
            return (Array(unread[..<feed]), 0)
        }
        guard unread.count >= FrameHeader.byteCount else { return nil }
        let header = unread.withUnsafeBytes { FrameHeader($0) }
        let end = FrameHeader.byteCount + Int(header.length)
        guard unread.count >= end else { return nil }
        defer { unread.removeFirst(end) }
        return (Array(unread[FrameHeader.byteCount..<end]), header.number)
    }

    private func thinkingTime() -> UInt64 {
        let usual = UInt64(random.pick(500...20_000))
        switch fault?.kind {
        case .alwaysSlow: return deadline * UInt64(random.pick(30...90)) / 100
        case .slowOnce where isAtFault && plan.deadlineFloorNanoseconds != nil:
            return deadline * UInt64(random.pick(40...140)) / 100
        case .slowOnce where isAtFault: return deadline * UInt64(random.pick(101...260)) / 100
        case .justLate where isAtFault: return deadline + usual / 4
        default: return usual
        }
    }

    func think() -> Wish {
        guard isAlive, !isHung, let (demand, number) = thinkingOf else { return .nothing }
        thinkingOf = nil
        let right = compute(demand)
        defer {
            answered += 1
            previous = right
        }
        guard let fault else { return say(right, number) }
        switch fault.kind {
        case .wrongAlways: return say(Array("w\(answered % 2)".utf8), number)
        case .oneBehind where answered >= fault.at: return say(previous, number)
        default: return isAtFault ? fail(fault.kind, right, number) : say(right, number)
        }
    }

    private func compute(_ handed: [UInt8]) -> [UInt8] {
        let parts = Transcript.Parts(of: handed[...], plan)
        // It changes nothing.
        if let check = plan.selfCheck, parts.demand.elementsEqual(check.demand) {
            return check.answer
        }
        guard hasMachine else {
            let answer = computation.answer(to: parts.demand)
            return mark == 0 || plan.isStateful ? answer : answer + [mark]
        }
        if plan.hasFeedback { walk.hear(parts.previous) }
        return walk.answer(to: parts.demand, choice: random.chance(10) ? 1 : 0)
    }

    private func fail(_ kind: Fault.Kind, _ right: [UInt8], _ number: UInt64) -> Wish {
        switch kind {
        case .crash: return .dies
        case .orphan:
            die(leavingOrphan: true)
            return .dies
        case .crashHalfAnswered:
            unsent += framed(right + [0x68], number).dropLast(1 + random.below(right.count + 1))
            diesWhenSent = true
        case .exitAfterAnswer:
            unsent += framed(right, number)
            diesWhenSent = true
        case .hang: isHung = true
        case .wrongOnce, .wrongNumber, .brokenHeader, .lineFeedInside, .saysCrashed:
            return misframe(kind, right, number)
        case .nulBytes: return say(right + [0, 0], number)
        case .twice: unsent += framed(right, number) + framed(right, number)
        case .omit: break
        case .endless: isEndless = true
        case .closeInput:
            input.isReaderOpen = false
            isHung = true
        case .closeOutput:
            output.isWriterOpen = false
            isHung = true
        default: return say(right, number)
        }
        return .poke(after: 0)
    }

    private func misframe(_ kind: Fault.Kind, _ right: [UInt8], _ number: UInt64) -> Wish {
        guard plan.framing != .lines else { return say(Array("w".utf8), number) }
        switch kind {
        case .wrongNumber: return say(right, number &+ (random.chance(50) ? 1 : UInt64.max))
        case .brokenHeader: unsent += Array(repeating: 0x21, count: 40)
        case .lineFeedInside: return say(right + [0x0A] + right, number)
        case .saysCrashed:
            unsent += FrameHeader(length: 0, kind: .crashed, number: number).withBytes { Array($0) }
        default: return say(Array("w".utf8), number)
        }
        return .poke(after: 0)
    }

    private func say(_ answer: [UInt8], _ number: UInt64) -> Wish {
        unsent += framed(answer, number)
        return .poke(after: 0)
    }

    private func framed(_ answer: [UInt8], _ number: UInt64) -> [UInt8] {
        if plan.framing == .lines { return answer + [0x0A] }
        let header = FrameHeader(length: UInt32(answer.count), number: number)
        return header.withBytes { Array($0) } + answer
    }

    /// Says something that nobody asked for.
    func speakEarly() -> Wish {
        guard isAlive, !isHung else { return .nothing }
        return say(previous, UInt64(answered + 1))
    }
}
