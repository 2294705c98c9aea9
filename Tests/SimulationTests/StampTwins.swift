import Voting

/// It draws stamps anew for a process that was started anew.
final class RestampingShell: Shell {
    private var changed: [UnsafeMutableRawBufferPointer] = []

    deinit { for bytes in changed { bytes.deallocate() } }

    override func pendingInput(of replica: Int) -> UnsafeRawBufferPointer {
        let pending = super.pendingInput(of: replica)
        let rule = world.scenario.plan.stamp
        guard rule.hasRandom, !pending.isEmpty, let process = connections[replica],
            process.incarnation > 0
        else { return pending }
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: pending.count, alignment: 1)
        copy.copyMemory(from: pending)
        changed.append(copy)
        var draws = SplitMix64(seed: rule.seed)
        for _ in world.scenario.demands { replace(draws.next(), in: copy) }
        return UnsafeRawBufferPointer(copy)
    }

    private func replace(_ random: UInt64, in bytes: UnsafeMutableRawBufferPointer) {
        let digits = String(random, radix: 16)
        let drawn = Array((String(repeating: "0", count: 16 - digits.count) + digits).utf8)
        guard bytes.count >= drawn.count else { return }
        for start in 0...(bytes.count - drawn.count)
        where bytes[start..<start + drawn.count].elementsEqual(drawn) {
            bytes[start] = bytes[start] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
            return
        }
    }
}

/// It looks at the wall clock for each process, which has been set in between.
final class SteppedClockShell: Shell {
    override class func plan(for scenario: Scenario) -> VoterPlan {
        var plan = scenario.plan
        plan.stamp.epochNanoseconds += scenario.plan.stamp.hasTime ? 1 : 0
        return plan
    }
}
