import CLinux
import Glibc

/// Both are for a process that stands still where a call has returned.
extension CallFollower {
    /// Executes instruction after instruction up to the next call.
    ///
    /// - Returns: their addresses and that of the call; nil when it did not come so far.
    func record(atMost room: Int) -> StepList? {
        var addresses = [UInt64](repeating: 0, count: room)
        var count = 0
        let stop = Tracee.Stop(
            thrice_step_to_call(process.number, &addresses, room, &count))
        guard isStill(stop), let registers = try? process.registers() else { return nil }
        var steps = StepList()
        for address in addresses[..<count] { steps.append(address) }
        steps.append(registers.rip)
        return steps
    }

    /// Leads it to a step, by single steps or by a breakpoint where that is cheaper.
    ///
    /// - Returns: false when its way was another one.
    func walk(to step: Int, along steps: StepList) -> Bool {
        var plan = WalkPlan(steps)
        var position = 0
        if let way = plan.breakpoint(from: 0, to: step) {
            // A breakpoint where it stands would stop it there.
            if steps[0] == steps[way.step], !self.step(1) { return false }
            let stop = Tracee.Stop(
                thrice_run_to(
                    process.number, steps[way.step], way.times, THRICE_RESUME_TO_CALL))
            guard isStill(stop) else { return false }
            position = way.step
        }
        guard self.step(step - position), let registers = try? process.registers() else {
            return false
        }
        return registers.rip == steps[step]
    }

    private func step(_ room: Int) -> Bool {
        var count = 0
        let stop = Tracee.Stop(thrice_step_to_call(process.number, nil, room, &count))
        return isStill(stop) && count == room
    }

    /// Whether it stands between two instructions; it may have ended instead, or begun a call.
    func isStill(_ stop: Tracee.Stop) -> Bool {
        if case .ended(let end) = stop { _ = gone(end) }
        return stop == .trapped
    }
}
