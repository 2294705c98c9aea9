import Voting

/// Fills a draft from a document, collecting all problems instead of stopping at the first.
struct EnsembleReader {
    private(set) var draft: EnsembleDraft
    private(set) var problems: [Problem] = []

    init(_ root: YamlValue) {
        draft = EnsembleDraft(place: root.place)
        let top = table(root, named: nil, keys: EnsembleKey.top)
        readNames(top)
        readReplicas(top["replicas"])
        readVariants(top["variants"])
        readVote(top["vote"])
        readBehaviour(top)
        readBounds(top)
    }

    private mutating func readNames(_ top: [String: YamlValue]) {
        draft.program = placedText(top["program"], "program")
        draft.source = path(top["source"], "source")
        draft.demands = path(top["demands"], "demands")
    }

    private mutating func readReplicas(_ value: YamlValue?) {
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
                    workingDirectory: path(fields["workingDirectory"], "workingDirectory")))
        }
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

    private mutating func readVariants(_ value: YamlValue?) {
        guard let value else { return }
        let fields = table(value, named: "variants", keys: EnsembleKey.variants)
        draft.variantsPlace = value.place
        guard case .mapping = value.content else { return }
        if fields["count"] == nil {
            problems.append(Problem(value.place, "variants: key 'count' is missing"))
        }
        draft.variantCount = number(fields["count"], "count")
        draft.seed = number(fields["seed"], "seed")?.value ?? draft.seed
        guard let flags = fields["flags"], let items = list(flags, "flags", of: "words") else {
            return
        }
        draft.compilerFlags = Placed(items.compactMap { text($0, "flags") }, flags.place)
    }

    private mutating func readVote(_ value: YamlValue?) {
        guard let value else { return }
        let fields = table(value, named: "vote", keys: EnsembleKey.vote)
        if let agree = fields["agree"], case .scalar("majority") = agree.content {
            draft.agree = nil
        } else {
            draft.agree = number(fields["agree"], "agree", or: " or 'majority'")
        }
        draft.restrictive =
            placedText(fields["restrictive"], "restrictive") ?? draft.restrictive
    }

    private mutating func readBehaviour(_ top: [String: YamlValue]) {
        if let framing = placedText(top["framing"], "framing") {
            let names = Ensemble.Framing.allCases.map(\.rawValue)
            if let known = Ensemble.Framing(rawValue: framing.value) {
                draft.framing = Placed(known, framing.place)
            } else {
                let near = NearestName.of(framing.value, among: names)
                problems.append(
                    Problem(
                        framing.place,
                        "framing: '\(framing.value.prefix(40))' is none of "
                            + names.joined(separator: ", "),
                        hint: near.map { "did you mean '\($0)'?" }))
            }
        }
        draft.inFlight = number(top["inFlight"], "inFlight") ?? draft.inFlight
        draft.deadline = duration(top["deadline"], "deadline") ?? draft.deadline
        draft.startup = duration(top["startup"], "startup")
        draft.validFor = duration(top["validFor"], "validFor")
        draft.restartsReplicas = boolean(top["restart"], "restart")?.value ?? true
        draft.isStateful = boolean(top["stateful"], "stateful") ?? draft.isStateful
    }

    private mutating func readBounds(_ top: [String: YamlValue]) {
        draft.answerBytesMax = size(top["answerBytesMax"], "answerBytesMax") ?? draft.answerBytesMax
        draft.demandBytesMax = size(top["demandBytesMax"], "demandBytesMax") ?? draft.demandBytesMax
        draft.historyBytesMax =
            size(top["historyBytesMax"], "historyBytesMax") ?? draft.historyBytesMax
        guard let limits = top["limits"] else { return }
        let fields = table(limits, named: "limits", keys: EnsembleKey.limits)
        draft.memory = limit(fields["memory"], "memory", draft.memory, isSize: true)
        draft.cpuSeconds = limit(fields["cpuSeconds"], "cpuSeconds", draft.cpuSeconds)
        draft.openFiles = limit(fields["openFiles"], "openFiles", draft.openFiles)
        draft.processes = limit(fields["processes"], "processes", draft.processes)
    }
}

