import Machines

/// What a machine does, in words and values of B.
struct MachineWords {
    let compiled: CompiledMachine
    private static let valueCharactersMax = 80

    private var machine: CheckedMachine { compiled.machine }

    func place(_ span: SourceSpan) -> String { span.place(in: machine.sources) }

    func text(_ span: SourceSpan) -> String { span.text(in: machine.sources) }

    func operation(_ index: Int) -> String { machine.operations[index].name }

    func value(_ value: Value) -> String {
        let text = compiled.text(value)
        if text.count <= Self.valueCharactersMax { return text }
        return text.prefix(Self.valueCharactersMax - 1) + "…"
    }

    /// `speed = 12, mode = ON`; the values of slots, in their order.
    func values(_ slots: [Int], _ values: [Value]) -> String {
        zip(slots, values).map { "\(machine.symbols[$0].name) = \(value($1))" }
            .joined(separator: ", ")
    }

    func state(_ state: MachineState) -> String {
        values(machine.variables, state.values)
    }

    /// `step(speed = 12)`.
    func call(_ operation: Int, _ inputs: [Value]) -> String {
        "\(self.operation(operation))(\(values(machine.operations[operation].inputs, inputs)))"
    }

    /// One line a step; nothing for a machine without variables.
    func trace(_ trace: MachineTrace) -> [String] {
        if machine.variables.isEmpty { return [] }
        return ["initially \(state(trace.initial))"]
            + trace.steps.map { step in
                let outputs = values(machine.operations[step.operation].outputs, step.outputs)
                return "\(call(step.operation, step.inputs))"
                    + (outputs.isEmpty ? "" : " gives \(outputs)") + "; then \(state(step.after))"
            }
    }

    func stop(_ stop: EvaluationStop) -> String {
        switch stop.reason {
        case .undefined(let text): "undefined at \(place(stop.span)): \(text)"
        case .undecided(let text): "undecided at \(place(stop.span)): \(text)"
        }
    }

    func rejection(_ rejection: Rejection) -> String {
        let parts =
            [rejection.text]
            + (rejection.values.isEmpty
                ? []
                : [
                    rejection.values.joined(separator: ", ")
                ])
        return "\(rejection.clause) at \(rejection.place): \(parts.joined(separator: ": "))"
    }
}
