import Specifications

/// Machines: their files, their operations, and which field is what of them.
extension EnsembleReader {
    mutating func readSpecification(_ top: [String: YamlValue]) {
        readDemand(top["demand"])
        for role in MachineRole.allCases { readMachine(top[role.rawValue], role) }
        draft.specification.feedback = boolean(top["feedback"], "feedback")
    }

    private mutating func readMachine(_ value: YamlValue?, _ role: MachineRole) {
        guard let value else { return }
        let name = role.rawValue
        draft.specification.places[[name]] = value.place
        let keys = table(value, named: name, keys: EnsembleKey.machine)
        guard case .mapping = value.content else { return }
        for (key, value) in keys { draft.specification.places[[name, key]] = value.place }
        require(["machine", "operation"], of: keys, name, value.place)
        let file = path(keys["machine"], "machine")
        let operation = placedText(keys["operation"], "operation")
        let unreadable = placedText(keys["unreadable"], "unreadable")
        let inputs = fields(keys["inputs"], "inputs", role)
        let outputs = fields(keys["outputs"], "outputs", role)
        let state = fields(keys["state"], "state", role)
        guard let file, let operation, let place = keys["machine"]?.place else { return }
        draft.specification.machines.append(
            SpecificationDraft.Machine(
                role: role, place: value.place, path: Placed(file, place),
                operation: operation.value, unreadable: unreadable?.value, inputs: inputs,
                outputs: outputs, state: state))
    }

    /// Names of the machine with the fields that they are.
    private mutating func fields(
        _ value: YamlValue?, _ key: String, _ role: MachineRole
    ) -> [(name: String, field: Placed<String>)] {
        guard let value else { return [] }
        guard case .mapping(let entries) = value.content else {
            wrongType(
                value, key, "names of the machine with their fields",
                hint: "\(key): {name: field}")
            return []
        }
        return entries.compactMap { name, value in
            draft.specification.places[[role.rawValue, key, name.value]] = value.place
            return placedText(value, name.value).map { (name.value, $0) }
        }
    }
}
