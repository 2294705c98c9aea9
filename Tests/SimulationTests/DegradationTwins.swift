import Voting

/// It goes on for ever, however few replicas are left.
final class UnlimitedShell: Shell {
    override class func plan(for scenario: Scenario) -> VoterPlan {
        var plan = scenario.plan
        plan.degradedNanosecondsMax = nil
        return plan
    }
}

/// It gives up at once.
final class ImpatientShell: Shell {
    override class func plan(for scenario: Scenario) -> VoterPlan {
        var plan = scenario.plan
        if plan.degradedNanosecondsMax != nil { plan.degradedNanosecondsMax = 1 }
        return plan
    }
}

/// It counts one failure too few, or one too many.
final class MiscountingShell: Shell {
    override class func plan(for scenario: Scenario) -> VoterPlan {
        var plan = scenario.plan
        if plan.failuresMax > 1 { plan.faults = FaultHypothesis(crash: 1) }
        return plan
    }
}
