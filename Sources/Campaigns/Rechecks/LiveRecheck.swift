import FaultInjection
import Foundation
import Voting

/// The fault of a trial in replicas, put into these while the whole ensemble runs: it ends behind
/// the demand that is struck.
struct LiveRecheck {
    private let setup: CampaignSetup
    private let live: LiveSetup
    private let golden: GoldenRun
    private let patience: UInt64
    private let aims: [(replica: Int, aim: ReplicaStrike.Aim)]
    private let translations: Translations

    /// - Parameter aims: one for each replica that is hit.
    init(
        _ setup: CampaignSetup, _ live: LiveSetup, _ golden: GoldenRun,
        aims: [(replica: Int, aim: ReplicaStrike.Aim)], _ translations: Translations
    ) {
        (self.setup, self.golden, self.aims) = (setup, golden, aims)
        self.translations = translations
        let times = aims.map { $0.aim.nanoseconds }
        patience = times.max() ?? 0
        // One after the other.
        self.live = live.patient(times.reduce(0, +))
    }

    enum Seen {
        /// With what was changed, by replica that was hit.
        case verdict(LiveVerdict, proofs: [String])
        case missed(String)
    }

    func run(_ trial: Trial) throws -> Seen {
        let demand = setup.chosen[trial.demand]
        let run = try LiveRun(
            live, name: "recheck-\(trial.id)", demands: setup.demands.prefix(demand + 1))
        defer { run.remove() }
        guard run.settle() else { return .missed("the ensemble was not there in time") }
        var consumer = LiveConsumer(run)
        for before in 0..<demand where !consumer.ask(setup.demands[before]) {
            return .missed("it failed before the fault")
        }
        let right = golden.verdicts.prefix(demand).map { [$0] }
        guard consumer.seen.lines.map({ $0.map(\.bytes) }) == right else {
            return .missed("it was not like the recorded one before the fault")
        }
        guard let strikes = try strikes(run, setup.demands[demand]) else {
            return .missed("a replica was not there")
        }
        guard Self.await(strikes, run) else { return .missed("a replica was never at rest") }
        _ = consumer.ask(
            setup.demands[demand], isBusy: { strikes.contains { $0.result == nil } },
            meanwhile: { now in for strike in strikes { strike.advance(now: now) } })
        Self.finish(strikes, run)
        consumer.finish()
        return seen(strikes, consumer.seen, demand, run)
    }

    private func seen(
        _ strikes: [ReplicaStrike], _ seen: LiveObservation, _ demand: Int, _ run: LiveRun
    ) -> Seen {
        var proofs: [String] = []
        for strike in strikes {
            switch strike.result {
            case .injected(let proof, _): proofs.append(proof.text)
            case .missed(let cause): return .missed(cause)
            case nil: return .missed("the moment never came")
            }
        }
        let verdict = LiveVerdict(
            lines: seen.lines[demand].map(\.bytes), demand: UInt64(demand) + 1,
            folder: run.folder + "/run", replicas: setup.targets.map(\.name))
        return .verdict(verdict, proofs: proofs)
    }

    private func strikes(_ run: LiveRun, _ demand: [UInt8]) throws -> [ReplicaStrike]? {
        let numbers = run.replicas
        let hit = aims.compactMap { numbers[setup.targets[$0.replica].name] }
        guard hit.count == aims.count else { return nil }
        return try zip(aims, hit).map { aim, number in
            try ReplicaStrike(
                process: number, aim.aim, demand: demand, patience: patience, translations)
        }
    }

    private static func `await`(_ strikes: [ReplicaStrike], _ run: LiveRun) -> Bool {
        var looks = 0
        while looks < 2 {
            if run.isOverBudget { return false }
            for strike in strikes { strike.advance(now: LiveRun.now()) }
            let areThere = strikes.allSatisfy(\.isAtRest) && run.areAtRest(but: 0)
            looks = areThere ? looks + 1 : 0
            run.waitForLine(50_000)
        }
        for strike in strikes { strike.expectDemand() }
        return true
    }

    /// The answer may be there before all have come to their moments.
    private static func finish(_ strikes: [ReplicaStrike], _ run: LiveRun) {
        for strike in strikes {
            while strike.result == nil {
                let now = LiveRun.now()
                if strike.isPast || run.isOverBudget { strike.giveUp(at: now) }
                strike.advance(now: now)
            }
        }
    }
}

extension ReplicaStrike.Aim {
    /// That it may take until the fault is there: a process that takes more is too far from it. A
    /// delay is held against the ensemble's own deadline.
    fileprivate var nanoseconds: UInt64 {
        switch self {
        case .delay: 0
        case .reply: 500_000_000
        case .moment(let step, _, _):
            500_000_000 + UInt64(min(step, ReplicaStrike.stopsMax)) * 40_000
        }
    }
}
