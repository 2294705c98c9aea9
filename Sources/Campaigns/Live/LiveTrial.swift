import FaultInjection
import Glibc
import Voting

/// One fault in what a running ensemble shares, from the beginning of the run to its end.
struct LiveTrial {
    private let setup: CampaignSetup
    private let live: LiveSetup
    private let golden: GoldenRun
    private let translations: Translations

    init(
        _ setup: CampaignSetup, _ live: LiveSetup, _ golden: GoldenRun,
        _ translations: Translations
    ) {
        (self.setup, self.live, self.golden) = (setup, live, golden)
        self.translations = translations
    }

    /// What came of it, and of it all.
    struct Outcome {
        var reply: TrialResult.Reply
        /// Nil where nothing was injected.
        var ensemble: EnsembleOutcome?
    }

    /// Where it takes another way than the recorded one it is run once more, and the moment is told
    /// by its address and how often that was passed: a breakpoint finds it on other ways, too.
    func run(_ trial: Trial, in scene: LiveScene) throws -> Outcome {
        let outcome = try run(trial, in: scene, translations)
        let isElsewhere =
            outcome.reply.outcome == .notInjected && outcome.reply.proof == Strike.otherWay
        return isElsewhere ? try run(trial, in: scene, nil) : outcome
    }

    private func run(
        _ trial: Trial, in scene: LiveScene, _ translations: Translations?
    ) throws -> Outcome {
        let component = scene.component
        let line = setup.campaign.lines[trial.line]
        let window = golden.components[scene.recorded]![trial.demand]
        let injection = line.fault.injection(at: trial.point, in: window.window)
        let demand = setup.chosen[trial.demand]
        let given = setup.demands.prefix(demand + 1 + LiveSetup.demandsAfter)
        let live = injection.isLed ? live.led : live
        let run = try LiveRun(live, name: "trial-\(trial.id)", demands: given)
        defer { run.remove() }
        guard run.settle(), let process = run.number(of: component) else {
            return untried(component, "the ensemble was not there in time")
        }
        var consumer = LiveConsumer(run)
        for before in 0..<demand where !consumer.ask(setup.demands[before]) {
            return failed(component, "it failed before the fault")
        }
        let right = golden.verdicts.prefix(demand).map { [$0] }
        guard consumer.seen.lines.map({ $0.map(\.bytes) }) == right else {
            return failed(component, "it was not like the golden run before the fault")
        }
        let strike = try strike(
            injection, component, process, demand: setup.demands[demand], window, translations, run)
        // What lasts does so until the run's end.
        defer { withExtendedLifetime(strike) {} }
        guard Self.wait(for: strike, run) else {
            return untried(component, "the process was never at rest")
        }
        if scene.hasCrash { run.crashReplica() }
        let lastLine = consumer.seen.lines.last?.last?.at
        var goesOn = consumer.ask(
            setup.demands[demand], isBusy: { strike.result == nil },
            meanwhile: strike.advance)
        Self.finish(strike, run)
        if let end = strike.end { run.note(end, of: process) }
        guard case .injected(let proof, let at) = strike.result else {
            if case .missed(let cause) = strike.result { return untried(component, cause) }
            return untried(component, "")
        }
        if injection.isLed, let lastLine, at > lastLine + live.cycle {
            return untried(component, "the gate had closed before the fault")
        }
        consumer.seen.injectedAt = at
        // With the voter its journaler goes, too.
        var isGone = !run.isAlive(process)
        if scene.losesVoter, let voter = run.number(of: .voter) { kill(voter, SIGKILL) }
        for next in given.dropFirst(demand + 1) where goesOn { goesOn = consumer.ask(next) }
        if !scene.losesVoter { isGone = !run.isAlive(process) }
        consumer.seen.isComponentGone = isGone
        consumer.finish()
        consumer.seen.isComponentLifeless = consumer.seen.troubles.contains {
            $0.hasPrefix("lifeless \(component.rawValue) ")
        }
        return outcome(consumer.seen, line, scene, proof.text + Self.spot(of: injection, window))
    }

