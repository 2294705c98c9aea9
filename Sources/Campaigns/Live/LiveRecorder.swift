import FaultInjection

/// Learns what a component does with each demand: first its calls, then in one run for each of them
/// what it executes behind it.
struct LiveRecorder {
    private let setup: CampaignSetup
    private let live: LiveSetup
    private let scene: LiveScene
    private var component: EnsembleComponent { scene.component }
    /// What should go out, by demand.
    private let verdicts: [[UInt8]]
    private let translations = Translations(isLogged: true)

    init(
        _ setup: CampaignSetup, _ live: LiveSetup, _ scene: LiveScene,
        verdicts: [[UInt8]]
    ) {
        (self.setup, self.live, self.scene) = (setup, live, scene)
        self.verdicts = verdicts
    }

    /// By chosen demand.
    ///
    /// - Throws: where a run is not like the golden one.
    func windows() throws -> [ComponentWindow] {
        let first = try record(stepped: setup.chosen.map { _ in nil })
        var stretches: [[ComponentWindow.Stretch]] = setup.chosen.map { _ in [] }
        for place in 0..<(first.map(\.calls.count).max() ?? 0) {
            let calls = first.map { $0.calls.indices.contains(place) ? $0.calls[place] : nil }
            for (index, recorder) in try record(stepped: calls).enumerated() {
                // One that is not there again is left out: it hangs on chance.
                guard let call = calls[index], let steps = recorder.steps else { continue }
                stretches[index].append(.init(call: call, steps: steps))
            }
        }
        return setup.chosen.indices.map { index in
            var window = FaultWindow(
                demand: setup.demands[setup.chosen[index]],
                answer: verdicts[setup.chosen[index]])
            window.steps = stretches[index].reduce(0) { $0 + $1.moments }
            window.memory = first[index].memory
            window.transfers = first[index].transfers
            return ComponentWindow(window: window, stretches: stretches[index])
        }
    }

    /// - Parameter stepped: by chosen demand.
    private func record(stepped: [CallPlace?]) throws -> [WindowRecorder] {
        let all = Array(stepped.indices)
        // What a second crash brings is something else.
        let parts = scene.hasCrash ? all.map { [$0] } : [all]
        return try parts.flatMap { part in
            try run(recording: part.map { (setup.chosen[$0], stepped[$0]) })
        }
    }

    /// - Parameter recorded: numbers of demands in ascending order, and behind which call it is
    ///   stepped through there.
    private func run(recording recorded: [(demand: Int, stepped: CallPlace?)]) throws
        -> [WindowRecorder]
    {
        let given = setup.demands.prefix(recorded.last!.demand + 1 + live.demandsAfter)
        let run = try LiveRun(live.slow, name: "golden-\(component.rawValue)", demands: given)
        defer { run.remove() }
        guard run.settle(), let process = run.number(of: component) else {
            throw unfit("not all of its processes have come to wait for demands")
        }
        var consumer = LiveConsumer(run)
        var recorders: [WindowRecorder] = []
        for (index, demand) in given.enumerated() {
            guard let place = recorded.first(where: { $0.demand == index }) else {
                _ = consumer.ask(demand)
                continue
            }
            let recorder = try WindowRecorder(
                process: process, run.names(for: component), nap: component.nap,
                stepped: place.stepped,
                stepsMax: live.stepsMax, translations,
                areOthersAtRest: { run.areAtRest(but: process) })
            wait(run, recorder) { recorder.isReady() }
            if scene.hasCrash { run.crashReplica() }
            _ = consumer.ask(demand, isBusy: { true }, meanwhile: recorder.advance)
            wait(run, recorder) { recorder.isQuiet }
            recorder.finish()
            recorders.append(recorder)
        }
        try check(consumer.seen.lines.map { $0.map(\.bytes) })
        consumer.finish()
        return recorders
    }

    private func wait(
        _ run: LiveRun, _ recorder: WindowRecorder, until isThere: () -> Bool
    ) {
        while !isThere(), !run.isOverBudget {
            recorder.advance(now: LiveRun.now())
            run.waitForLine(50_000)
        }
    }

    private func check(_ lines: [[[UInt8]]]) throws {
        guard let place = lines.indices.first(where: { lines[$0] != [verdicts[$0]] }) else {
            return
        }
        throw unfit("it does not answer demand \(setup.numbers[place]) as its replicas do alone")
    }

    private func unfit(_ cause: String) -> CampaignError {
        CampaignError(
            .unfit,
            "cannot inject faults into the \(component.rawValue) of "
                + "'\(setup.campaign.ensemble)': \(cause)")
    }
}
