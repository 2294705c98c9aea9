import CLinux
import Glibc

/// Where a process is on a way that was recorded.
struct FollowedWay {
    private let follower: CallFollower
    private let steps: StepList
    private let hasCalls: Bool
    private var registers: user_regs_struct
    private var position = 0
    /// How it stopped last.
    private(set) var last = Tracee.Stop.trapped
    /// Its code may be another since it was translated.
    private var hasNewCode = false

    private static let other = "its way was another one"
    /// Where it is not far, nothing is worth its preparation.
    private static let stepsByHand = 100

    /// - Parameter registers: where it stands, behind a call.
    init(
        _ follower: CallFollower, _ steps: StepList, _ registers: user_regs_struct,
        hasCalls: Bool
    ) {
        (self.follower, self.steps, self.registers) = (follower, steps, registers)
        self.hasCalls = hasCalls
    }

    private var process: Tracee { follower.process }

    /// Nil when it is.
    func isThere(_ goal: Int) -> String? { registers.rip == steps[goal] ? nil : Self.other }

    /// - Returns: why it is not there; nil when it is.
    mutating func lead(to goal: Int, _ translations: Translations?) -> String? {
        if let cause = isThere(0) { return cause }
        if goal > Self.stepsByHand,
            let translation = translations?.translation(of: process, registers)
        {
            return lead(to: goal, translation)
        }
        return jump(to: goal) ?? (step(to: goal) ? isThere(goal) : Self.other)
    }

    /// What is put into the process for it is not there any more at the end.
    private mutating func lead(to goal: Int, _ translation: Translation) -> String? {
        let call = registers.rip - 2
        let isThere = (try? follow(TranslatedPath(translation, steps), to: goal)) ?? false
        if follower.isGone { return Self.other }
        return translation.remove(registers, call: call) && isThere ? nil : Self.other
    }

    private mutating func follow(_ path: TranslatedPath, to goal: Int) throws(TracingError) -> Bool
    {
        var path = path
        while position < goal {
            if hasNewCode, try path.translation.refresh() { path.forget() }
            hasNewCode = false
            let leg = try path.leg(from: position, to: goal)
            if leg.end - position > 1 {
                guard hasArrived(try path.run(leg, &registers)) else { return false }
                position = leg.end
            } else if leg.end > position {
                guard step(to: leg.end) else { return false }
            }
            if position == goal { break }
            if leg.isNative {
                guard step(to: position + 1) else { return false }
            } else if let arrival = try path.runInside(goal - position, &registers) {
                guard hasArrived(arrival) else { return false }
                position = goal
            } else {
                guard step(to: goal) else { return false }
            }
        }
        return isThere(goal) == nil
    }

    private mutating func hasArrived(_ arrival: TranslatedPath.Arrival) -> Bool {
        if case .stopped(let stop) = arrival {
            last = stop
            return follower.isStill(stop, isTranslated: true)
        }
        last = .trapped
        return arrival == .there
    }

    /// By a breakpoint where that is cheaper than single steps.
    ///
    /// - Returns: why it is on no way there.
    private mutating func jump(to goal: Int) -> String? {
        var plan = WalkPlan(steps)
        let tooFar = "the moment is too far from the demand"
        guard let way = plan.breakpoint(from: 0, to: goal) else {
            return goal > ReplicaStrike.stepsMax ? tooFar : nil
        }
        if goal - way.step + way.times > ReplicaStrike.stepsMax { return tooFar }
        // A breakpoint where it stands would stop it there.
        if steps[0] == steps[way.step], !step(to: 1) { return Self.other }
        last = Tracee.Stop(
            thrice_run_to(
                process.number, steps[way.step], way.times,
                hasCalls ? THRICE_RESUME : THRICE_RESUME_TO_CALL))
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
                var count = 0
                last = Tracee.Stop(
                    thrice_step_traced(
                        process.number, addresses.baseAddress,
                        min(Stepper.roomMax, end - position), &count, &registers))
                for address in addresses[..<count] {
                    if address != steps[position] { return false }
                    position += 1
                }
                if last == .afterCall {
                    hasNewCode = hasNewCode || !SystemCall(registers).keepsCode
                } else if !follower.isStill(last) {
                    return false
                }
            }
            return true
        }
    }
}
