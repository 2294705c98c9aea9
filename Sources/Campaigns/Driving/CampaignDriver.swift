import Foundation
import Glibc

/// Runs a campaign's trials, part by part, and keeps what came of them.
package final class CampaignDriver: Sendable {
    private let setup: CampaignSetup
    private let golden: GoldenRun
    package let plan: TrialPlan
    private let jobs: Int
    private let rechecks: RecheckPlan

    /// What a campaign is asked while it runs: whether it is to stop.
    package enum Question: Sendable {
        /// All trials up to there are done: by any rule. Always the same numbers.
        case enough(upTo: UInt64)
        /// All trials up to some number are done: by the clock.
        case late
        /// In the middle of trials: has a person had enough?
        case interrupted
    }

    /// - Parameter jobs: threads, each with targets of its own.
    package init(_ setup: CampaignSetup, golden: GoldenRun, jobs: Int) {
        (self.setup, self.golden, self.jobs) = (setup, golden, jobs)
        let space = FaultSpace(
            setup.campaign, replicas: setup.mayBeHit, windows: golden.windows,
            components: golden.components.mapValues { $0.map(\.window) })
        plan = Self.plan(setup.campaign, space, golden)
        rechecks = RecheckPlan(
            setup.campaign.live.rechecks, of: plan.count, seed: setup.campaign.seed)
    }

    private static func plan(
        _ campaign: Campaign, _ space: FaultSpace, _ golden: GoldenRun
    ) -> TrialPlan {
        guard campaign.sampling == .pruned else { return TrialPlan(campaign, space: space) }
        guard campaign.isWhole else {
            let sample = PrunedSample(
                campaign, space, windows: golden.windows, accesses: golden.accesses)
            return TrialPlan(campaign, space: space, sample: sample)
        }
        let traces = golden.accesses.map { $0.compactMap(\.trace) }
        let pruned = PrunedSpace(campaign, space, windows: golden.windows, traces: traces)
        return TrialPlan(campaign, space: space, pruned: pruned)
    }

    /// Runs what is not done yet.
    ///
    /// - Parameters:
    ///   - done: numbers of trials that are there.
    ///   - shard: the trials that are wanted, of 1...plan.count; nil: all.
    ///   - seconds: how long trials may take between two looks at the clock, about; nil: nobody
    ///     looks at it.
    ///   - take: called on one thread at a time with results that belong together.
    package func run(
        done: Set<UInt64>, within shard: ClosedRange<UInt64>? = nil,
        lookEach seconds: Double? = nil,
        shouldStop: @escaping @Sendable (Question) -> Bool,
        take: @escaping @Sendable ([TrialResult]) throws -> Void
    ) throws {
        guard plan.count > 0 else { return }
        var batches = BatchPlan(shard ?? 1...plan.count, seconds: seconds)
        let clock = ContinuousClock()
        while let batch = batches.next(), !shouldStop(batch.question) {
            let trials = batch.trials.filter { !done.contains($0) }.map(plan.trial)
            let time = try clock.measure {
                try run(TrialGroup.groups(of: trials, alone: alone), shouldStop, take)
            }
            if shouldStop(.interrupted) { return }
            batches.note(trials.count, seconds: time / .seconds(1))
        }
    }

    /// Lines whose faults are not only the trial's.
    private var alone: Set<Int> {
        let lines = setup.campaign.lines
        return Set(lines.indices.filter { lines[$0].scene?.component == .host })
    }

    /// Does one trial again.
    ///
    /// - Parameter id: 1...plan.count.
    package func replay(_ id: UInt64) throws -> TrialResult {
        let isRechecked = setup.campaign.live.rechecks > 0
        let worker = try TrialWorker(
            setup, golden,
            RecheckPlan(isRechecked ? plan.count : 0, of: plan.count, seed: setup.campaign.seed))
        var trial = plan.trial(id)
        // What was only concluded is tried now.
        trial.way = .tried
        return try worker.run(TrialGroup.groups(of: [trial])[0])[0]
    }

    /// Hands the copy of one trial to a debugger, its fault in place.
    ///
    /// - Parameters:
    ///   - id: 1...plan.count.
    ///   - body: called with the number of a process that is stopped and traced by nobody.
    /// - Returns: what became of it, and what it would have said without the fault.
    package func debug(
        _ id: UInt64, _ body: (pid_t) throws -> Void
    ) throws -> (reply: TrialResult.Reply, golden: [UInt8]) {
        let worker = try TrialWorker(
            setup, golden, RecheckPlan(0, of: plan.count, seed: setup.campaign.seed))
        var trial = plan.trial(id)
        trial.way = .tried
        return try worker.debug(trial, body)
    }

    private func run(
        _ groups: [TrialGroup], _ shouldStop: @escaping @Sendable (Question) -> Bool,
        _ take: @escaping @Sendable ([TrialResult]) throws -> Void
    ) throws {
        let queue = GroupQueue(groups)
        let failures = FirstFailure()
        let lock = NSLock()
        Self.onThreads(min(jobs, groups.count)) { [self] in
            failures.note {
                let worker = try TrialWorker(setup, golden, rechecks)
                while let group = queue.next() {
                    defer { queue.done() }
                    if shouldStop(.interrupted) || failures.isAny { return }
                    let results = try worker.run(group)
                    try lock.withLock { try take(results) }
                }
            }
        }
        if let failure = failures.first { throw failure }
    }
}

extension CampaignDriver {
    /// As many as were asked for, also where there are fewer processors: some trials mostly wait.
    private static func onThreads(_ count: Int, _ work: @escaping @Sendable () -> Void) {
        let all = DispatchGroup()
        for _ in 0..<count {
            all.enter()
            let thread = Thread {
                work()
                all.leave()
            }
            // As that of a process: judgements of machines go deep.
            thread.stackSize = 8 << 20
            thread.start()
        }
        all.wait()
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
