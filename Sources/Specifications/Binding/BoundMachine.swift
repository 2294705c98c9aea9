import Machines

/// One operation, and where its inputs and outputs are.
package struct BoundOperation: Equatable, Sendable {
    /// Index in `CheckedMachine.operations`.
    package var index: Int
    /// One an input, and one an output.
    package var inputs: [InputSource]
    package var outputs: [AnswerSource]
    package var observed: [ObservedVariable]
}

/// A variable of which each answer says what it is after the operation.
package struct ObservedVariable: Equatable, Sendable {
    /// Index in `CheckedMachine.variables`.
    package var variable: Int
    package var source: AnswerSource
}

/// A machine made ready, with all that connects it to demands and answers.
package final class BoundMachine {
    package let role: MachineRole
    /// The machine's file, as it was named.
    package let file: String
    package let compiled: CompiledMachine
    package let operation: BoundOperation
    /// For demands that cannot be read.
    package let unreadable: BoundOperation?
    /// All states that a new replica may be in; one without values when there are no variables.
    package let initialStates: [MachineState]

    package init(
        role: MachineRole, file: String, compiled: CompiledMachine, operation: BoundOperation,
        unreadable: BoundOperation?, initialStates: [MachineState]
    ) {
        self.role = role
        self.file = file
        self.compiled = compiled
        self.operation = operation
        self.unreadable = unreadable
        self.initialStates = initialStates
    }

    package var machine: CheckedMachine { compiled.machine }

    /// Whether what is allowed depends on what was answered before.
    package var hasState: Bool { !machine.variables.isEmpty }

    /// Fields of the answer that it looks at, ascending.
    package var answerFields: [Int] {
        let operations = [operation] + (unreadable.map { [$0] } ?? [])
        let sources = operations.flatMap { $0.outputs + $0.observed.map(\.source) }
        return Set(sources.flatMap(\.fields)).sorted()
    }

    /// A judge of the operation, or of that for demands that cannot be read.
    package func judge(of operation: BoundOperation) -> OperationJudge {
        OperationJudge(
            compiled, operation: operation.index, observed: operation.observed.map(\.variable))
    }
}
