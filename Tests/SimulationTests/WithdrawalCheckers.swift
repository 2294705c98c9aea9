import Voting

/// What is withdrawn is nobody's fault: without faults nothing but withdrawals is ever counted.
struct WithdrawalsAreNoFaults: Checker {
    func flaw(in evidence: Evidence) -> String? {
        let scenario = evidence.scenario
        guard scenario.faulty.isEmpty, !scenario.hasMachine else { return nil }
        let tally = evidence.history.tally
        for (replica, ballots) in tally.replicas.prefix(scenario.plan.replicas).enumerated() {
            let good = ballots.agreed + ballots.absent
            let isHeld = tally.held > 0 && ballots.agreed + ballots.dissented > 0
            if good != ballots.ballots && !isHeld { return "replica \(replica) has \(ballots)" }
        }
        // A history that is full is no fault either, but those that it takes away are away.
        let losses = evidence.history.losses
        if tally.beyondFaults > 0 && !losses.contains(where: { $0.loss == .historyFull }) {
            return "demand \(tally.firstBeyondFaults) is beyond what was declared"
        }
        let blamed = losses.first {
            $0.loss != .withdrawn && $0.loss != .historyFull
                && $0.replica < scenario.plan.replicas
        }
        return blamed.map { "replica \($0.replica) was given up: \($0.loss)" }
    }
}

/// Each order is answered within a deadline where nobody is faulty: the replica is gone, or stays
/// because of a quorum.
struct WithdrawalsAreObeyed: Checker {
    func flaw(in evidence: Evidence) -> String? {
        let scenario = evidence.scenario
        guard scenario.faulty.isEmpty, !scenario.hasMachine else { return nil }
        for order in evidence.history.withdrawals {
            let due = order.at + scenario.longestDeadline + Self.slack
            if (order.answeredAt ?? evidence.history.endedAt) > due {
                return "replica \(order.replica), withdrawn at \(order.at), was there at \(due)"
            }
            if order.loss == nil && order.answeredAt != nil && isFree(order, evidence) {
                return "replica \(order.replica) stays though it can be missed"
            }
        }
        return nil
    }

    /// The shell is woken a little after what it waits for.
    private static let slack: UInt64 = 100_000

    /// Whether it surely could have gone: the only one ever withdrawn, of more than are needed,
    /// when all had been started long since.
    private func isFree(_ order: Withdrawal, _ evidence: Evidence) -> Bool {
        let scenario = evidence.scenario
        return scenario.plan.agree < scenario.plan.replicas && scenario.plan.restarts
            && !scenario.plan.isStateful && !scenario.hasPool && scenario.supervisorDiesAt == nil
            && scenario.withdrawals.count == 1 && order.at > 300_000
    }
}

/// Never is one withdrawn with fewer than a quorum left.
struct WithdrawalsLeaveAQuorum: Checker {
    func flaw(in evidence: Evidence) -> String? {
        let left = evidence.history.leastLeft
        return left < evidence.scenario.plan.agree ? "only \(left) were left" : nil
    }
}
