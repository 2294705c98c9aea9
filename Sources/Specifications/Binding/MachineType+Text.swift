import Machines

extension MachineType {
    /// As B would write it: `INTEGER`, `COMMAND`, `POW(INTEGER * BOOL)`.
    func text(in machine: CheckedMachine) -> String {
        switch self {
        case .integer: "INTEGER"
        case .boolean: "BOOL"
        case .string: "STRING"
        case .given(let set): machine.sets.indices ~= set ? machine.sets[set].name : "a set"
        case .pair(let left, let right): "\(left.text(in: machine)) * \(right.text(in: machine))"
        case .power(let element): "POW(\(element.text(in: machine)))"
        case .record(let fields):
            "struct("
                + fields.map { "\($0.label): \($0.type.text(in: machine))" }
                .joined(separator: ", ") + ")"
        }
    }

    /// The type of the values of a function from INTEGER.
    var listElement: MachineType? {
        guard case .power(.pair(.integer, let element)) = self else { return nil }
        return element
    }
}
