/// The executables: versions that are listed, variants that are to be generated.
extension EnsembleReader {
    mutating func readReplicas(_ value: YamlValue?) {
        guard let value else { return }
        draft.replicas.place = value.place
        guard let items = list(value, "replicas", of: "replicas") else { return }
        for item in items {
            let fields = table(item, named: "replicas", keys: EnsembleKey.replica)
            guard case .mapping = item.content else { continue }
            for key in ["name", "command"] where fields[key] == nil {
                problems.append(Problem(item.place, "replicas: key '\(key)' is missing"))
            }
            var words: [String] = []
            if let command = fields["command"] {
                let parts = list(
                    command, "command", of: "words", hint: "command: [./versions/a, --flag]")
                words = parts?.compactMap { text($0, "command") } ?? []
                // A list that could not be read has been reported; it must not be empty as well.
                if words.isEmpty, parts?.isEmpty != true { continue }
            }
            guard let name = placedText(fields["name"], "name"), let command = fields["command"]
            else { continue }
            draft.replicas.value.append(
                EnsembleDraft.Replica(
                    name: name, command: Placed(words, command.place),
                    environment: environment(fields["environment"]),
                    workingDirectory: path(fields["workingDirectory"], "workingDirectory"),
                    readable: paths(fields["readable"], "readable"),
                    isShadow: boolean(fields["shadow"], "shadow")?.value ?? false,
                    spare: boolean(fields["spare"], "spare").flatMap { $0.value ? $0.place : nil }))
        }
    }

    private mutating func paths(_ value: YamlValue?, _ key: String) -> [String] {
        guard let value, let items = list(value, key, of: "paths") else { return [] }
        return items.compactMap { path($0, key) }
    }

    private mutating func environment(_ value: YamlValue?) -> [Ensemble.EnvironmentEntry] {
        guard let value else { return [] }
        guard case .mapping(let entries) = value.content else {
            wrongType(value, "environment", "variables with their values")
            return []
        }
        return entries.compactMap { key, value in
            text(value, key.value).map { Ensemble.EnvironmentEntry(name: key.value, value: $0) }
        }
    }
}
