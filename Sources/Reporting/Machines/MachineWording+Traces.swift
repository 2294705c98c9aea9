import Machines

extension MachineWording {
    /// One line a step: what was called, what it gave, what changed.
    package func lines(_ trace: MachineTrace) -> [String] {
        var before = trace.initial
        var lines = ["INITIALISATION: \(state(trace.initial))"]
        for step in trace.steps {
            lines.append(line(step, before))
            before = step.after
        }
        return lines
    }

    private func line(_ step: MachineTrace.Step, _ before: MachineState) -> String {
        outcome(call(step.operation, step.inputs), step.operation, step.outputs, before, step.after)
    }

    /// `open(INNER) --> ok = TRUE: inner := OPEN`
    package func outcome(
        _ call: String, _ operation: Int, _ outputs: [Value], _ before: MachineState,
        _ after: MachineState
    ) -> String {
        let given = self.outputs(operation, outputs)
        let changed = change(before, after)
        return call + (given.isEmpty ? "" : " --> \(given)")
            + (changed.isEmpty ? "" : ": \(changed)")
    }

    /// `exhaustive: 12 states, 340 cases`, or `sampled: … (because)`.
    package func extent(_ extent: ExplorationExtent) -> String {
        let counts = "\(Self.count(extent.states, "state")), \(Self.count(extent.cases, "case"))"
        if extent.isExhaustive { return "exhaustive: \(counts)" }
        let reasons = extent.shortfalls.map(shortfall).joined(separator: "; ")
        return "sampled: \(counts) (\(reasons))"
    }

    package func shortfall(_ shortfall: ExplorationExtent.Shortfall) -> String {
        switch shortfall {
        case .states(let max): "more than \(max) states"
        case .values(let max): "states of more than \(max) values"
        case .steps(let max): "evaluation takes more than \(max) steps"
        case .cases(let max): "more than \(max) cases"
        case .samples(let max): "more than \(max) cases where inputs are sampled"
        case .inputs(let index): "too many inputs of '\(operation(index))'"
        case .noInputs(let index): "no inputs found that '\(operation(index))' admits"
        case .undecided(_, let stop):
            if case .undefined = stop.reason {
                "undefined: \(self.stop(stop))"
            } else {
                "undecided: \(self.stop(stop))"
            }
        case .constants: "PROPERTIES allow other constants, too"
        case .elements(let set):
            "\(machine.sets[set].taken), no 'card(\(machine.sets[set].name)) = number' says how "
                + "many"
        case .ended: "ended early"
        }
    }

    static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : noun.hasSuffix("ch") ? "es" : "s")"
    }
}
