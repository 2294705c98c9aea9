extension EnsembleReader {
    mutating func readVariants(_ value: YamlValue?) {
        guard let value else { return }
        let fields = table(value, named: "variants", keys: EnsembleKey.variants)
        draft.variantsPlace = value.place
        guard case .mapping = value.content else { return }
        if fields["count"] == nil {
            problems.append(Problem(value.place, "variants: key 'count' is missing"))
        }
        draft.variantCount = number(fields["count"], "count")
        draft.variantSpares = number(fields["spares"], "spares")
        draft.seed = number(fields["seed"], "seed")?.value ?? draft.seed
        if let flags = fields["flags"], let items = list(flags, "flags", of: "words") {
            draft.compilerFlags = Placed(items.compactMap { text($0, "flags") }, flags.place)
        }
        readWords(fields["libraries"], "libraries", flag: "--library", of: "names")
        readWords(fields["machines"], "machines", flag: "--machine", of: "names")
        readWords(fields["data"], "data", flag: "--data", of: "names")
        readWords(fields["tasks"], "tasks", flag: "--task", of: "tasks")
        readDiversity(fields["diversity"])
    }

    /// A list whose items go to the generator as they are: it knows what they may be.
    private mutating func readWords(
        _ value: YamlValue?, _ key: String, flag: String, of what: String
    ) {
        guard let value, let items = list(value, key, of: what) else { return }
        for word in items.compactMap({ text($0, key) }) {
            draft.generatorOptions += [flag, word]
        }
    }

    private mutating func readDiversity(_ value: YamlValue?) {
        guard let value else { return }
        let fields = table(value, named: "diversity", keys: EnsembleKey.diversity)
        guard case .mapping = value.content else { return }
        guard let least = fields["atLeast"] else {
            problems.append(Problem(value.place, "diversity: key 'atLeast' is missing"))
            return
        }
        guard let words = text(least, "atLeast") else { return }
        guard let figure = Double(words), (0...1).contains(figure) else {
            return wrongType(least, "atLeast", "a share from 0 to 1")
        }
        draft.generatorOptions += ["--diversity-at-least", words]
        if let measure = fields["measure"], let name = text(measure, "measure") {
            draft.generatorOptions += ["--diversity-measure", name]
        }
    }
}
