import FaultInjection
import Foundation

/// What all targets do when nothing is wrong: what every trial is held against.
package struct GoldenRun: Sendable {
    /// By replica and demand, all of them.
    package internal(set) var answers: [[[UInt8]]]
    /// By replica and chosen demand; of those that may be hit.
    package internal(set) var windows: [[FaultWindow]]
    /// Likewise, the addresses of the instructions; empty where no fault needs them.
    var steps: [[StepList]]
    /// Likewise, what instructions read and write; empty but in a pruned campaign.
    private(set) var accesses: [[WindowAccesses]] = []
    /// What comes of mutants, found out when they are first asked for.
    let mutants = MutantEnds()
    /// What goes out, by demand.
    package internal(set) var verdicts: [[UInt8]] = []
    /// What is shared, by chosen demand.
    package internal(set) var components: [LiveScene: [ComponentWindow]] = [:]

    /// Runs every target twice, once with its instructions recorded where faults need that.
    ///
    /// - Throws: where a target does not say the same twice, or is not traceable.
    package init(_ setup: CampaignSetup) throws {
        let isTraced = setup.campaign.lines.contains { $0.isTraced && $0.scene == nil }
        answers = []
        windows = []
        steps = []
        for replica in setup.targets.indices {
            let isHit = setup.mayBeHit.contains(replica)
            let first = try Self.run(setup, replica, isStepped: isTraced && isHit)
            let second = try Self.run(setup, replica, isStepped: false)
            if let place = first.answers.indices.first(where: {
                first.answers[$0] != second.answers[$0]
            }) {
                throw CampaignError(
                    .unfit,
                    "cannot inject faults into '\(setup.targets[replica].name)': it does not say "
                        + "the same twice to demand \(setup.numbers[place])",
                    hint: "does it ask for the time, or for random bytes?")
            }
            answers.append(first.answers)
            windows.append(isHit ? Self.windows(setup, first) : [])
            steps.append(first.steps)
            accesses.append(first.accesses)
        }
    }

    /// Finds out what goes out when nothing is wrong.
    ///
    /// - Parameter vote: one that has not begun.
    /// - Throws: where the replicas are not of one mind on a demand that faults are to strike: what
    ///   would be counted there is no effect of a fault.
    package mutating func judge(by vote: consuming CachedVote, _ setup: CampaignSetup) throws {
        var unclean: [UInt64] = []
        for number in setup.demands.indices {
            var demand = GoldenDemand()
            demand.number = UInt64(number) + 1
            demand.bytes = setup.demands[number]
            demand.answers = answers.map { $0[number] }
            vote.begin(demand)
            let verdict = vote.goldenVerdict()
            verdicts.append(verdict ?? [])
            if verdict == nil && setup.chosen.contains(number) {
                unclean.append(setup.numbers[number])
            }
        }
        guard let first = unclean.first else { return }
        throw CampaignError(
            .unfit,
            "cannot begin campaign '\(setup.campaign.name)': without any fault the replicas are "
                + "not of one mind on \(unclean.count) of its demands, the first is \(first)",
            hint: "thrice check \(setup.campaign.ensemble)")
    }

    /// Learns what components do that faults strike, or reads what was learnt before.
    ///
    /// - Throws: where the whole ensemble does not answer as its replicas do by themselves.
    package mutating func record(_ setup: CampaignSetup) throws {
        guard let live = setup.live else { return }
        let given = setup.chosen.map { (demand: setup.demands[$0], answer: verdicts[$0]) }
        let struck = Set(setup.campaign.lines.compactMap(\.scene?.recorded))
        if struck.isEmpty { return }
        let (file, key) = live.windows
        let kept = try LiveWindows(file: file, key: key) ?? recorded(setup, live, struck)
        for scene in struck {
            guard let windows = kept.windows(of: scene, given: given) else {
                throw CampaignError(
                    .unfit, "cannot use '\(file)': it is of other demands or faults",
                    hint: "remove it; trials will be others then")
            }
            components[scene] = windows
        }
    }

    private func recorded(
        _ setup: CampaignSetup, _ live: LiveSetup, _ struck: Set<LiveScene>
    ) throws -> LiveWindows {
        var windows: [LiveScene: [ComponentWindow]] = [:]
        for scene in struck {
            windows[scene] = try LiveRecorder(setup, live, scene, verdicts: verdicts)
                .windows()
        }
        return try LiveWindows(key: live.windows.key, windows).keep(in: live.windows.file)
    }

    private struct Pass {
        var answers: [[UInt8]] = []
        var steps: [StepList] = []
        var calls: [[WindowCall]] = []
        var accesses: [WindowAccesses] = []
        /// At the beginning of each window.
        var memory: [[MemoryRange]] = []
    }

    private static func run(
        _ setup: CampaignSetup, _ replica: Int, isStepped: Bool
    ) throws -> Pass {
        var pass = Pass()
        let target = try setup.start(replica)
        defer { target.end() }
        for (number, demand) in setup.demands.enumerated() {
            try target.begin(demand)
            if isStepped && setup.chosen.contains(number) {
                pass.memory.append(
                    target.regions.filter { !$0.isShared }.compactMap(MemoryRange.init))
                try record(setup.campaign, target, into: &pass)
            }
            pass.answers.append(try target.answer())
        }
        return pass
    }

    /// A sample of faults in registers needs no look at each instruction while it is executed.
    private static func record(
        _ campaign: Campaign, _ target: TracedTarget, into pass: inout Pass
    ) throws {
        let limit = Int(campaign.budget.steps)
        let isPruned = campaign.sampling == .pruned
        let isOfRegisters =
            isPruned && !campaign.isWhole && !campaign.lines.contains { $0.isOfMemory }
        let window = try target.record(atMost: limit, notesRegisters: isOfRegisters)
        pass.steps.append(window.steps)
        pass.calls.append(window.calls)
        if let registers = window.registers {
            pass.accesses.append(.ofRegisters(registers))
        } else if isPruned {
            pass.accesses.append(.all(try target.accesses(atMost: limit)))
        }
    }

    private static func windows(_ setup: CampaignSetup, _ pass: Pass) -> [FaultWindow] {
        setup.chosen.enumerated().map { index, demand in
            var window = FaultWindow(
                demand: setup.demands[demand], answer: pass.answers[demand])
            if demand > 0 { window.previousAnswer = pass.answers[demand - 1] }
            let others = pass.answers.indices.map { (demand + 1 + $0) % pass.answers.count }
            window.otherAnswer = others.first { pass.answers[$0] != window.answer }
                .map { pass.answers[$0] }
            window.otherDemand = others.first { setup.demands[$0] != window.demand }
                .map { setup.demands[$0] }
            if pass.steps.indices.contains(index) {
                window.steps = UInt64(pass.steps[index].count)
                window.memory = pass.memory[index]
                window.calls = pass.calls[index]
            }
            return window
        }
    }
}

extension FaultLine {
    /// Whether it strikes memory of replicas.
    var isOfMemory: Bool { scene == nil && type(of: fault).entry.layer == .memory }

    /// Whether it strikes between instructions.
    var isTraced: Bool {
        switch type(of: fault).entry.layer {
        case .registers, .memory, .processes, .calls, .demands: true
        case .answers, .transfers, .programs, .hosts: false
        }
    }
}
