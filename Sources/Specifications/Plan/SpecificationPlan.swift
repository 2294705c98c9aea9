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
    /// What counts as the previous verdict of the first demand.
    package var restrictive: [UInt8]

    package init(
        demand: DemandSchema, function: MachineBinding?, safety: MachineBinding?,
        hasFeedback: Bool, restrictive: [UInt8] = []
    ) {
        self.demand = demand
        self.function = function
        self.safety = safety
        self.hasFeedback = hasFeedback
        self.restrictive = restrictive
    }

    /// Its machines, each with what it is for; the function first.
    package var bindings: [(role: MachineRole, binding: MachineBinding)] {
        [function.map { (.function, $0) }, safety.map { (.safety, $0) }].compactMap { $0 }
    }
}

/// What a machine is for; raw values are the keys of `thrice.yaml`.
package enum MachineRole: String, CaseIterable, Sendable {
    /// Says what the answer should be.
    case function
    /// Says what must never go out.
    case safety
}
