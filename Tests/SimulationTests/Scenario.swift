import Voting

/// All that a seed decides before the world begins to move.
struct Scenario {
    struct Demand {
        var bytes: [UInt8]
        /// What a correct ensemble answers.
        var right: [UInt8]
        var isOversized: Bool
        /// The machine promises nothing about it.
        var isOutside = false

        /// Nobody is asked.
        var isWithheld: Bool { isOversized || isOutside }
    }

    /// Whether walks promise something of every admitted demand, whatever their state.
    enum Precondition: CaseIterable {
        case none
        /// What they promise is asked before a demand is handed over.
        case asked
        /// It is only seen when an answer is judged.
        case hidden
    }

    static let restrictive = Array("RESTRICTIVE".utf8)

    let seed: UInt64
    var plan: VoterPlan
    var demands: [Demand] = []
    var isLastUnterminated = false
    /// Per replica, behind them per shadow, the fault of its first process, its second, …; those
    /// after the last have none.
    var faults: [[Fault?]] = []
    var stateFaults: [Int: StateFault] = [:]
    var pipeCapacity = 65_536
    /// Nanoseconds; nil when it does not happen.
    var supervisorDiesAt: UInt64?
    var stopsAt: UInt64?
    /// Most nanoseconds between two pieces of the demand stream.
    var sourcePause = 1
    /// The consumer does not read for so long, so many times.
    var stalls = 0
    var stallNanoseconds: UInt64 = 0
    /// Bytes that the shell reads or writes at once.
    var chunk = 65_536
    /// Replicas are walks, and are held against them; nothing is right then but what is allowed.
    var hasMachine = false
    var precondition = Precondition.none
    /// What replicas without state put behind their answers; 0 is nothing.
    var mark: UInt8 = 0
    /// Orders to the voter, whether or not it can do without the replica then.
    var withdrawals: [(replica: Int, at: UInt64)] = []

    /// In percent, and when; the order in which they reach the voter is that of the times.
    var stretches: [(percent: Int, at: UInt64)] = []

    var deadline: UInt64 { plan.deadlineNanoseconds }
    /// However they are stretched.
    var longestDeadline: UInt64 {
        deadline * UInt64(stretches.map(\.percent).max() ?? 100) / 100
    }
    /// Replicas that are ever faulty; shadows are none of them.
    var faulty: Set<Int> {
        Set((0..<plan.replicas).filter { faults[$0].contains { $0 != nil } })
            .union(stateFaults.keys)
    }
    /// Whether enough replicas are always correct and timely.
    ///
    /// Where nobody is faulty, whoever is withdrawn: never so many that no quorum is left. A
    /// primary that lies is believed; and who is woken with state may have to be shown more than is
    /// possible within a deadline.
    var isWithinHypothesis: Bool {
        if hasPool && plan.isStateful { return false }
        if mayBelieveLiars { return false }
        return faulty.isEmpty
            || faulty.union(withdrawals.map(\.replica)).count <= plan.replicas - plan.agree
    }

    /// So few must agree that a liar alone may be believed, be it about its state.
    var mayBelieveLiars: Bool {
        let tellTheTruth = faults.joined().allSatisfy { $0?.kind.tellsTheTruth ?? true }
        return 2 * plan.agree <= plan.replicas && !(tellTheTruth && stateFaults.isEmpty)
    }

