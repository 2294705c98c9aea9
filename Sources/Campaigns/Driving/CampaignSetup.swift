import FaultInjection
import Voting

/// All that trials need to know, worked out once and shared by all who run them.
package struct CampaignSetup: Sendable {
    package var campaign: Campaign
    /// All replicas that vote, in their order.
    package var targets: [Target]
    /// Indices of those that may be hit.
    package var mayBeHit: [Int]
    /// What is given to every target, in this order, without line feeds.
    package var demands: [[UInt8]]
    /// The number of each among those of the ensemble, from 1.
    package var numbers: [UInt64]
    /// Of `demands` those that faults strike, ascending.
    package var chosen: [Int]
    package var answerBytesMax: Int
    /// Nanoseconds after which a reply does not count.
    package var deadline: UInt64
    /// A vote of its own for each who runs trials, which begins before the first demand.
    package var makeVote: @Sendable () throws -> CachedVote

    /// Whether answers depend on the demands before.
    package var isStateful = false
    /// By line; of those that use mutants.
    package var mutants: [Int: MutantFolder] = [:]
    /// How whole ensembles are run; nil where nothing needs that.
    package var live: LiveSetup?

    package struct Target: Sendable {
        package var name: String
        package var command: TracedCommand
        /// Of setrlimit(2): a copy must not take the machine's memory.
        package var limits: [(resource: Int32, value: UInt64)]

        package init(
            name: String, command: TracedCommand, limits: [(resource: Int32, value: UInt64)]
        ) {
            (self.name, self.command, self.limits) = (name, command, limits)
        }
    }

    package init(
        campaign: Campaign, targets: [Target], mayBeHit: [Int], demands: [[UInt8]],
        numbers: [UInt64], chosen: [Int], answerBytesMax: Int, deadline: UInt64,
        makeVote: @escaping @Sendable () throws -> CachedVote
    ) {
        (self.campaign, self.targets, self.mayBeHit) = (campaign, targets, mayBeHit)
        (self.demands, self.numbers, self.chosen) = (demands, numbers, chosen)
        (self.answerBytesMax, self.deadline, self.makeVote) = (answerBytesMax, deadline, makeVote)
    }

    /// What one trial may use.
    var copyBudget: CopyBudget {
        var budget = CopyBudget(
            cpuNanosecondsMax: campaign.budget.processorNanoseconds,
            wallNanosecondsMax: campaign.budget.wallNanoseconds)
        budget.answerBytesMax = answerBytesMax
        return budget
    }

    func start(_ replica: Int) throws(TracingError) -> TracedTarget {
        var budget = TargetBudget()
        budget.answerBytesMax = answerBytesMax
        let target = try TracedTarget(targets[replica].command, budget: budget)
        for limit in targets[replica].limits { target.limit(limit.resource, to: limit.value) }
        return target
    }
}
