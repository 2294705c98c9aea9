import Voting

// Twins of the shell with bugs of a pool.

/// It never lets a stopped process go on: whoever is woken stays silent.
final class SoundSleepShell: Shell {
    override func rest(_ process: ReplicaProcess) {
        if voter.isAtRest(process.replica) { world.stop(process) }
    }
}

/// It takes a process that stops for one that ends.
final class MourningShell: Shell {
    override func rest(_ process: ReplicaProcess) {
        let wasStopped = process.isStopped
        super.rest(process)
        if process.isStopped && !wasStopped { voter.lost(process.replica, .died, at: world.now) }
    }
}

/// It writes to who was woken what it wrote last, not what the voter wants written.
final class StaleDemandShell: Shell {
    override func rest(_ process: ReplicaProcess) {
        let wasStopped = process.isStopped
        super.rest(process)
        guard wasStopped, !process.isStopped else { return }
        // What it is to be handed first is lost on the way, so that the next takes its place.
        let pending = voter.pendingInput(of: process.replica)
        voter.wroteInput(of: process.replica, pending.count)
    }
}

/// It stops who has just been handed a demand.
final class NumbingShell: Shell {
    private var woken: Set<Int> = []

    override func rest(_ process: ReplicaProcess) {
        let wasStopped = process.isStopped
        super.rest(process)
        if wasStopped && !process.isStopped { woken.insert(process.id) }
        let isBusy = world.isHolding(process)
        if woken.contains(process.id), isBusy { world.stop(process) }
    }
}

/// It tells the voter that everybody is asked, and stops those who should sleep all the same.
final class UnpooledShell: Shell {
    override class func plan(for scenario: Scenario) -> VoterPlan {
        var plan = scenario.plan
        plan.active = plan.replicas
        return plan
    }

    override func rest(_ process: ReplicaProcess) {
        if process.replica >= world.scenario.plan.active { world.stop(process) }
    }
}
