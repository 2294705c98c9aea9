import Machines
import Voting

extension SpecificationPlan {
    /// Reads the machines, and connects them with demands and answers.
    ///
    /// - Parameters:
    ///   - answer: what the answers of the ensemble consist of.
    ///   - limits: of every evaluation.
    /// - Throws: everything that is wrong with machines that cannot be read; otherwise everything
    ///   that does not fit.
    package func bind(
        answer: AnswerSchema, limits: MachineLimits = MachineLimits()
    ) throws(SpecificationError) -> [BoundMachine] {
        var error = SpecificationError(flaws: [], machines: [])
        if let flaw = demand.flaw {
            error.flaws.append(SpecificationError.Flaw(keys: ["demand", "fields"], message: flaw))
        }
        if bindings.isEmpty {
            error.flaws.append(
                SpecificationError.Flaw(keys: ["demand"], message: "no machine reads it"))
        }
        checkUnreadable(&error)
        guard error.flaws.isEmpty else { throw error }
        var bound: [BoundMachine] = []
        for (role, binding) in bindings {
            do throws(MachineErrors) {
                let compiled = try Self.compile(binding, limits)
                let binder = MachineBinder(
                    role, binding, compiled.machine, plan: self, answer: answer)
                error.flaws += binder.flaws
                guard binder.flaws.isEmpty, let operation = binder.operation else { continue }
                bound.append(
                    BoundMachine(
                        role: role, file: binding.sources.first?.name ?? "", compiled: compiled,
                        operation: operation, unreadable: binder.unreadable,
                        initialStates: try Self.initialStates(of: compiled)))
            } catch {
                let flaw = SpecificationError.MachineFlaw(role: role, errors: error)
                throw SpecificationError(flaws: [], machines: [flaw])
            }
        }
        guard error.flaws.isEmpty else { throw error }
        return bound
    }

    /// A demand is in the contract when both machines speak about it.
    private func checkUnreadable(_ error: inout SpecificationError) {
        guard let function, let safety,
            (function.unreadable == nil) != (safety.unreadable == nil)
        else { return }
        let (has, lacks) =
            function.unreadable != nil ? ("function", "safety") : ("safety", "function")
        error.flaws.append(
            SpecificationError.Flaw(
                keys: [lacks, "unreadable"],
                message: "'\(has)' has an operation for demands that cannot be read, and "
                    + "'\(lacks)' has none",
                hint: "unreadable: NAME of an operation without inputs, in both or in none"))
    }

    private static func compile(
        _ binding: MachineBinding, _ limits: MachineLimits
    ) throws(MachineErrors) -> CompiledMachine {
        guard let source = binding.sources.first else {
            let nowhere = SourceSpan(file: 0, start: 0, end: 0)
            throw MachineErrors(
                [Diagnostic(.error, nowhere, "there is no machine")],
                sources: [SourceText(name: "", bytes: [])])
        }
        let checked = try MachineReader.read(
            source, limits: limits, others: binding.source(named:))
        try refuseChangesElsewhere(checked)
        let compiled = try CompiledMachine(checked, limits: limits)
        let machine = compiled.machine
        try refuseAssumptions(machine)
        guard compiled.hasOtherValues else { return compiled }
        let span = machine.constants.first.map { machine.symbols[$0].span }
        throw MachineErrors(
            [
                Diagnostic(
                    .error, span ?? SourceSpan(file: 0, start: 0, end: 0),
                    "several values of the constants are possible, and answers would be judged "
                        + "by the first of them",
                    hint: "give each constant one value: 'limit = 5'")
            ],
            sources: machine.sources)
    }

    /// A set of another size may allow other answers.
    private static func refuseAssumptions(
        _ machine: CheckedMachine
    ) throws(MachineErrors) {
        let flaws = machine.sets.compactMap { set in
            set.assumption.map { assumption in
                Diagnostic(
                    .error, assumption.span,
                    "no 'card(\(set.name)) = number' says how many elements '\(set.name)' has, and "
                        + "answers would be judged for \(set.elements.count) of them",
                    hint: assumption.remedy)
            }
        }
        if !flaws.isEmpty { throw MachineErrors(flaws, sources: machine.sources) }
    }

    /// A judge knows what replicas do, and nothing of what others do to a machine that is only
    /// seen.
    private static func refuseChangesElsewhere(
        _ machine: CheckedMachine
    ) throws(MachineErrors) {
        for operation in machine.operations {
            guard let elsewhere = operation.elsewhere else { continue }
            let seen = elsewhere.machine
            throw MachineErrors(
                [
                    Diagnostic(
                        .error, elsewhere.span,
                        "machine '\(seen)' is only seen, and others may change its variables by "
                            + "'\(operation.name)' between two demands: what they are when an "
                            + "answer is judged is not known",
                        hint: "INCLUDES \(seen), or make what is read of it an input")
                ],
                sources: machine.sources)
        }
    }

    private static func initialStates(
        of compiled: CompiledMachine
    ) throws(MachineErrors) -> [MachineState] {
        if compiled.machine.variables.isEmpty { return [MachineState(values: [])] }
        let message: String
        let span: SourceSpan
        do throws(EvaluationStop) {
            let states = try compiled.initialStates()
            if !states.isEmpty { return states }
            message = "INITIALISATION allows no state"
            span =
                compiled.machine.initialisation?.span ?? SourceSpan(file: 0, start: 0, end: 0)
        } catch {
            switch error.reason {
            case .undefined(let text): message = "INITIALISATION is undefined: \(text)"
            case .undecided(let text): message = "INITIALISATION is undecided: \(text)"
            }
            span = error.span
        }
        throw MachineErrors([Diagnostic(.error, span, message)], sources: compiled.machine.sources)
    }
}
