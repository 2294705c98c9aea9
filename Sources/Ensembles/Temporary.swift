import Machines
extension MachineErrors {
    var text: String { diagnostics.map(\.message).joined(separator: "\n") }
}
