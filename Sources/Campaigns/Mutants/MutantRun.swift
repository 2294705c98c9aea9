import FaultInjection

/// Gives a mutant all demands, and looks at what comes of those that faults strike, as it is looked
/// at what comes of a copy with a fault.
struct MutantRun {
    private let setup: CampaignSetup
    private let command: TracedCommand
    private let budget: CopyBudget
    private let limits: [(resource: Int32, value: UInt64)]

    /// - Parameter replica: in whose place it is, and whose limits it has.
    init(_ setup: CampaignSetup, _ executable: String, inPlaceOf replica: Int) {
        self.setup = setup
        let own = setup.targets[replica].command
        command = TracedCommand(
            [executable], environment: own.environment, folder: own.folder)
        limits = setup.targets[replica].limits
        budget = setup.copyBudget
    }

    /// One a chosen demand; nil where the machine did not let it be known.
    ///
    /// A mutant that has ended, or that says more or less than a line, is started anew; with state
    /// it would only come there again, and is gone from then on: it answers no later demand.
    func ends() throws(TracingError) -> [CopyEnd?] {
        var ends: [CopyEnd?] = []
        var target: TracedTarget?
        defer { target?.end() }
        let chosen = Set(setup.chosen)
        var isGone = false
        var end: CopyEnd?
        for (number, demand) in setup.demands.enumerated() {
            let isChosen = chosen.contains(number)
            if !isGone {
                if target == nil { target = try start() }
                guard let running = target else { break }
                let isFit: Bool
                (end, isFit) = answer(running, demand, isChosen: isChosen)
                if !isFit {
                    running.end()
                    target = nil
                    isGone = setup.isStateful
                }
            }
            if isChosen {
                ends.append(end)
                if isGone { end = end.map(Self.withoutAnswer) }
            }
        }
        return ends
    }

    /// The answer was to a demand before.
    private static func withoutAnswer(_ end: CopyEnd) -> CopyEnd {
        guard end.outcome == .answered else { return end }
        var gone = end
        gone.outcome =
            switch end.endAfterAnswer {
            case .exited(let status): .exited(status: status)
            case .died(let signal): .died(signal: signal)
            case nil: .closedOutput
            }
        (gone.answer, gone.extra, gone.endAfterAnswer) = ([], [], nil)
        return gone
    }

    private func start() throws(TracingError) -> TracedTarget {
        var budget = TargetBudget()
        budget.answerBytesMax = setup.answerBytesMax
        budget.cpuNanosecondsMax = self.budget.cpuNanosecondsMax
        budget.wallNanosecondsMax = self.budget.wallNanosecondsMax
        let target = try TracedTarget(command, budget: budget)
        for limit in limits { target.limit(limit.resource, to: limit.value) }
        return target
    }

    /// - Returns: what came of it, and whether it can be given another demand.
    private func answer(
        _ target: TracedTarget, _ demand: [UInt8], isChosen: Bool
    ) -> (end: CopyEnd?, isFit: Bool) {
        do throws(TracingError) {
            try target.begin(demand)
            if isChosen {
                let end = try target.fork().finish(budget)
                guard end.outcome == .answered, end.extra.isEmpty, end.endAfterAnswer == nil,
                    !end.isStuckAfterAnswer
                else { return (end, false) }
                // As the copy did.
                _ = try target.answer()
                return (end, true)
            }
            _ = try target.answer()
            return (nil, true)
        } catch {
            return (CopyEnd(error), false)
        }
    }
}
