import Campaigns
import FaultInjection
import Testing

@Suite struct PrunedSpaceTests {
    private let window: FaultWindow = {
        var window = FaultWindow(demand: [], answer: [1])
        window.steps = 20
        window.memory = [MemoryRange(kind: .stack, start: 0x1000, byteCount: 32)]
        return window
    }()

    private let trace: AccessTrace = {
        var trace = AccessTrace()
        trace.steps = 20
        trace.note(reads: [.all(of: .rax)], writes: [.bytes(0..<1, of: .rbx)], at: 4)
        trace.note(
            reads: [.bytes(0..<4, of: .rbx)], writes: [Locations(start: 0x1004, count: 8)], at: 9)
        trace.note(reads: [Locations(start: 0x1008, count: 2)], writes: [.all(of: .rax)], at: 23)
        return trace
    }()

    private func campaign(trials: UInt64) -> Campaign {
        var line = FaultLine(
            fault: Rig.fault("flip-register-bits", ["registers": ["rax", "rbx", "rflags"]]),
            settings: [:])
        line.share = 1
        return Rig.campaign(
            [line, Rig.line("flip-memory-bits"), Rig.line("omit-answer")], sampling: .pruned,
            trials: trials)
    }

    private func plan(trials: UInt64) -> TrialPlan {
        let campaign = campaign(trials: trials)
        let space = FaultSpace(campaign, replicas: [0], windows: [[window]])
        if campaign.isWhole {
            return TrialPlan(
                campaign, space: space,
                pruned: PrunedSpace(campaign, space, windows: [[window]], traces: [[trace]]))
        }
        let sample = PrunedSample(
            campaign, space, windows: [[window]], accesses: [[.all(trace)]])
        return TrialPlan(campaign, space: space, sample: sample)
    }

    @Test func `weights add up to every point of the space, line by line`() {
        let plan = plan(trials: 0)
        let size: UInt64 = 20 * 64 * 3 + 20 * 32 * 8 + 1
        #expect(plan.space.size == size)
        var weights: [Int: Double] = [:]
        for id in 1...plan.count {
            let trial = plan.trial(id)
            #expect(trial.id == id)
            weights[trial.line, default: 0] += trial.weight
        }
        #expect(weights == [0: 3840, 1: 5120, 2: 1])
        #expect(plan.count < plan.space.size / 2)
    }

    @Test func `what replicas share stays as it is, point by point`() {
        var shared = Rig.line("flip-register-bits")
        shared.scene = LiveScene(.voter)
        let campaign = Rig.campaign(
            [shared, Rig.line("flip-memory-bits")], sampling: .pruned, trials: 0)
        var other = FaultWindow(demand: [], answer: [1])
        other.steps = 2
        let space = FaultSpace(
            campaign, replicas: [0], windows: [[window]],
            components: [LiveScene(.voter): [other]])
        let plan = TrialPlan(
            campaign, space: space,
            pruned: PrunedSpace(campaign, space, windows: [[window]], traces: [[trace]]))
        let points = UInt64(space.lines[0].count)
        #expect(points > 0 && plan.pruned?.triedCount(line: 0) == points)
        for id in 1...points {
            let trial = plan.trial(id)
            #expect(trial.line == 0 && trial.hit == [] && trial.weight == 1 && trial.way == .tried)
        }
        #expect(plan.count > points)
        #expect(plan.trial(plan.count).line == 1)
    }

    @Test func `every trial stands for what the same point of a sample comes to`() {
        let whole = plan(trials: 0)
        let tried = (1...whole.count).map { whole.trial($0) }.filter { $0.way == .tried }
        #expect(UInt64(tried.count) == whole.pruned?.triedCount())
        var represented: Set<String> = []
        for trial in tried { represented.insert("\(trial.line) \(trial.point)") }
        #expect(represented.count == tried.count)
        let sample = plan(trials: 5000)
        #expect(sample.count == 5000)
        for id in 1...sample.count {
            let trial = sample.trial(id)
            guard case .triedAt(let moment) = trial.way else { continue }
            var point = trial.point
            point.moment = moment
            #expect(represented.contains("\(trial.line) \(point)"))
        }
    }

    @Test func `a sample draws the points that it would draw without pruning`() {
        let pruned = plan(trials: 500)
        var campaign = campaign(trials: 500)
        campaign.sampling = .uniform
        let uniform = TrialPlan(
            campaign, space: FaultSpace(campaign, replicas: [0], windows: [[window]]))
        for id in 1...500 as ClosedRange<UInt64> {
            #expect(pruned.trial(id).point == uniform.trial(id).point)
            #expect(pruned.trial(id).weight == uniform.trial(id).weight)
        }
    }

    @Test func `what is written over, and what nobody reads, is not injected`() {
        let plan = plan(trials: 0)
        let rest = (1...plan.count).map { plan.trial($0) }
            .filter { $0.way == .overwritten || $0.way == .unread }
        let over = rest.filter { $0.line == 0 && $0.way == .overwritten }
        // The low byte of rbx up to step 4, and rax from its read to its end.
        let overwritten = over.map(\.weight).reduce(0, +)
        #expect(overwritten == 1000)
        let unread = rest.filter { $0.line == 1 && $0.way == .unread }
        #expect(unread.count == 8)
        let unreadWeight = unread.map(\.weight).reduce(0, +)
        #expect(unreadWeight == 4320)
    }
}
