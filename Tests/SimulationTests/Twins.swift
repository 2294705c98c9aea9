import Voting

// Twins of the shell, each with one bug that a real shell could have. The simulator must find
// every one of them, or it would not find them in the real one either.

/// After a restart it pairs what is left in the old pipe with the new process.
final class LeftoverShell: Shell {
    private var leftovers: [Int: [UInt8]] = [:]

    override func connect(_ process: ReplicaProcess) {
        if let old = connections[process.replica] { keepLeftover(of: old) }
        super.connect(process)
    }

    override func takeAnswers(of replica: Int, at now: UInt64) {
        if let process = connections[replica], process.isDeathKnown {
            keepLeftover(of: process)
            lose(replica, .died, at: now)
        } else {
            super.takeAnswers(of: replica, at: now)
        }
    }

    override func condemn(_ condemned: Condemnation) {
        if let process = connections[condemned.replica] { keepLeftover(of: process) }
        super.condemn(condemned)
    }

    override func pass(_ bytes: [UInt8], of replica: Int, at now: UInt64) {
        super.pass((leftovers.removeValue(forKey: replica) ?? []) + bytes, of: replica, at: now)
    }

    private func keepLeftover(of process: ReplicaProcess) {
        let left = process.output.read(limit: 4096)
        if !left.isEmpty { leftovers[process.replica] = left }
    }
}

/// It swaps the pipes of a restarted replica behind the voter's back.
final class SilentSwapShell: Shell {
    private var known: Set<Int> = []

    override func take(_ message: Message, at now: UInt64) {
        guard case .started(let process) = message, !known.insert(process.replica).inserted else {
            super.take(message, at: now)
            return
        }
        connect(process)
    }

    override func lose(_ replica: Int, _ loss: Loss, at now: UInt64) {
        guard let process = connections[replica] else { return }
        connections[replica] = nil
        world.kill(process)
        world.tellSupervisor(of: process, isHopeless: false)
    }
}

/// It withholds most of the time, so that deadlines pass too late and a late ballot counts.
final class SlowClockShell: Shell {
    override func time(_ now: UInt64) -> UInt64 { now / 4 }

    override var wakeTime: UInt64? { voter.nextInstant.map { 4 * $0 } }
}

/// It lets the verdict fall one ballot before the quorum.
final class HastyShell: Shell {
    override class func plan(for scenario: Scenario) -> VoterPlan {
        var plan = scenario.plan
        if 2 * (plan.agree - 1) > plan.replicas { plan.agree -= 1 }
        return plan
    }
}

/// It forgets that there is a latch.
final class UnlatchedShell: Shell {
    override class func plan(for scenario: Scenario) -> VoterPlan {
        var plan = scenario.plan
        plan.latch = .none
        return plan
    }
}

/// It writes all over again what the consumer took only a part of.
final class RepeatingShell: Shell {
    override func writeOutput() -> Bool {
        let pending = voter.pendingOutput
        guard !pending.isEmpty, world.consumer.isWritable else { return false }
        let count = world.writeOutput(pending)
        if count == pending.count { voter.wroteOutput(count) }
        return count > 0
    }
}

/// It reads on from a process that was given up, and takes that for its successor's words.
final class ReadingOnShell: Shell {
    private var given: [ReplicaProcess] = []

    override func condemn(_ condemned: Condemnation) {
        guard let process = connections[condemned.replica] else { return }
        connections[condemned.replica] = nil
        given.append(process)
        world.tellSupervisor(of: process, isHopeless: condemned.loss == .historyFull)
    }

    override func takeAnswers(of replica: Int, at now: UInt64) {
        for process in given where process.replica == replica && process.output.count > 0 {
            guard connections[replica] != nil else { continue }
            pass(world.readAnswers(of: process, limit: 4096), of: replica, at: now)
        }
        super.takeAnswers(of: replica, at: now)
    }
}

/// It loses the first line that a restarted replica says, and so shifts all that follow.
final class ShiftingShell: Shell {
    private var isShifting: Set<Int> = []

    override func connect(_ process: ReplicaProcess) {
        if process.incarnation > 0 { isShifting.insert(process.replica) }
        super.connect(process)
    }

    override func pass(_ bytes: [UInt8], of replica: Int, at now: UInt64) {
        guard isShifting.contains(replica) else { return super.pass(bytes, of: replica, at: now) }
        guard let feed = bytes.firstIndex(of: 0x0A) else { return }
        isShifting.remove(replica)
        let rest = Array(bytes[(feed + 1)...])
        if !rest.isEmpty { super.pass(rest, of: replica, at: now) }
    }
}

/// It does not wake for a deadline.
final class OversleepingShell: Shell {
    override var wakeTime: UInt64? { nil }
}

// Twins that ask a specification with a planted bug.

final class ForgetfulShell: Shell {
    override class var test: WalkTest.Type { ForgetfulTest.self }
}

final class UnresetShell: Shell {
    override class var test: WalkTest.Type { UnresetTest.self }
}

final class StaleFeedbackShell: Shell {
    override class var test: WalkTest.Type { StaleFeedbackTest.self }
}

final class LenientShell: Shell {
    override class var test: WalkTest.Type { LenientTest.self }
}

final class CarelessShell: Shell {
    override class var test: WalkTest.Type { CarelessTest.self }
}

final class UnaskedShell: Shell {
    override class var test: WalkTest.Type { UnaskedTest.self }
}

final class BlamingShell: Shell {
    override class var test: WalkTest.Type { BlamingTest.self }
}