    init(seed: UInt64) {
        self.seed = seed
        var random = SplitMix64(seed: seed)
        let replicas = random.pick(2...7)
        let agree = random.pick((replicas / 2 + 1)...replicas)
        plan = VoterPlan(replicas: replicas, agree: agree, restrictive: Self.restrictive)
        plan.deadlineNanoseconds = 1_000_000
        plan.inFlight = random.pick([1, 1, 2, 3, 4])
        plan.framing = random.pick([.lines, .lines, .frames])
        plan.isStateful = random.chance(40)
        plan.restarts = random.chance(85)
        plan.output = random.chance(30) ? .records : .answers
        plan.answerBytesMax = random.pick([40, 64, 4096])
        plan.window = random.pick([4, 8, 64])
        // Demands so long that the history of a stateful ensemble does not fit.
        let isBulky = random.chance(3)
        plan.demandBytesMax = isBulky ? 300_000 : random.pick([24, 64, 1000])
        plan.historyBytesMax = 1
        pipeCapacity = isBulky ? 65_536 : random.pick([64, 512, 4096, 65_536])
        chunk = isBulky ? 65_536 : random.pick([7, 64, 65_536])
        drawDemands(count: isBulky ? random.pick(1...12) : random.pick(0...70), &random)
        drawFaults(&random)
        sourcePause = random.pick([1_000, 20_000, 400_000])
        if random.chance(20) {
            stalls = random.pick(1...3)
            stallNanoseconds = deadline * UInt64(random.pick(1...6))
        }
        let span = random.pick(1...40) * 250_000
        if random.chance(15) { supervisorDiesAt = UInt64(random.below(span)) }
        if random.chance(8) { stopsAt = UInt64(random.below(span)) }
        drawRules(&random)
        if !isBulky { drawMachine(&random) }
        drawWithdrawals(span: span)
        drawDeadlines(span: span)
        drawPool(&random)
        drawStamp(&random)
        drawShadows(&random)
        drawSelfCheck()
        if random.chance(30), plan.failuresMax > 0 {
            plan.degradedNanosecondsMax = UInt64(random.pick([200, 1_000, 5_000])) * 1_000
        }
        drawCheckpoints()
    }

    /// From a seed of their own, so that the same seed without them is the same scenario.
    private mutating func drawWithdrawals(span: Int) {
        var random = SplitMix64(seed: seed ^ 0x71_7D_5A_11)
        guard random.chance(35) else { return }
        withdrawals = (0..<random.pick([1, 1, 2, 5, 20])).map { _ in
            (random.below(plan.replicas), UInt64(random.below(random.chance(50) ? 400_000 : span)))
        }
    }

    /// From a seed of their own, too. With state it would have to be known which answers are
    /// replays, from which nothing is learnt.
    private mutating func drawDeadlines(span: Int) {
        var random = SplitMix64(seed: seed ^ 0xDEAD_11E)
        if random.chance(20) {
            stretches = (0..<random.pick(1...4)).map { _ in
                (random.pick([100, 150, 200, 300, 400]), UInt64(random.below(span)))
            }
        }
        guard random.chance(40), !plan.isStateful else { return }
        plan.deadlineFloorNanoseconds = deadline * UInt64(random.pick([50, 80])) / 100
        // Slow for once when something has been learnt.
        for replica in faults.indices where !faults[replica].isEmpty && random.chance(30) {
            faults[replica][0] = Fault(kind: .slowOnce, at: 16 + random.below(10))
        }
    }

    /// With any faults at all: nobody is to notice.
    private mutating func drawShadows(_ random: inout SplitMix64) {
        guard random.chance(30) else { return }
        plan.shadows = random.pick(1...2)
        for _ in 0..<plan.shadows {
            faults.append(
                (0..<random.pick(0...6)).map { _ in
                    let at = random.below(max(1, min(demands.count, random.pick([3, 10, 70]))))
                    return Fault(kind: random.pick(Fault.Kind.allCases), at: at)
                })
        }
    }

    /// From a seed of its own, too.
    private mutating func drawSelfCheck() {
        var random = SplitMix64(seed: seed ^ 0x5E1F_C4EC)
        guard random.chance(35) else { return }
        plan.selfCheck = SelfCheck(
            demand: Array("check".utf8), answer: Array("sound".utf8),
            everyNanoseconds: UInt64(random.pick([20, 100, 300])) * 1_000)
    }

