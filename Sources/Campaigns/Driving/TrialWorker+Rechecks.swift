import FaultInjection

extension TrialWorker {
    /// Does it again in a whole ensemble that runs.
    ///
    /// - Returns: nil where that is not possible: it stands for several faults in which nothing is
    ///   injected, or nothing can be said of it.
    func recheck(_ trial: Trial, _ replies: [TracedReply]) throws -> Recheck? {
        var trial = trial
        let isConcluded = trial.way == .overwritten || trial.way == .unread
        // A mutant is a process of its own already.
        guard let live = setup.live, !(setup.campaign.lines[trial.line].fault is UseMutant),
            !replies.contains(where: \.isHarnessError),
            !isConcluded || !setup.campaign.isWhole
        else { return nil }
        // At its own moment, not at that of its class.
        trial.way = .tried
        let aims = trial.hit.map { (replica: $0, aim: aim(trial, $0)) }
        let cached = vote.verdict(
            Dictionary(uniqueKeysWithValues: zip(trial.hit, replies.map(\.hitReply))))
        return try Rechecker(setup, golden, live, translations).recheck(
            trial, replies, aims, cached)
    }

    func aim(_ trial: Trial, _ replica: Int) -> ReplicaStrike.Aim {
        let window = golden.windows[replica][trial.demand]
        let fault = setup.campaign.lines[trial.line].fault
        let point = scaled(trial, to: fault.extent(in: window))
        // Not of answers alone.
        func moment(_ step: UInt64, _ change: ProcessChange) -> ReplicaStrike.Aim {
            .moment(Int(step), along: golden.steps[replica][trial.demand], change)
        }
        switch fault.injection(at: point, in: window) {
        case .process(let step, let change): return moment(step, change)
        case .demand(let change):
            return moment(0, .demand(change.apply(to: window.demand) + [0x0A]))
        case .transfer, .host: preconditionFailure("a fault of whole ensembles")
        case .mutant: preconditionFailure("a mutant is not put into a replica")
        case .answer(let change):
            switch change.apply(to: window.answer) {
            case .bytes(let bytes): return .reply(bytes)
            case .late(_, let nanoseconds): return .delay(nanoseconds: nanoseconds)
            }
        }
    }
}
