import Voting

/// Fills a draft from a document, collecting all problems instead of stopping at the first.
struct EnsembleReader: YamlReading {
    var draft: EnsembleDraft
    var problems: [Problem] = []

    init(_ root: YamlValue) {
        draft = EnsembleDraft(place: root.place)
        let top = table(root, named: nil, keys: EnsembleKey.top)
        readNames(top)
        readReplicas(top["replicas"])
        readVariants(top["variants"])
        readVote(top["vote"])
        readFaults(top["faults"])
        readAnswer(top["answer"])
        readSpecification(top)
        readBehaviour(top)
        readStamps(top["stamp"])
        readHealth(top["health"])
        readJournal(top)
        readPool(top)
        readSelfCheck(top["selfCheck"])
        readBounds(top)
    }

    private mutating func readNames(_ top: [String: YamlValue]) {
        draft.program = placedText(top["program"], "program")
        draft.source = path(top["source"], "source")
        draft.compileCommands = path(top["compileCommands"], "compileCommands")
        if let value = top["sources"], let items = list(value, "sources", of: "paths") {
            draft.sources = items.compactMap { path($0, "sources") }
            if top["source"] != nil {
                problems.append(
                    Problem(value.place, "cannot use 'sources' beside 'source': name all in one"))
            }
        }
        draft.demands = path(top["demands"], "demands")
    }

    private mutating func readBehaviour(_ top: [String: YamlValue]) {
        draft.framing =
            choice(
                top["framing"], "framing", Ensemble.Framing.allCases.map(\.rawValue),
                read: Ensemble.Framing.init) ?? draft.framing
        draft.inFlight = number(top["inFlight"], "inFlight") ?? draft.inFlight
        readDeadline(top["deadline"])
        draft.startup = duration(top["startup"], "startup")
        draft.validFor = duration(top["validFor"], "validFor")
        draft.signOfLife = scalar(
            top["signOfLife"], "signOfLife", SignOfLifeDraft.words, read: SignOfLifeDraft.parse)
        draft.degraded = duration(top["degraded"], "degraded")
        draft.restartsReplicas = boolean(top["restart"], "restart")?.value ?? true
        draft.isStateful = boolean(top["stateful"], "stateful") ?? draft.isStateful
        readCheckpoint(top)
    }

    private mutating func readBounds(_ top: [String: YamlValue]) {
        draft.answerBytesMax = size(top["answerBytesMax"], "answerBytesMax") ?? draft.answerBytesMax
        draft.demandBytesMax = size(top["demandBytesMax"], "demandBytesMax") ?? draft.demandBytesMax
        draft.historyBytesMax =
            size(top["historyBytesMax"], "historyBytesMax") ?? draft.historyBytesMax
        draft.isolation =
            choice(
                top["isolation"], "isolation", Isolation.allCases.map(\.rawValue),
                read: Isolation.init)?.value ?? draft.isolation
        if let value = top["cores"], let items = list(value, "cores", of: "core numbers") {
            draft.cores = items.compactMap { number($0, "cores") }
        }
        guard let limits = top["limits"] else { return }
        let fields = table(limits, named: "limits", keys: EnsembleKey.limits)
        draft.memory = limit(fields["memory"], "memory", draft.memory, isSize: true)
        draft.cpuSeconds = limit(fields["cpuSeconds"], "cpuSeconds", draft.cpuSeconds)
        draft.openFiles = limit(fields["openFiles"], "openFiles", draft.openFiles)
        draft.processes = limit(fields["processes"], "processes", draft.processes)
    }
}
