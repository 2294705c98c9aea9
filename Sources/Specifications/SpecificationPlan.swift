import Machines

/// Everything that a voter needs to hold answers against machines; nothing of it changes during a
/// run. It crosses to the voter's process as bytes, machine texts included.
package struct SpecificationPlan: Equatable, Sendable {
    package var demand: DemandSchema
    /// What the answer should be, and what must never go out; at least one of them.
    package var function: MachineBinding?
    package var safety: MachineBinding?
    /// Whether the previous verdict stands in front of each demand.
    package var hasFeedback: Bool

    package init(
        demand: DemandSchema, function: MachineBinding?, safety: MachineBinding?,
        hasFeedback: Bool
    ) {
        self.demand = demand
        self.function = function
        self.safety = safety
        self.hasFeedback = hasFeedback
    }
}

/// One machine, one of its operations, and which field is what of it.
package struct MachineBinding: Equatable, Sendable {
    /// The machine's own text first, then those it names.
    package var sources: [SourceText]
    package var operation: String
    /// The operation, without inputs, for demands that cannot be read; nil: they are outside of
    /// the contract.
    package var unreadable: String?
    /// Field of the demand by the operation's input; `previous.NAME` is a field of what went out
    /// before. Names that are the same are filled in.
    package var inputs: [String: String]
    /// Field of the answer by the operation's output.
    package var outputs: [String: String]
    /// Field of the answer by variable: its value after the operation.
    package var state: [String: String]

    package init(
        sources: [SourceText], operation: String, unreadable: String? = nil,
        inputs: [String: String] = [:], outputs: [String: String] = [:],
        state: [String: String] = [:]
    ) {
        self.sources = sources
        self.operation = operation
        self.unreadable = unreadable
        self.inputs = inputs
        self.outputs = outputs
        self.state = state
    }
}
