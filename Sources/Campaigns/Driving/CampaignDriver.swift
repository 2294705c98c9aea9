import Foundation

/// Runs a campaign's trials, part by part, and keeps what came of them.
package final class CampaignDriver: Sendable {
    private let setup: CampaignSetup
    private let golden: GoldenRun
    package let plan: TrialPlan
    private let jobs: Int
    /// Trials after which the stop rule is asked. Always the same numbers, so that a campaign stops
    /// at the same trial whoever runs it, in however many parts.
    private static let batch: UInt64 = 10_000

    /// - Parameter jobs: threads, each with targets of its own.
    package init(_ setup: CampaignSetup, golden: GoldenRun, jobs: Int) {
        (self.setup, self.golden, self.jobs) = (setup, golden, jobs)
        let space = FaultSpace(
            setup.campaign, replicas: setup.mayBeHit, windows: golden.windows,
            components: golden.components.mapValues { $0.map(\.window) })
        let pruned =
            setup.campaign.sampling == .pruned
            ? PrunedSpace(setup.campaign, space, windows: golden.windows, traces: golden.traces)
            : nil
        plan = TrialPlan(setup.campaign, space: space, pruned: pruned)
    }

    /// Runs what is not done yet.
    ///
    /// - Parameters:
    ///   - done: numbers of trials that are there.
    ///   - shard: the trials that are wanted, of 1...plan.count; nil: all.
    ///   - shouldStop: asked before each batch, with the number of the last trial before it, and
    ///     with nil in between, when a person may have had enough.
    ///   - take: called on one thread at a time with results that belong together.
    package func run(
        done: Set<UInt64>, within shard: ClosedRange<UInt64>? = nil,
        shouldStop: @Sendable (UInt64?) -> Bool,
        take: @Sendable ([TrialResult]) throws -> Void
    ) throws {
        var first = shard?.lowerBound ?? 1
        let end = shard?.upperBound ?? plan.count
        while first <= end, !shouldStop(first - 1) {
            let last = min(end, first + Self.batch - 1)
            let trials = (first...last).filter { !done.contains($0) }.map(plan.trial)
            try run(TrialGroup.groups(of: trials), shouldStop, take)
            if shouldStop(nil) { return }
            first = last + 1
        }
    }

    /// Does one trial again.
    ///
    /// - Parameter id: 1...plan.count.
    package func replay(_ id: UInt64) throws -> TrialResult {
        let worker = try TrialWorker(setup, golden)
        var trial = plan.trial(id)
        // What was only concluded is tried now.
        trial.way = .tried
        return try worker.run(TrialGroup.groups(of: [trial])[0])[0]
    }

    private func run(
        _ groups: [TrialGroup], _ shouldStop: @Sendable (UInt64?) -> Bool,
        _ take: @Sendable ([TrialResult]) throws -> Void
    ) throws {
        let parts = TrialGroup.parts(groups, jobs).filter { !$0.isEmpty }
        let failures = FirstFailure()
        let lock = NSLock()
        withoutActuallyEscaping(shouldStop) { shouldStop in
            withoutActuallyEscaping(take) { take in
                let work: @Sendable (Int) -> Void = { [self] part in
                    failures.note {
                        let worker = try TrialWorker(setup, golden)
                        for group in parts[part] {
                            if shouldStop(nil) || failures.isAny { return }
                            let results = try worker.run(group)
                            try lock.withLock { try take(results) }
                        }
                    }
                }
                DispatchQueue.concurrentPerform(iterations: parts.count) { work($0) }
            }
        }
        if let failure = failures.first { throw failure }
    }
}

/// The first error of several threads.
private final class FirstFailure: @unchecked Sendable {
    private let lock = NSLock()
    private var error: (any Error)?

    var first: (any Error)? { lock.withLock { error } }
    var isAny: Bool { first != nil }

    func note(_ body: () throws -> Void) {
        do { try body() } catch {
            lock.withLock { if self.error == nil { self.error = error } }
        }
    }
}
