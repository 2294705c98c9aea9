import FaultInjection

/// Gives a run its demands one after the other, and notes what comes.
struct LiveConsumer {
    let run: LiveRun
    var seen = LiveObservation()

    init(_ run: LiveRun) { self.run = run }

    /// Gives a demand, and waits for a line: four cycles, in each of which the gate must say one.
    ///
    /// - Parameters:
    ///   - meanwhile: called again and again.
    ///   - isBusy: while it is, it is called at short intervals.
    /// - Returns: whether there is any use in another demand.
    mutating func ask(
        _ demand: [UInt8], isBusy: () -> Bool = { false },
        meanwhile: (UInt64) -> Void = { _ in }
    ) -> Bool {
        let given = LiveRun.now()
        seen.givenAt.append(given)
        seen.lines.append([])
        run.give(demand)
        while true {
            meanwhile(LiveRun.now())
            if let line = run.line(within: isBusy() ? 50_000 : run.setup.cycle) {
                let now = LiveRun.now()
                seen.lines[seen.lines.count - 1].append(.init(bytes: line, at: now))
                return true
            }
            if run.hasOutputEnded {
                seen.cutAt = LiveRun.now()
                return false
            }
            let now = LiveRun.now()
            if now > given + 4 * run.setup.cycle || run.isOverBudget { return false }
        }
    }

    private static func troubles(_ who: String, _ end: ProcessEnd?) -> [String] {
        end == .exited(status: 0) ? [] : ["\(who) \(end?.text ?? "did not end")"]
    }

    /// A gate that is hit may say lines for ever.
    private static let lastLinesMax = 10_000

    /// Ends the demands, and waits for the end of the run.
    mutating func finish() {
        run.endDemands()
        while !run.hasEnded() {
            run.waitForLine(1_000_000)
            takeLast()
            if run.isOverBudget || seen.last.count == Self.lastLinesMax {
                seen.isHung = true
                break
            }
        }
        while takeLast() {}
        (seen.guardian, seen.gate) = (run.guardianEnd, run.gateEnd)
        seen.troubles =
            Self.troubles("run", seen.guardian) + Self.troubles("gate", seen.gate)
            + LiveSummary.troubles(ofRun: run.folder + "/run/summary.json")
            + LiveSummary.troubles(ofGate: run.folder + "/gate.json")
    }

    /// - Returns: whether there may be more.
    @discardableResult
    private mutating func takeLast() -> Bool {
        guard seen.last.count < Self.lastLinesMax, let line = run.line(within: 0) else {
            return false
        }
        seen.last.append(.init(bytes: line, at: LiveRun.now()))
        return true
    }
}
