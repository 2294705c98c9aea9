import Machines

/// How parts of one machine are written for people.
package struct MachineWording {
    package let compiled: CompiledMachine
    /// A longer value is cut off.
    private static let bytesMax = 160

    package init(_ compiled: CompiledMachine) { self.compiled = compiled }

    var machine: CheckedMachine { compiled.machine }

    package func value(_ value: Value) -> String {
        compiled.text(value, bytesMax: Self.bytesMax)
    }

    func name(_ slot: Int) -> String { machine.symbols[slot].name }

    /// `Brakes.mch:41:9`
    package func place(_ span: SourceSpan) -> String { span.place(in: machine.sources) }

    /// What is written there, in one line.
    package func source(_ span: SourceSpan) -> String { span.text(in: machine.sources) }

    /// `open`; `elsewhere: Lock.turn` of a machine that is only seen.
    package func operation(_ index: Int) -> String {
        (machine.operations[index].elsewhere == nil ? "" : "elsewhere: ") + name(of: index)
    }

    /// `open`; `Lock.turn` of a machine that is only seen.
    func name(of operation: Int) -> String {
        let operation = machine.operations[operation]
        guard let elsewhere = operation.elsewhere, !operation.name.contains(".") else {
            return operation.name
        }
        return "\(elsewhere.machine).\(operation.name)"
    }

    /// `open(INNER, 3)`, or `open` without inputs.
    package func call(_ operation: Int, _ inputs: [Value]) -> String {
        let arguments = inputs.map(value).joined(separator: ", ")
        return self.operation(operation) + (inputs.isEmpty ? "" : "(\(arguments))")
    }

    /// `ok = TRUE, level = 2`; empty without outputs.
    package func outputs(_ operation: Int, _ outputs: [Value]) -> String {
        pairs(machine.operations[operation].outputs, outputs).joined(separator: ", ")
    }

    /// `inner = SHUT, outer = OPEN`; `no variables` when there are none.
    package func state(_ state: MachineState) -> String {
        let all = pairs(machine.variables, state.values)
        return all.isEmpty ? "no variables" : all.joined(separator: ", ")
    }

    /// `inner := OPEN`, the variables that are not what they were; empty when all are.
    package func change(_ before: MachineState, _ after: MachineState) -> String {
        zip(machine.variables, zip(before.values, after.values)).compactMap { slot, values in
            values.0 == values.1 ? nil : "\(name(slot)) := \(value(values.1))"
        }.joined(separator: ", ")
    }

    private func pairs(_ slots: [Int], _ values: [Value]) -> [String] {
        zip(slots, values).map { "\(name($0)) = \(value($1))" }
    }

    /// `Brakes.mch:41:9: '10 / x' divides by zero`
    package func stop(_ stop: EvaluationStop) -> String {
        let text =
            switch stop.reason {
            case .undefined(let text), .undecided(let text): text
            }
        let source = source(stop.span)
        // Some name it themselves.
        let isNamed = text.hasPrefix("'\(source)' ") || text.hasPrefix("\(source) ")
        return "\(place(stop.span)): " + (isNamed ? text : "'\(source)' \(text)")
    }

    /// `breaks INVARIANT 'level : 0..3' (Tank.mch:4:5)`; nil when the state keeps it.
    package func invariantFlaw(_ state: MachineState) -> String? {
        do throws(EvaluationStop) {
            guard let conjunct = try compiled.failingInvariant(in: state) else { return nil }
            return "breaks INVARIANT '\(source(conjunct.span))' (\(place(conjunct.span)))"
        } catch {
            return "gives INVARIANT no truth value: \(stop(error))"
        }
    }

    /// As B writes it.
    package func type(_ type: MachineType) -> String { type.text(sets: machine.sets) }
}
