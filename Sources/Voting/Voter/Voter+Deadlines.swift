/// How long is waited, for whom.
extension Voter {
    /// From now on deadlines are so much longer than configured, in percent, 100 to 400; where
    /// they adapt, to the configured one at most.
    package mutating func stretchDeadlines(percent: Int) {
        deadlinePercent = min(400, max(100, percent))
    }

    /// How long is waited for anybody at most; also for whoever is lost and expected back.
    var deadline: UInt64 {
        let configured = plan.deadlineNanoseconds
        if plan.deadlineFloorNanoseconds != nil { return configured }
        let (product, isTooLong) = configured.multipliedReportingOverflow(
            by: UInt64(deadlinePercent))
        return isTooLong ? configured : product / 100
    }

    /// How long one replica may take for an answer.
    func deadline(of link: ReplicaLink) -> UInt64 {
        link.detector?.deadline(percent: deadlinePercent) ?? deadline
    }
}

extension ReplicaLink {
    /// The answer to `oldest` is there: so long do its answers take.
    mutating func learn(at now: UInt64) {
        detector?.answered(after: now - min(now, headSince) + overrun)
    }
}