    private mutating func drawStamp(_ random: inout SplitMix64) {
        guard random.chance(40) else { return }
        plan.stamp = StampRule(
            hasTime: random.chance(60), hasRandom: random.chance(60), seed: random.next(),
            epochNanoseconds: 1_700_000_000_000_000_000)
    }

    /// Last, so that the other scenarios stay what they were.
    private mutating func drawPool(_ random: inout SplitMix64) {
        guard random.chance(40) else { return }
        if random.chance(20), plan.policy == "agree" || plan.policy == "majority" {
            // A primary and its backups: what it says goes out.
            plan.agree = 1
            plan.policy = "agree=1,tie=lowest"
        }
        plan.active = random.pick(plan.agree...plan.replicas)
        plan.startupNanoseconds = random.pick([0, 0, 100_000, deadline])
    }

    var hasPool: Bool { plan.active < plan.replicas }

    private mutating func drawMachine(_ random: inout SplitMix64) {
        plan.hasFeedback = random.chance(25)
        hasMachine = random.chance(40)
        guard hasMachine else { return }
        for index in demands.indices where !demands[index].isOversized {
            demands[index].isOutside = !Walk.admits(demands[index].bytes)
            demands[index].right = Self.restrictive
        }
        precondition = random.pick(Precondition.allCases)
    }

    private mutating func drawRules(_ random: inout SplitMix64) {
        if random.chance(15) {
            plan.latch = random.pick([.agreed(inARow: 1), .agreed(inARow: 3), .forever])
        }
        // The same bytes are the same answer, but read by a schema and voted on by other policies.
        if random.chance(30) { plan.answer = "whole; a text relation=bytes" }
        if random.chance(50) {
            if plan.agree == plan.replicas / 2 + 1 { plan.policy = "majority" }
            if plan.agree == plan.replicas { plan.policy = "unanimity" }
        }
        if random.chance(25) { plan.dissentLimit = random.pick(1...4) }
        if random.chance(30) {
            plan.faults = FaultHypothesis(
                crash: random.pick(0...2), symmetric: random.pick(0...2))
        }
    }

    private mutating func drawDemands(count: Int, _ random: inout SplitMix64) {
        var computation = Computation(isStateful: plan.isStateful)
        let emptyOne = random.chance(30) ? random.below(max(count, 1)) : -1
        isLastUnterminated = random.chance(30) && emptyOne != count - 1
        let longest = plan.demandBytesMax
        for number in 0..<count {
            var bytes = Array("\(number) ".utf8)
            if number == emptyOne {
                bytes = []
            } else {
                let most = plan.demandBytesMax > 1000 || random.chance(10) ? longest : 24
                var length = random.pick(bytes.count...max(bytes.count, most))
                if random.chance(4) { length = longest }
                if random.chance(4) { length = longest + random.pick(1...(2 * min(longest, 4000))) }
                while bytes.count < length {
                    let byte = UInt8(truncatingIfNeeded: random.next())
                    bytes.append(byte == 0x0A ? 0 : byte)
                }
            }
            let isOversized = bytes.count > longest
            let right = isOversized ? Self.restrictive : computation.answer(to: bytes)
            demands.append(Demand(bytes: bytes, right: right, isOversized: isOversized))
        }
    }

    private mutating func drawFaults(_ random: inout SplitMix64) {
        let most = random.chance(65) ? plan.replicas - plan.agree : plan.replicas
        var order = Array(0..<plan.replicas)
        random.shuffle(&order)
        let chosen = order.prefix(random.pick(0...most))
        faults = (0..<plan.replicas).map { replica in
            guard chosen.contains(replica) else { return [] }
            return (0..<random.pick(1...4)).map { _ in
                guard random.chance(80) else { return nil }
                let at = random.below(max(1, min(demands.count, random.pick([3, 10, 70]))))
                return Fault(kind: random.pick(Fault.Kind.allCases), at: at)
            }
        }
    }
}
