/// A type of B: every expression has exactly one, found before anything is evaluated.
package indirect enum MachineType: Hashable, Sendable {
    case integer
    case boolean
    case string
    /// An enumerated or deferred set, by its index in `CheckedMachine.sets`.
    case given(Int)
    case pair(MachineType, MachineType)
    case power(MachineType)
    /// A record; labels in ascending order.
    case record([Field])

    package struct Field: Hashable, Sendable {
        package var label: String
        package var type: MachineType
        package init(label: String, type: MachineType) {
            self.label = label
            self.type = type
        }
    }
}
