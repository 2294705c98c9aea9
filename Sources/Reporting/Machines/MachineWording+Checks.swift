import Machines

extension MachineWording {
    /// What is asked.
    func subject(_ subject: MachineCheck.Subject) -> String {
        switch subject {
        case .initialisation: "is INITIALISATION defined?"
        case .establishment(let conjunct):
            "does INITIALISATION establish '\(invariant(conjunct))'?"
        case .preservation(let operation, let conjunct):
            "does '\(self.operation(operation))' keep '\(invariant(conjunct))'?"
        case .admission(let operation): "is the PRE of '\(self.operation(operation))' defined?"
        case .definedness(let operation): "is '\(self.operation(operation))' defined?"
        case .feasibility(let operation): "is '\(self.operation(operation))' feasible?"
        case .invariant: "is the invariant defined?"
        case .assertion(let index): "does '\(assertion(index))' of ASSERTIONS hold?"
        case .assert(_, let span): "does the ASSERT '\(source(span))' hold?"
        }
    }

    /// What is wrong, with its place.
    ///
    /// - Parameter stop: what has no value, or the ASSERT that is false.
    func failure(_ subject: MachineCheck.Subject, _ stop: EvaluationStop?) -> String {
        switch subject {
        case .initialisation:
            stop == nil ? "INITIALISATION allows no state" : "INITIALISATION is not defined"
        case .establishment(let conjunct):
            "INITIALISATION does not establish '\(invariant(conjunct))' ("
                + place(machine.invariant[conjunct].span) + ")"
        case .preservation(let operation, let conjunct):
            "'\(self.operation(operation))' breaks '\(invariant(conjunct))' ("
                + place(machine.invariant[conjunct].span) + ")"
        case .admission(let operation):
            "the PRE of '\(self.operation(operation))' has no value for some inputs"
        case .definedness(let operation):
            "'\(self.operation(operation))' evaluates what has no value, though its PRE holds"
        case .feasibility(let operation):
            "'\(self.operation(operation))' has no outcome, though its PRE holds"
        case .invariant: "the invariant has no value in a reachable state"
        case .assertion(let index):
            "'\(assertion(index))' of ASSERTIONS \(isOrHas(stop)) ("
                + place(machine.assertions[index].span) + ")"
        case .assert(_, let span):
            "the ASSERT '\(source(span))' \(isOrHas(stop)) (\(place(span)))"
        }
    }

    /// A predicate without a truth value is not false.
    private func isOrHas(_ stop: EvaluationStop?) -> String {
        stop.map { $0.isFalseAssert ? "is false" : "has no value" } ?? "is false"
    }

    /// The way there, what was tried, and what came of it.
    func lines(_ example: MachineCheck.Counterexample) -> [String] {
        var lines =
            example.trace.initial.values.count == machine.variables.count
            ? self.lines(example.trace) : []
        if machine.variables.isEmpty { lines.removeFirst() }
        if let call = example.call {
            lines.append(
                call.inputs.map { self.call(call.operation, $0) }
                    ?? "\(operation(call.operation)): inputs that were not found")
        }
        if let stop = example.stop { lines.append(self.stop(stop)) }
        return lines
    }

    func note(_ note: MachineNote) -> String {
        switch note {
        case .deadlock(_, let count):
            let more = count > 1 ? " (one of \(count) such states)" : ""
            return "no operation can do anything in the last state of this\(more)"
        case .untakenBranch(let index):
            return "never reached in what was explored: \(branch(index))"
        case .nothingAdmitted(let index, let isCertain):
            return "nothing to check of '\(operation(index))': "
                + (isCertain ? "no case is admitted" : "no case was found that it admits")
        case .nothingTried:
            return "no operation was tried: no initial state is known to keep the invariant"
        case .neverEnabled(let index):
            return "'\(operation(index))' never does anything in what was explored"
        case .sometimesDisabled(let index, let cases, let all):
            let found = machine.operations[index].body.blockers(in: machine.operations)
            let what = found.isEmpty ? "something" : found.joined(separator: " or ")
            return "\(what) keeps '\(operation(index))' from doing anything in \(cases) of \(all) "
                + "cases that its PRE admits"
        }
    }

    /// `ELSE at Brakes.mch:41:9 of 'brake'`
    func branch(_ index: Int) -> String {
        let branch = compiled.branches[index]
        return "\(branch.name) at \(place(branch.span))"
            + (branch.operation.map { " of '\(operation($0))'" } ?? "")
    }

    private func invariant(_ index: Int) -> String { source(machine.invariant[index].span) }

    private func assertion(_ index: Int) -> String { source(machine.assertions[index].span) }
}
