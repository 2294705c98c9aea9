import CLinux
import Glibc

extension TracedTarget {
    /// Memory of the target that is ours, and that its copies do not have.
    var translationPlaces: [Range<UInt64>] {
        translation.map { [$0.places.data] + $0.places.code } ?? []
    }

    /// Where translated code stands; empty before there is any.
    package var translatedCode: [Range<UInt64>] { translation?.places.code ?? [] }

    func makeTranslation(of process: Tracee, isLogged: Bool) -> Translation? {
        guard ways.contains(.translation) else { return nil }
        return Translation(process, registers, call: places.call, isLogged: isLogged)
    }

    /// Nil where nothing can be translated.
    func translatedPath(along steps: StepList) throws(TracingError) -> TranslatedPath? {
        hasNewCode = false
        guard ways.contains(.translation) else { return nil }
        if let translation {
            _ = try translation.refresh()
        } else {
            translation = makeTranslation(of: process, isLogged: false)
        }
        return translation.map { TranslatedPath($0, steps) }
    }

    /// Goes to `point` where translated code does that in less time than
    /// single steps and breakpoints do.
    func runTranslated(
        to point: Int, along steps: StepList, _ path: inout TranslatedPath?,
        _ plan: inout WalkPlan
    ) throws(TracingError) {
        guard path != nil, point > position! else { return }
        // Translated code would begin wherever we believe that the target is.
        let found = try process.registers().rip
        if found != registers.rip { throw differs(steps, found: found) }
        if hasNewCode { try refresh(&path!) }
        var (leg, cost) = try path!.survey(
            from: position!, to: point, stop: WalkPlan.translation)
        // Many stops: perhaps a breakpoint leads past them all.
        if cost > WalkPlan.manyStops, ways.contains(.breakpoints),
            plan.breakpoint(from: position!, to: point, below: cost) != nil
        {
            return
        }
        while true {
            if Double(leg.end - position!) <= WalkPlan.translation {
                try step(to: leg.end, along: steps)
            } else {
                try run(leg, path!)
            }
            guard leg.isNative, position! < point else { break }
            try step(to: position! + 1, along: steps)
            if hasNewCode { try refresh(&path!) }
            leg = try path!.leg(from: position!, to: point)
        }
        try runInside(to: point, path!)
    }

    private func refresh(_ path: inout TranslatedPath) throws(TracingError) {
        hasNewCode = false
        if try path.translation.refresh() { path.forget() }
    }

    private func run(
        _ leg: TranslatedPath.Leg, _ path: TranslatedPath
    ) throws(TracingError) {
        watchdog.arm(process.number, nanoseconds: budget.wallNanosecondsMax)
        let arrival = try path.run(leg, &registers)
        try rest(after: arrival)
        position = leg.end
        if arrival != .there { throw differs(path.steps, found: registers.rip) }
    }

    /// Into the middle of a block, or of a string instruction.
    private func runInside(to point: Int, _ path: TranslatedPath) throws(TracingError) {
        guard position! < point else { return }
        watchdog.arm(process.number, nanoseconds: budget.wallNanosecondsMax)
        let arrival = try path.runInside(point - position!, &registers)
        try rest(after: arrival)
        if arrival != nil { position = point }
        try check(path.steps)
    }

    private func rest(after arrival: TranslatedPath.Arrival?) throws(TracingError) {
        if case .stopped(let stop) = arrival {
            rest(process, after: stop)
            throw failure(stop)
        }
        rest(process, after: .trapped)
    }
}
