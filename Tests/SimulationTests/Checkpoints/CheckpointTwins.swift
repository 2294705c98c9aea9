import Voting

/// It hands newcomers what the replica said that was first, whatever was agreed on.
final class UnvotedStateShell: Shell {
    private var first: [UInt8]?
    private var changed: [UnsafeMutableRawBufferPointer] = []

    deinit { for bytes in changed { bytes.deallocate() } }

    override func pass(_ bytes: [UInt8], of replica: Int, at now: UInt64) {
        let mark = ReservedText.state
        if bytes.count >= mark.count + 8, bytes.starts(with: mark) {
            first = Array(bytes[mark.count..<mark.count + 8])
        }
        super.pass(bytes, of: replica, at: now)
    }

    override func pendingInput(of replica: Int) -> UnsafeRawBufferPointer {
        let pending = super.pendingInput(of: replica)
        guard let first, pending.starts(with: ReservedText.restore) else { return pending }
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: pending.count, alignment: 1)
        copy.copyMemory(from: pending)
        changed.append(copy)
        for (index, byte) in first.enumerated() { copy[ReservedText.restore.count + index] = byte }
        return UnsafeRawBufferPointer(copy)
    }
}

/// It believes who is first: what one replica saves is what newcomers take.
final class CredulousShell: Shell {
    override class func plan(for scenario: Scenario) -> VoterPlan {
        var plan = scenario.plan
        guard plan.checkpoint != nil else { return plan }
        plan.agree = 1
        plan.policy = "agree=1,tie=lowest"
        plan.fieldPolicies = [:]
        return plan
    }
}

/// It loses states on their way, so that nobody seems to know one.
final class DeafShell: Shell {
    override func pass(_ bytes: [UInt8], of replica: Int, at now: UInt64) {
        let isState = bytes.starts(with: ReservedText.state) && bytes.last == 0x0A
        super.pass(isState ? Array("what?\n".utf8) : bytes, of: replica, at: now)
    }
}
