import Voting

extension Scenario {
    /// The same scenario with less in it.
    func without(_ simplifications: [Simplification]) -> Scenario {
        simplifications.reduce(into: self) { $0.leaveOut($1) }
    }

    private mutating func leaveOut(_ part: Simplification) {
        switch part {
        case .demands(let count):
            guard count < demands.count else { return }
            demands.removeSubrange(count...)
            // An empty last demand needs its line feed.
            isLastUnterminated = false
        case .fault(let replica, let process):
            guard faults.indices.contains(replica), faults[replica].indices.contains(process)
            else { return }
            faults[replica][process] = nil
        case .withdrawals: withdrawals = []
        case .stretches: stretches = []
        case .stalls: stalls = 0
        case .pool: plan.active = plan.replicas
        case .shadows:
            faults.removeLast(plan.shadows)
            plan.shadows = 0
        case .stamp: plan.stamp = StampRule()
        case .latch: plan.latch = .none
        case .stop: stopsAt = nil
        case .death: supervisorDiesAt = nil
        case .degradation: plan.degradedNanosecondsMax = nil
        case .schema: plan.answer = VoterPlan(replicas: 2, agree: 2, restrictive: []).answer
        case .records: plan.output = .answers
        case .selfCheck: plan.selfCheck = nil
        }
    }

    func differs(from other: Scenario) -> Bool {
        plan != other.plan || withdrawals.count != other.withdrawals.count
            || stretches.count != other.stretches.count || stalls != other.stalls
            || stopsAt != other.stopsAt || supervisorDiesAt != other.supervisorDiesAt
    }
}
