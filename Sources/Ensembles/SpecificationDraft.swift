import Specifications

/// What was said about machines, key by key, before any of them is read.
struct SpecificationDraft {
    var demand: Placed<DemandSchema>?
    /// In the order of `MachineRole`.
    var machines: [Machine] = []
    var feedback: Placed<Bool>?
    /// Where each key was written, by the keys from the outermost on.
    var places: [[String]: Problem.Place] = [:]

    struct Machine {
        var role: MachineRole
        var place: Problem.Place
        /// As it was written.
        var path: Placed<String>
        var operation: String
        var unreadable: String?
        /// Names of the machine, and the fields that they are.
        var inputs: [(name: String, field: Placed<String>)]
        var outputs: [(name: String, field: Placed<String>)]
        var state: [(name: String, field: Placed<String>)]
    }

    /// The place of the innermost of these keys that was written.
    func place(of keys: [String]) -> Problem.Place? {
        for count in stride(from: keys.count, to: 0, by: -1) {
            if let place = places[Array(keys.prefix(count))] { return place }
        }
        return nil
    }
}

extension SpecificationDraft.Machine {
    /// Without the machine's text.
    var binding: MachineBinding {
        func names(_ entries: [(name: String, field: Placed<String>)]) -> [String: String] {
            Dictionary(entries.map { ($0.name, $0.field.value) }) { first, _ in first }
        }
        return MachineBinding(
            sources: [], operation: operation, unreadable: unreadable, inputs: names(inputs),
            outputs: names(outputs), state: names(state))
    }
}
