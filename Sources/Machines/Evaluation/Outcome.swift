/// One thing that an operation may do.
package struct Outcome: Hashable, Sendable {
    /// One an output.
    package var outputs: [Value]
    package var after: MachineState
    /// Indices into `CompiledMachine.branches` that led here, ascending.
    package var branches: [Int]

    package init(outputs: [Value], after: MachineState, branches: [Int]) {
        self.outputs = outputs
        self.after = after
        self.branches = branches
    }
}
