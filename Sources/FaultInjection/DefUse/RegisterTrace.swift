/// What the instructions of one window do to registers, by their code alone: a window of millions
/// is known without executing it once more instruction by instruction.
package struct RegisterTrace: Sendable {
    package var steps: StepList
    /// By place in `steps.addresses`; what they do to memory does not count.
    package var accesses: [InstructionAccess]
    /// Behind the window, up to where the program waits for its next demand.
    package var rest: AccessTrace

    package init(steps: StepList, accesses: [InstructionAccess], rest: AccessTrace) {
        precondition(accesses.count == steps.addresses.count, "one access an address")
        (self.steps, self.accesses, self.rest) = (steps, accesses, rest)
    }
}
