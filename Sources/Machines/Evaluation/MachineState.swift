/// The values of a machine's variables, in their order.
package struct MachineState: Hashable, Sendable {
    package var values: [Value]

    package init(values: [Value]) { self.values = values }
}
