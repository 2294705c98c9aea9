extension MachineType {
    /// As B writes it: `INTEGER`, `MODE`, `POW(INTEGER * BOOL)`.
    package func text(sets: [CheckedMachine.GivenSet]) -> String {
        switch self {
        case .integer: return "INTEGER"
        case .boolean: return "BOOL"
        case .string: return "STRING"
        case .given(let set): return sets.indices.contains(set) ? sets[set].name : "a set"
        case .pair(let left, let right):
            // The product associates to the left.
            let (first, second) = (left.text(sets: sets), right.text(sets: sets))
            if case .pair = right { return "\(first) * (\(second))" }
            return "\(first) * \(second)"
        case .power(let element): return "POW(\(element.text(sets: sets)))"
        case .record(let fields):
            let all = fields.map { "\($0.label): \($0.type.text(sets: sets))" }
            return "struct(\(all.joined(separator: ", ")))"
        }
    }
}
