/// Each demand is decided within a bounded number of deadlines after it was admitted.
///
/// A replica that answers each demand just in time may be behind by all that is open, and a
/// quorum may need it; so the bound is a deadline for each demand of the window. That the run ends
/// at all and does not turn idly is watched while it runs.
struct RunIsLive: Checker {
    func flaw(in evidence: Evidence) -> String? {
        let scenario = evidence.scenario
        let stalls = UInt64(scenario.stalls) * scenario.stallNanoseconds
        // Between two demands there may be one of the voter's own.
        let each = UInt64(scenario.plan.checkpoint == nil ? 2 : 4)
        let bound = UInt64(scenario.plan.window + 3) * each * scenario.longestDeadline + stalls
        for (number, verdict) in evidence.released.verdicts.enumerated()
        where number < evidence.history.admissions.count {
            let released = evidence.history.releasedAt(verdict.end)
            let admitted = evidence.history.admissions[number]
            if released > admitted + bound {
                return "demand \(number + 1) took \(released - admitted) ns of at most \(bound)"
            }
        }
        return nil
    }
}

/// Nobody is given up as silent who has not missed a deadline.
struct SilenceIsReal: Checker {
    func flaw(in evidence: Evidence) -> String? {
        // A shadow that was left behind has less.
        guard let replica = evidence.history.hurried,
            replica < evidence.scenario.plan.replicas
        else { return nil }
        return "replica \(replica) had time left"
    }
}

/// What is masked does not cost a deadline a demand: a faulty process costs a few, once.
struct MaskingCostsNoDeadlines: Checker {
    func flaw(in evidence: Evidence) -> String? {
        let scenario = evidence.scenario
        let voting = scenario.faults.prefix(scenario.plan.replicas)
        let isSlow = voting.joined().contains { $0?.slowsTheRun ?? false }
        guard scenario.isWithinHypothesis, !isSlow, !scenario.hasMachine, !scenario.hasStateFaults,
            let last = evidence.history.admissions.last,
            scenario.stalls == 0, scenario.sourcePause <= 1000
        else { return nil }
        let bytes = scenario.demands.reduce(0) { $0 + $1.bytes.count + 1 }
        let faults = voting.joined().count { $0 != nil }
        let bound =
            UInt64(faults) * 3 * scenario.longestDeadline
            + UInt64(bytes) * 3_000 + UInt64(scenario.demands.count) * 400_000 / 4
            + scenario.deadline
        return last > bound
            ? "the last demand was admitted after \(last) ns of at most \(bound)" : nil
    }
}

/// What waits for a slow consumer stays below the buffer that the plan asks for.
struct BuffersAreBounded: Checker {
    func flaw(in evidence: Evidence) -> String? {
        let plan = evidence.scenario.plan
        let bound = max(256 << 10, 4 * (plan.answerBytesMax + 200))
        return evidence.history.pendingOutputMax > bound
            ? "\(evidence.history.pendingOutputMax) bytes wait for the consumer" : nil
    }
}
