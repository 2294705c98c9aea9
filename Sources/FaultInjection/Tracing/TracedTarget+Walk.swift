import CLinux
import Glibc

extension TracedTarget {
    /// Goes to each of the points, and calls `visit` there, which may `fork()` as often as it
    /// likes. What it has not finished by then is discarded.
    ///
    /// - Parameters:
    ///   - points: numbers of steps in ascending order, none before `position`.
    ///   - steps: of this window.
    /// - Throws: `.differs` when the target is not where the steps say.
    package func walk(
        _ points: some Sequence<Int>, along steps: StepList,
        _ visit: (Int) throws(TracingError) -> Void
    ) throws(TracingError) {
        checkThread()
        var plan = WalkPlan(steps)
        var path = try translatedPath(along: steps)
        for point in points {
            guard let position else { preconditionFailure("'\(name)' has no demand") }
            precondition(
                (position..<steps.count).contains(point),
                "point \(point) is not in \(position)..<\(steps.count)")
            try runTranslated(to: point, along: steps, &path, &plan)
            if ways.contains(.breakpoints),
                let way = plan.breakpoint(from: self.position!, to: point)
            {
                try run(to: way, along: steps)
            }
            try step(to: point, along: steps)
            try check(steps)
            try visit(point)
            copy?.discard()
        }
    }

    private func run(to way: WalkPlan.Breakpoint, along steps: StepList) throws(TracingError) {
        let address = steps[way.step]
        // A breakpoint where it stands would stop it there.
        if registers.rip == address { try step(to: position! + 1, along: steps) }
        watchdog.arm(process.number, nanoseconds: budget.wallNanosecondsMax)
        let stop = Tracee.Stop(
            thrice_run_to(process.number, address, way.times, THRICE_RESUME))
        rest(process, after: stop)
        guard stop == .trapped || stop == .signal(SIGSTOP) else { throw failure(stop) }
        // What calls there were on the way, nobody has seen.
        if way.step - position! > BlockWriter.stepsMax { hasNewCode = true }
        position = way.step
        registers = try process.registers()
        // It has gone by without coming there.
        if stop != .trapped { throw differs(steps, found: registers.rip) }
        try check(steps)
    }

    func step(to point: Int, along steps: StepList) throws(TracingError) {
        while position! < point {
            var difference: TracingError?
            let room = min(Stepper.roomMax, point - position!)
            let stop = step(process, &registers, room: room) { address in
                if address != steps[position!] && difference == nil {
                    difference = differs(steps, found: address)
                }
                position! += 1
            }
            if let difference { throw difference }
            guard stop == .trapped || stop == .afterCall else { throw failure(stop) }
            if stop == .afterCall, !SystemCall(registers).keepsCode { hasNewCode = true }
        }
    }

    func check(_ steps: StepList) throws(TracingError) {
        if registers.rip != steps[position!] { throw differs(steps, found: registers.rip) }
    }

    func differs(_ steps: StepList, found: UInt64) -> TracingError {
        .differs(place, step: position!, recorded: steps[position!], found: found)
    }
}
