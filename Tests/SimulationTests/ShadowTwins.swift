import Voting

/// It takes shadows for replicas: they make verdicts, and are waited for.
final class CountingShadowsShell: Shell {
    override class func plan(for scenario: Scenario) -> VoterPlan {
        var plan = scenario.plan
        plan.active += plan.shadows
        plan.replicas = plan.seats
        plan.shadows = 0
        // What could elect two answers is refused, and cannot be tried.
        return plan.flaw == nil ? plan : scenario.plan
    }
}
