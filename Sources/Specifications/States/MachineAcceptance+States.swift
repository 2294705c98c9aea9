import Machines
import Voting

/// Saved states, held against those that the machines allow.
extension MachineAcceptance {
    package func judge(_ replica: Int, state: UnsafeRawBufferPointer) -> Acceptance {
        told = .nothing
        guard let saved = SavedState(state) else { return .unreadable }
        for index in machines.indices where !machines[index].narrow(replica, to: saved) {
            return .rejected
        }
        return .accepted
    }

    package func begins(_ replica: Int, in state: UnsafeRawBufferPointer) -> Bool {
        begins(replica)
        guard let saved = SavedState(state) else { return false }
        return machines.indices.allSatisfy { machines[$0].begins(replica, in: saved) }
    }
}

extension BoundMachine {
    /// Longer values are not saved.
    private static let valueBytesMax = 1 << 20

    /// Whether a state is the saved one, by the texts of its values.
    func isSaved(_ state: MachineState, as saved: SavedState) -> Bool {
        zip(machine.variables, state.values).allSatisfy { slot, value in
            saved.values[machine.symbols[slot].name]
                == compiled.text(value, bytesMax: Self.valueBytesMax)
        }
    }

    /// Reads what the machine's variables are; nil where one is missing or none of its type.
    func state(_ saved: SavedState) -> MachineState? {
        let reader = ValueReader(compiled)
        var values: [Value] = []
        for slot in machine.variables {
            let symbol = machine.symbols[slot]
            guard let text = saved.values[symbol.name],
                let value = try? reader.value(text, as: symbol.type)
            else { return nil }
            values.append(value)
        }
        return MachineState(values: values)
    }
}
