extension EnsembleReader {
    mutating func readPool(_ top: [String: YamlValue]) {
        if let restart = top["restart"], !draft.restartsReplicas {
            draft.pool.noRestart = restart.place
        }
        guard let value = top["pool"] else { return }
        let keys = table(value, named: "pool", keys: EnsembleKey.pool)
        draft.pool.faults = draft.vote.faults?.value
        draft.pool.size = number(keys["size"], "size")
        draft.pool.active = scalar(
            keys["active"], "active", "a whole number, 'size' or 'f+1'"
        ) { text in
            switch text {
            case "size": .size
            case "f+1": .faultsAndOne
            default: SizeText.wholeNumber(text[...]).map { .count($0) }
            }
        }
        draft.pool.spares = choice(
            keys["spares"], "spares", Pool.Spares.allCases.map(\.rawValue), read: Pool.Spares.init)
        if keys["active"] == nil {
            problems.append(
                Problem(value.place, "pool: 'active' is missing", hint: "active: 2"))
        }
    }
}
