import Voting

// Twins of the shell that wait too long or not long enough.

/// Does not stretch deadlines.
final class UnstretchedShell: Shell {
    override func stretch(_ percent: Int) {}
}

/// Learns nothing from how long answers take.
final class UnadaptedShell: Shell {
    override class func plan(for scenario: Scenario) -> VoterPlan {
        var plan = scenario.plan
        plan.deadlineFloorNanoseconds = nil
        return plan
    }
}

/// Goes below the floor.
final class HurriedShell: Shell {
    override class func plan(for scenario: Scenario) -> VoterPlan {
        var plan = scenario.plan
        if plan.deadlineFloorNanoseconds != nil { plan.deadlineFloorNanoseconds = 1 }
        return plan
    }
}