// Each of these reports what is wrong with a value, and then returns nil or what is left of it.
extension EnsembleReader {
    private mutating func table(
        _ value: YamlValue, named name: String?, keys: [String]
    ) -> [String: YamlValue] {
        guard case .mapping(let entries) = value.content else {
            wrongType(value, name ?? "the file", "keys and values")
            return [:]
        }
        var fields: [String: YamlValue] = [:]
        for (key, value) in entries {
            if keys.contains(key.value) {
                fields[key.value] = value
            } else {
                let near = NearestName.of(key.value, among: keys)
                problems.append(
                    Problem(
                        key.place, "unknown key '\(key.value.prefix(40))'",
                        hint: near.map { "did you mean '\($0)'?" }
                            ?? "known: \(keys.joined(separator: ", "))"))
            }
        }
        return fields
    }

    private mutating func wrongType(
        _ value: YamlValue, _ key: String, _ expected: String, hint: String? = nil
    ) {
        problems.append(
            Problem(
                value.place, "\(key): expected \(expected), found \(value.kindName)", hint: hint))
    }

    private mutating func list(
        _ value: YamlValue, _ key: String, of what: String, hint: String? = nil
    ) -> [YamlValue]? {
        if case .list(let items) = value.content { return items }
        wrongType(value, key, "a list of \(what)", hint: hint)
        return nil
    }

    private mutating func text(_ value: YamlValue, _ key: String) -> String? {
        if case .scalar(let text) = value.content { return text }
        wrongType(value, key, "one text")
        return nil
    }

    private mutating func placedText(_ value: YamlValue?, _ key: String) -> Placed<String>? {
        guard let value else { return nil }
        return text(value, key).map { Placed($0, value.place) }
    }

    private mutating func path(_ value: YamlValue?, _ key: String) -> String? {
        guard let value, let text = text(value, key) else { return nil }
        if !text.isEmpty, !text.utf8.contains(0) { return text }
        wrongType(value, key, "a path")
        return nil
    }

    private mutating func number(
        _ value: YamlValue?, _ key: String, or alternative: String = ""
    ) -> Placed<UInt64>? {
        scalar(value, key, "a whole number" + alternative) { SizeText.wholeNumber($0[...]) }
    }

    private mutating func duration(_ value: YamlValue?, _ key: String) -> Placed<UInt64>? {
        scalar(value, key, "a duration as 200ms or 1s", read: DurationText.parseNanoseconds)
    }

    private mutating func size(_ value: YamlValue?, _ key: String) -> Placed<UInt64>? {
        scalar(value, key, "a size as 64KiB or 1GiB", read: SizeText.parseBytes)
    }

    private mutating func boolean(_ value: YamlValue?, _ key: String) -> Placed<Bool>? {
        scalar(value, key, "true or false") { $0 == "true" ? true : $0 == "false" ? false : nil }
    }

    private mutating func limit(
        _ value: YamlValue?, _ key: String, _ usual: Placed<UInt64?>, isSize: Bool = false
    ) -> Placed<UInt64?> {
        if let value, case .scalar("none") = value.content { return Placed(nil, value.place) }
        let read = isSize ? size(value, key) : number(value, key, or: " or 'none'")
        return read.map { Placed($0.value, $0.place) } ?? usual
    }

    private mutating func scalar<Value>(
        _ value: YamlValue?, _ key: String, _ expected: String, read: (String) -> Value?
    ) -> Placed<Value>? {
        guard let value else { return nil }
        if case .scalar(let text) = value.content, let result = read(text) {
            return Placed(result, value.place)
        }
        wrongType(value, key, expected)
        return nil
    }
}
