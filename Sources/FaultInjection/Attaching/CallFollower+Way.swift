import CLinux
import Glibc

extension CallFollower {
    /// Leads a process that has just read its demand to a step of its window, calls on the way
    /// included.
    ///
    /// - Parameter nanoseconds: how long that may take: on another way it may wait for ever.
    /// - Returns: why it is not there; nil when it is.
    func lead(
        to step: Int, along steps: StepList, within nanoseconds: UInt64
    ) throws(TracingError) -> String? {
        let watchdog = try Watchdog()
        defer { watchdog.stop() }
        watchdog.arm(process.number, nanoseconds: nanoseconds)
        var last = Tracee.Stop.trapped
        let cause = lead(to: step, along: steps, &last)
        watchdog.disarm(process, after: last)
        return cause
    }

    private func lead(to step: Int, along steps: StepList, _ last: inout Tracee.Stop) -> String? {
        guard var registers = try? process.registers() else { return "it is gone" }
        guard registers.rip == steps[0] else { return Self.otherWay }
        var plan = WalkPlan(steps)
        var position = 0
        if let way = plan.breakpoint(from: 0, to: step) {
            if step - way.step + way.times > Self.costMax { return Self.tooFar }
            // A breakpoint where it stands would stop it there.
            if steps[0] == steps[way.step] {
                guard self.step(&registers, &position, to: 1, steps, &last) else {
                    return Self.otherWay
                }
            }
            last = Tracee.Stop(
                thrice_run_to(process.number, steps[way.step], way.times, THRICE_RESUME))
            guard isStill(last), let there = try? process.registers() else {
                return Self.otherWay
            }
            (position, registers) = (way.step, there)
        }
        if step - position > Self.costMax { return Self.tooFar }
        let isThere = self.step(&registers, &position, to: step, steps, &last)
        return isThere && registers.rip == steps[step] ? nil : Self.otherWay
    }

    private static let otherWay = "its way was another one"
    private static let tooFar = "the moment is too far from the demand"
    private static let costMax = ReplicaStrike.stepsMax

    /// - Returns: false where it has gone another way.
    private func step(
        _ registers: inout user_regs_struct, _ position: inout Int, to end: Int,
        _ steps: StepList, _ last: inout Tracee.Stop
    ) -> Bool {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Stepper.roomMax) { addresses in
            while position < end {
                var count = 0
                last = Tracee.Stop(
                    thrice_step_traced(
                        process.number, addresses.baseAddress,
                        min(Stepper.roomMax, end - position), &count, &registers))
                for address in addresses[..<count] {
                    if address != steps[position] { return false }
                    position += 1
                }
                guard last == .afterCall || isStill(last) else { return false }
            }
            return true
        }
    }
}
