import CLinux
import Glibc

/// Where a process is on a way that was recorded.
struct FollowedWay {
    private let follower: CallFollower
    private let goal: WayGoal
    private var steps: StepList { goal.steps }
    private var registers: user_regs_struct
    private var position = 0
    /// How it stopped last.
    private(set) var last = Tracee.Stop.trapped
    /// Its code may be another since it was translated.
    private var hasNewCode = false

    /// Single steps and stops to a moment, where nothing is translated; some seconds.
    static let stopsMax = 200_000
    private static let other = Strike.otherWay

    /// - Parameter registers: where it stands.
    init(_ follower: CallFollower, _ goal: WayGoal, _ registers: user_regs_struct) {
        (self.follower, self.goal, self.registers) = (follower, goal, registers)
    }

    private var process: Tracee { follower.process }

    /// Why it is not before a step; nil when it is.
    func difference(at step: Int) -> String? {
        registers.rip == steps[step] ? nil : Self.other
    }

    /// - Returns: why it is not there; nil when it is.
    mutating func lead(_ translation: Translation?) -> String? {
        if let translation {
            let hasArrived = try? follow(TranslatedPath(translation, steps), to: goal.step)
            return hasArrived == true ? difference(at: goal.step) : Self.other
        }
        if let cause = jump(to: goal.step) { return cause }
        return step(to: goal.step) ? difference(at: goal.step) : Self.other
    }

    private mutating func follow(_ path: TranslatedPath, to end: Int) throws(TracingError) -> Bool {
        var path = path
        while position < end {
            if hasNewCode, try path.translation.refresh() { path.forget() }
            hasNewCode = false
            let leg = try path.leg(from: position, to: end)
            if leg.end - position > 1 {
                guard hasArrived(try path.run(leg, &registers)) else { return false }
                position = leg.end
            } else if leg.end > position {
                guard step(to: leg.end) else { return false }
            }
            if position == end { break }
            if leg.isNative {
                guard step(to: position + 1) else { return false }
            } else if let arrival = try path.runInside(end - position, &registers) {
                guard hasArrived(arrival) else { return false }
                position = end
            } else {
                guard step(to: end) else { return false }
            }
        }
        return true
    }

    private mutating func hasArrived(_ arrival: TranslatedPath.Arrival) -> Bool {
        if case .stopped(let stop) = arrival {
            last = stop
            return follower.isStill(stop)
        }
        last = .trapped
        return arrival == .there
    }

    /// By a breakpoint where that is cheaper than single steps.
    ///
    /// - Returns: why it is on no way there.
    private mutating func jump(to end: Int) -> String? {
        var plan = WalkPlan(steps)
        let tooFar = "the moment is too far from the demand"
        guard let way = plan.breakpoint(from: 0, to: end) else {
            return end > Self.stopsMax ? tooFar : nil
        }
        if end - way.step + way.times > Self.stopsMax { return tooFar }
        // A breakpoint where it stands would stop it there.
        if steps[0] == steps[way.step], !step(to: 1) { return Self.other }
        last = Tracee.Stop(
            thrice_run_to(
                process.number, steps[way.step], way.times,
                goal.hasCalls ? THRICE_RESUME : THRICE_RESUME_TO_CALL))
        guard follower.isStill(last), let there = try? process.registers() else {
            return Self.other
        }
        (position, registers) = (way.step, there)
        return nil
    }

    /// - Returns: false where it has gone another way.
    private mutating func step(to end: Int) -> Bool {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Stepper.roomMax) { addresses in
            while position < end {
                let room = min(Stepper.roomMax, end - position)
                let count = step(room, addresses.baseAddress!)
                for address in addresses[..<count] {
                    if address != steps[position] { return false }
                    position += 1
                }
                if last == .afterCall {
                    hasNewCode = hasNewCode || !SystemCall(registers).keepsCode
                } else if !follower.isStill(last) || !goal.hasCalls && count < room {
                    return false
                }
            }
            return true
        }
    }

    /// - Returns: how many instructions; without calls on the way it stops before one.
    private mutating func step(_ room: Int, _ addresses: UnsafeMutablePointer<UInt64>) -> Int {
        var count = 0
        if goal.hasCalls {
            last = Tracee.Stop(
                thrice_step_traced(process.number, addresses, room, &count, &registers))
        } else {
            last = Tracee.Stop(thrice_step_to_call(process.number, addresses, room, &count))
            if let there = try? process.registers() { registers = there }
        }
        return count
    }
}
