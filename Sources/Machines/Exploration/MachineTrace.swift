/// How a machine comes to a state: an initial state, then operations.
package struct MachineTrace: Equatable, Sendable {
    package struct Step: Equatable, Sendable {
        package var operation: Int
        package var inputs: [Value]
        package var outputs: [Value]
        package var after: MachineState

        package init(operation: Int, inputs: [Value], outputs: [Value], after: MachineState) {
            self.operation = operation
            self.inputs = inputs
            self.outputs = outputs
            self.after = after
        }
    }

    package var initial: MachineState
    package var steps: [Step]

    package init(initial: MachineState, steps: [Step] = []) {
        self.initial = initial
        self.steps = steps
    }

    package var last: MachineState { steps.last?.after ?? initial }
}
