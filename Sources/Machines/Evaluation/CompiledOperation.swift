/// An operation, or the initialisation, ready to be run.
struct CompiledOperation {
    /// Slots.
    var inputs: [Int]
    var outputs: [Int]
    var preconditions: [TestCode]
    /// Variables that it may write: places in `CheckedMachine.variables`.
    var written: [Int]
    var body: Execute
    var span: SourceSpan

    /// Runs the body on what the frame holds; outputs have no value at first.
    func run(_ frame: Frame, _ found: Next) throws(EvaluationStop) -> Bool {
        for slot in outputs {
            frame.current[slot] = .unset
            frame.next[slot] = .unset
        }
        frame.trail.removeAll(keepingCapacity: true)
        return try body(frame, found)
    }

    /// The state after, when an outcome was found.
    func after(_ frame: Frame, _ machine: CheckedMachine) -> MachineState {
        var values = machine.variables.map { frame.current[$0] }
        for place in written { values[place] = frame.next[machine.variables[place]] }
        return MachineState(values: values)
    }

    func unsetOutput(_ place: Int, _ machine: CheckedMachine) -> EvaluationStop {
        let name = machine.symbols[outputs[place]].name
        return EvaluationStop(.undefined("gives '\(name)' no value"), span)
    }
}

extension Compiler {
    func operation(_ index: Int, _ outer: Scope) -> CompiledOperation {
        let operation = machine.operations[index]
        var scope = outer
        scope.isConcrete = isConcrete(operation)
        scope.unset.formUnion(operation.outputs)
        calls = [index]
        defer { calls = [] }
        let targets = writes(operation.body).filter {
            operation.outputs.contains($0) || machine.variables.contains($0)
        }
        return CompiledOperation(
            inputs: operation.inputs, outputs: operation.outputs,
            preconditions: operation.preconditions.map { test($0, Scope()) },
            written: machine.variables.indices.filter { targets.contains(machine.variables[$0]) },
            body: substitution(operation.body, targets, scope), span: operation.span)
    }

    func initialisation(_ body: Substitution, _ outer: Scope) -> CompiledOperation {
        var scope = outer
        scope.isConcrete = machine.kind == .implementation
        scope.unset.formUnion(machine.variables)
        let targets = writes(body).filter(machine.variables.contains)
        return CompiledOperation(
            inputs: [], outputs: [], preconditions: [],
            written: machine.variables.indices.filter { targets.contains(machine.variables[$0]) },
            body: substitution(body, targets, scope), span: body.span)
    }
}
