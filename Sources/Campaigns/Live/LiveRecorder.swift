import FaultInjection

/// Learns what a component does with each demand: first its calls, then in runs for each of them
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
        if component == .host {
            return setup.chosen.map {
                let window = FaultWindow(demand: setup.demands[$0], answer: verdicts[$0])
                return ComponentWindow(window: window, stretches: [])
            }
        }
        let first = try record(stepped: setup.chosen.map { _ in nil }).compactMap(\.self)
        var stretches: [[ComponentWindow.Stretch]] = setup.chosen.map { _ in [] }
        for place in 0..<(first.map(\.calls.count).max() ?? 0) {
            var ways = first.map {
                RecordedWay($0.calls.indices.contains(place) ? $0.calls[place] : nil)
            }
            for _ in 0..<Self.recordingsMax where ways.contains(where: { $0.wanted != nil }) {
                let recorders = try record(stepped: ways.map(\.wanted))
                for index in ways.indices { ways[index].add(recorders[index]?.steps) }
            }
            for index in ways.indices { ways[index].stretch.map { stretches[index].append($0) } }
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

    private static let recordingsMax = 5

    /// - Parameter stepped: by chosen demand.
    /// - Returns: nil for a demand that need not be given.
    private func record(stepped: [CallPlace?]) throws -> [WindowRecorder?] {
        let all = setup.chosen.indices.map { (demand: setup.chosen[$0], stepped: stepped[$0]) }
        if !scene.hasCrash { return try run(recording: all) }
        // What a second crash brings is something else.
        let isFirst = stepped.allSatisfy { $0 == nil }
        return try all.map { one in
            try isFirst || one.stepped != nil ? run(recording: [one])[0] : nil
        }
    }

    /// - Parameter recorded: numbers of demands in ascending order, and behind which call it is
    ///   stepped through there.
    private func run(recording recorded: [(demand: Int, stepped: CallPlace?)]) throws
        -> [WindowRecorder]
    {
        let given = setup.demands.prefix(recorded.last!.demand + 1 + LiveSetup.demandsAfter)
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
