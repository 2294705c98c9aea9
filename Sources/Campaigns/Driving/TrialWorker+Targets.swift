import FaultInjection

extension TrialWorker {
    /// A target that has answered all demands before this one: also where answers do not depend on
    /// them the way to an answer does, as in the first use of a buffer.
    func target(_ replica: Int, before demand: Int) throws -> TracedTarget {
        if let target = targets[replica] {
            if target.demandCount <= demand {
                try advance(target, replica, to: demand)
                return target
            }
            target.end()
            targets[replica] = nil
        }
        // One at a time: the others' demands are over.
        if targets.count > 8 { endTargets() }
        let target = try setup.start(replica)
        targets[replica] = target
        try advance(target, replica, to: demand)
        return target
    }

    private func advance(_ target: TracedTarget, _ replica: Int, to demand: Int) throws {
        while target.demandCount < demand {
            let number = target.demandCount
            let answer = try target.advance(setup.demands[number])
            if answer != golden.answers[replica][number] {
                throw CampaignError(
                    .unfit,
                    "cannot inject faults into '\(setup.targets[replica].name)': it does not say "
                        + "the same again to demand \(setup.numbers[number])")
            }
        }
    }
}
