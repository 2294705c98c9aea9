import Voting

// Twins of the shell with bugs of self-checks.

/// It does not tell the voter of the self-check.
final class UncheckedShell: Shell {
    override class func plan(for scenario: Scenario) -> VoterPlan {
        var plan = scenario.plan
        plan.selfCheck = nil
        return plan
    }
}

/// It takes whatever is said to a self-check for the right answer.
final class CreditingShell: Shell {
    override func pass(_ bytes: [UInt8], of replica: Int, at now: UInt64) {
        guard let check = world.scenario.plan.selfCheck, voter.isInSelfCheck(replica),
            bytes.last == 0x0A
        else { return super.pass(bytes, of: replica, at: now) }
        super.pass(check.answer + [0x0A], of: replica, at: now)
    }
}

/// It expects another answer than the right one.
final class AccusingShell: Shell {
    override class func plan(for scenario: Scenario) -> VoterPlan {
        var plan = scenario.plan
        plan.selfCheck?.answer = Array("other".utf8)
        return plan
    }
}
