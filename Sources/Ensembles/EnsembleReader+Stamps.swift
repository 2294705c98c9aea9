/// Inputs that are not in the demands.
extension EnsembleReader {
    mutating func readStamps(_ value: YamlValue?) {
        guard let value else { return }
        let names = Ensemble.Stamp.allCases.map(\.rawValue)
        let hint = "stamp: [\(names.joined(separator: ", "))]"
        guard let items = list(value, "stamp", of: "what is drawn", hint: hint) else { return }
        if items.isEmpty {
            problems.append(Problem(value.place, "stamp: the list is empty", hint: hint))
        }
        for item in items {
            guard let stamp = choice(item, "stamp", names, read: Ensemble.Stamp.init) else {
                continue
            }
            if !draft.stamps.insert(stamp.value).inserted {
                problems.append(
                    Problem(stamp.place, "stamp: '\(stamp.value.rawValue)' is there twice"))
            }
        }
    }
}