    /// Whether a trouble comes of what else went wrong.
    private func isExpected(_ trouble: String, _ scene: LiveScene) -> Bool {
        // Replicas that are asked by another voter, or are missing, are not of one mind with it.
        let isMasked = trouble.hasPrefix("masked ")
        if scene.losesVoter && (isMasked || trouble == "resumptions 1") { return true }
        return scene.hasCrash
            && (isMasked || trouble == "restarts 1"
                || trouble.hasPrefix(setup.targets[0].name + " "))
    }

    private func strike(
        _ injection: Injection, _ component: EnsembleComponent, _ process: pid_t,
        demand: [UInt8], _ window: ComponentWindow, _ translations: Translations?, _ run: LiveRun
    ) throws -> any LiveStrike {
        let aim: Strike.Aim
        switch injection {
        case .process(let moment, let change):
            let place = window.place(of: moment)
            aim = .moment(place.stretch, step: place.step, change)
        case .transfer(let transfer, let change): aim = .transfer(transfer, change)
        case .host(let processesOnEach):
            return HostStrike(of: run.everyProcess, processesOnEach: processesOnEach)
        case .answer, .demand, .mutant: preconditionFailure("a fault of replicas")
        }
        return try Strike(
            process: process, run.names(for: component), nap: component.nap, aim,
            demand: demand, translations, patience: live.cycle,
            areOthersAtRest: { run.areAtRest(but: process) })
    }

    /// Where the instruction lies that comes next: the same in every run.
    private static func spot(of injection: Injection, _ window: ComponentWindow) -> String {
        guard case .process(let moment, _) = injection else { return "" }
        let place = window.place(of: moment)
        return " at 0x" + String(place.stretch.steps[place.step], radix: 16)
    }

    private static func wait(for strike: any LiveStrike, _ run: LiveRun) -> Bool {
        while !strike.isReady() {
            strike.advance(now: LiveRun.now())
            if run.isOverBudget { return false }
            run.waitForLine(50_000)
        }
        return true
    }

    /// The answer is there; what the process does behind it may still be struck.
    private static func finish(_ strike: any LiveStrike, _ run: LiveRun) {
        while strike.result == nil {
            // Another process may never come to rest.
            if strike.isPast || run.isOverBudget { return strike.giveUp() }
            strike.advance(now: LiveRun.now())
        }
    }

    private func failed(_ component: EnsembleComponent, _ cause: String) -> Outcome {
        var outcome = untried(component, cause)
        outcome.ensemble = .harnessError
        return outcome
    }

    private func untried(_ component: EnsembleComponent, _ cause: String) -> Outcome {
        Outcome(
            reply: TrialResult.Reply(
                replica: component.rawValue, outcome: .notInjected, answer: nil, nanoseconds: 0,
                proof: cause), ensemble: nil)
    }

    private func outcome(
        _ seen: LiveObservation, _ line: FaultLine, _ scene: LiveScene, _ proof: String
    ) -> Outcome {
        var seen = seen
        seen.troubles.removeAll { isExpected($0, scene) }
        var comparer = AnswerComparer(schema: live.schema)
        let judgement = LiveJudgement(
            seen, golden: golden.verdicts, restrictive: live.restrictive, cycle: live.cycle,
            isControl: line.isControl
        ) { answer in answer.withUnsafeBytes { comparer.isAnswer($0) } }
        let reply = TrialResult.Reply(
            replica: scene.component.rawValue, outcome: judgement.component,
            answer: judgement.wrongAnswer, nanoseconds: judgement.latency,
            proof: ([proof] + seen.troubles).joined(separator: "; "))
        return Outcome(reply: reply, ensemble: judgement.ensemble)
    }
}

extension Injection {
    /// Whether the process is led to its moment, and does not come to it by itself.
    fileprivate var isLed: Bool {
        guard case .process = self else { return false }
        return true
    }
}
