import FaultInjection

/// Runs trials on one thread, which owns the targets that it traces.
final class TrialWorker {
    let setup: CampaignSetup
    let golden: GoldenRun
    private let rechecks: RecheckPlan
    /// By replica.
    var targets: [Int: TracedTarget] = [:]
    var vote: CachedVote
    /// Of the programs of ensembles that run.
    let translations = Translations()
    /// Demands that the vote was given.
    private var voted = 0

    init(_ setup: CampaignSetup, _ golden: GoldenRun, _ rechecks: RecheckPlan) throws {
        (self.setup, self.golden, self.rechecks) = (setup, golden, rechecks)
        vote = try setup.makeVote()
    }

    deinit { endTargets() }

    func endTargets() {
        for target in targets.values { target.end() }
        targets = [:]
    }

    /// Every trial of the group, each a result.
    func run(_ group: TrialGroup) throws -> [TrialResult] {
        if group.isLive { return try group.trials.map(live) }
        let demand = setup.chosen[group.demand]
        if demand < voted {
            vote = try setup.makeVote()
            voted = 0
        }
        while voted <= demand {
            vote.begin(goldenDemand(voted))
            voted += 1
        }
        var replies: [Int: [UInt64: TracedReply]] = [:]
        for replica in group.hit { replies[replica] = try self.replies(replica, group) }
        return try group.trials.map { trial in
            let said = group.hit.map { replies[$0]?[trial.id] ?? .notInjected("") }
            var result = result(of: trial, said)
            if rechecks.contains(trial.id), !result.outcomes.isEmpty {
                result.recheck = try recheck(trial, said)
            }
            return result
        }
    }

    /// In what is shared, while the whole ensemble runs.
    private func live(_ trial: Trial) throws -> TrialResult {
        let line = setup.campaign.lines[trial.line]
        guard let scene = line.scene, let live = setup.live else {
            preconditionFailure("trial \(trial.id) strikes nothing")
        }
        let outcome = try LiveTrial(setup, live, golden, translations).run(trial, in: scene)
        let window = golden.components[scene.recorded]![trial.demand].window
        var result = TrialResult(
            trial: trial, demandNumber: setup.numbers[setup.chosen[trial.demand]],
            place: line.fault.place(trial.point, in: window), golden: window.answer,
            replies: [outcome.reply], outcomes: [])
        result.live = outcome.ensemble
        result.moments = line.fault.extent(in: window).moments
        return result
    }

    private func goldenDemand(_ number: Int) -> GoldenDemand {
        var demand = GoldenDemand()
        demand.number = UInt64(number) + 1
        demand.bytes = setup.demands[number]
        demand.answers = golden.answers.map { $0[number] }
        demand.verdict = golden.verdicts[number]
        return demand
    }

    /// By trial.
    private func replies(
        _ replica: Int, _ group: TrialGroup
    ) throws -> [UInt64: TracedReply] {
        let window = golden.windows[replica][group.demand]
        var replies: [UInt64: TracedReply] = [:]
        var traced: [(moment: Int, trial: UInt64, change: ProcessChange)] = []
        for trial in group.trials {
            let fault = setup.campaign.lines[trial.line].fault
            let extent = fault.extent(in: window)
            // The first that is hit has the place, and this one has not.
            guard extent.size > 0 else { continue }
            if let reply = concluded(trial, window) {
                replies[trial.id] = reply
                continue
            }
            let point = scaled(trial, to: extent)
            switch fault.injection(at: point, in: window) {
            case .answer(let change):
                replies[trial.id] = TracedReply(
                    change, answer: window.answer, answerBytesMax: setup.answerBytesMax,
                    deadline: setup.deadline)
            case .process(let moment, let change):
                traced.append((Int(moment), trial.id, change))
            case .transfer, .host: preconditionFailure("a fault of whole ensembles")
            case .mutant(let mutant):
                replies[trial.id] = try reply(of: mutant, trial, in: replica, window)
            case .demand(let change):
                traced.append((0, trial.id, .demand(change.apply(to: window.demand) + [0x0A])))
            }
        }
        traced.sort { ($0.moment, $0.trial) < ($1.moment, $1.trial) }
        if traced.isEmpty { return replies }
        let target = try target(replica, before: setup.chosen[group.demand])
        try target.begin(window.demand)
        var next = 0
        var moments: [Int] = []
        for entry in traced where moments.last != entry.moment { moments.append(entry.moment) }
        try target.walk(moments, along: golden.steps[replica][group.demand]) {
            moment throws(TracingError) in
            let first = next
            while next < traced.count, traced[next].moment == moment {
                // Of a pruned sample several may be the same.
                let entry = traced[next]
                let same = traced[first..<next].first { $0.change == entry.change }
                if let same {
                    replies[entry.trial] = replies[same.trial]
                } else {
                    replies[entry.trial] = try reply(target, entry.change, window)
                }
                next += 1
            }
        }
        _ = try target.answer()
        return replies
    }

    /// What needs no trial.
    private func concluded(_ trial: Trial, _ window: FaultWindow) -> TracedReply? {
        switch trial.way {
        case .tried, .triedAt: nil
        case .overwritten: .overwritten(answer: window.answer)
        case .unread: .unread(answer: window.answer)
        }
    }

    /// The same fault in another target: at the same part of its window, in the same place if it
    /// has that.
    func scaled(_ trial: Trial, to extent: FaultExtent) -> FaultPoint {
        guard trial.hit.count > 1 else {
            var point = trial.point
            point.moment = trial.moment
            return point
        }
        let first = setup.campaign.lines[trial.line].fault.extent(
            in: golden.windows[trial.hit[0]][trial.demand])
        return FaultPoint(
            moment: trial.point.moment * extent.moments / first.moments,
            place: trial.point.place % extent.places, bit: trial.point.bit % extent.bits)
    }

    private func reply(
        of mutant: String, _ trial: Trial, in replica: Int, _ window: FaultWindow
    ) throws -> TracedReply {
        guard let folder = setup.mutants[trial.line] else {
            preconditionFailure("line \(trial.line) has no mutants")
        }
        let ends = try golden.mutants.ends(
            of: folder.executable(of: mutant), inPlaceOf: replica, setup)
        return ends[trial.demand].map { TracedReply($0, proof: mutant, answer: window.answer) }
            ?? .harnessError(mutant)
    }

    private func reply(
        _ target: TracedTarget, _ change: ProcessChange, _ window: FaultWindow
    ) throws(TracingError) -> TracedReply {
        let copy = try target.fork()
        copy.deadline = setup.deadline
        var proof: InjectionProof?
        do throws(TracingError) {
            proof = try change.apply(to: copy)
        } catch .cannotReach {
            // Memory that was there when the demand came, and is not any more.
        }
        guard let proof, proof.isComplete else {
            copy.discard()
            return proof.map { .notActivated($0.text) } ?? .notInjected("")
        }
        if change.delay >= setup.deadline {
            copy.discard()
            return .late(proof.text)
        }
        do throws(TracingError) {
            let end = try copy.finish(setup.copyBudget)
            if copy.wasToldRight { return .notActivated(proof.text) }
            return TracedReply(end, proof: proof.text, answer: window.answer)
        } catch .starved, .leftBehind {
            return .harnessError(proof.text)
        }
    }
}
