import Machines

/// What exploring a machine came to, in words.
extension MachineWords {
    private var machine: CheckedMachine { compiled.machine }

    func items(_ checks: [MachineCheck]) -> [CheckReport.Item] { checks.map(item) }

    private func item(_ check: MachineCheck) -> CheckReport.Item {
        var item = CheckReport.Item(verdict: .holds, text: subject(check.subject))
        switch check.verdict {
        case .holds(let scope):
            item.count = scope.count
            item.isExhaustive = scope.isExhaustive
        case .fails(let counterexample):
            item.verdict = .failed
            item.because = trace(counterexample.trace)
            if let call = counterexample.call {
                item.because.append(
                    call.inputs.map { "then \(self.call(call.operation, $0))" }
                        ?? "then \(operation(call.operation))")
            }
            if let stop = counterexample.stop { item.because.append(self.stop(stop)) }
        case .undecided(let stop):
            item.verdict = .undecided
            item.because = [self.stop(stop)]
        }
        return item
    }

    private func subject(_ subject: MachineCheck.Subject) -> String {
        switch subject {
        case .initialisation: "INITIALISATION allows a state"
        case .establishment(let index):
            "INITIALISATION establishes '\(conjunct(index))'"
        case .preservation(let operation, let index):
            "\(self.operation(operation)) preserves '\(conjunct(index))'"
        case .admission(let operation): "PRE of \(self.operation(operation)) is true or false"
        case .definedness(let operation):
            "\(self.operation(operation)) is defined wherever its PRE holds"
        case .feasibility(let operation):
            "\(self.operation(operation)) has an outcome wherever its PRE holds"
        case .invariant: "INVARIANT is true or false in every state"
        case .assertion(let index): "ASSERTIONS: '\(text(machine.assertions[index].span))'"
        case .assert(let operation, let span):
            "ASSERT '\(text(span))' in \(operation.map(self.operation) ?? "INITIALISATION")"
        }
    }

    private func conjunct(_ index: Int) -> String { text(machine.invariant[index].span) }

    func notes(_ notes: [MachineNote]) -> [String] {
        notes.flatMap { note -> [String] in
            switch note {
            case .otherConstants:
                return ["PROPERTIES allow other constants than those that were used"]
            case .deadlock(let trace, let count):
                return ["no operation can do anything in \(CheckReport.number(count, "state")):"]
                    + self.trace(trace).map { "  " + $0 }
            case .untakenBranch(let index):
                let branch = compiled.branches[index]
                return ["\(branch.name) at \(place(branch.span)) is never taken"]
            case .neverEnabled(let operation):
                return ["\(self.operation(operation)) never does anything"]
            case .sometimesDisabled(let operation, let cases, let all):
                return [
                    "\(self.operation(operation)) can do nothing in "
                        + "\(CheckReport.grouped(cases)) of \(CheckReport.number(all, "case"))"
                ]
            }
        }
    }

    func shortfalls(_ extent: ExplorationExtent) -> [String] {
        extent.shortfalls.map { shortfall in
            switch shortfall {
            case .states(let max):
                "more than \(CheckReport.number(max, "state")) can be reached (--states)"
            case .values(let max):
                "the states hold more than \(CheckReport.number(max, "value"))"
            case .cases(let max):
                "there are more than \(CheckReport.grouped(max)) pairs of state and inputs "
                    + "(--samples)"
            case .inputs(let operation):
                "inputs of \(self.operation(operation)) are too many (--samples)"
            case .noInputs(let operation):
                "no inputs that PRE of \(self.operation(operation)) admits were found"
            case .undecided(let operation, let stop):
                "\(operation.map(self.operation) ?? "INITIALISATION"): \(self.stop(stop))"
            case .ended: "the search was ended"
            }
        }
    }
}
