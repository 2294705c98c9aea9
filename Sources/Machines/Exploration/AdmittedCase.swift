/// A reachable state and inputs that an operation admits in it.
package struct AdmittedCase {
    package let operation: Int
    package let state: MachineState
    /// One an input.
    package let inputs: [Value]
    let index: Int
    let space: StateSpace

    /// A shortest way to the state among those that were searched. O(length).
    package var trace: MachineTrace { space.trace(to: index) }
}
