import Ensembles
import FaultInjection
import Voting

extension CampaignReader {
    mutating func readFaults(_ value: YamlValue?, in root: YamlValue) {
        guard let value else {
            problems.append(
                Problem(root.place, "there are no 'faults'", hint: "thrice campaign faults"))
            return
        }
        guard let items = list(value, "faults", of: "faults") else { return }
        if items.isEmpty { wrongType(value, "faults", "at least one fault") }
        for item in items {
            if let line = line(item) { campaign.lines.append(line) }
        }
    }

    private mutating func line(_ value: YamlValue) -> FaultLine? {
        guard case .mapping(let entries) = value.content,
            let model = entries.first(where: { $0.key.value == "model" })?.value
        else {
            wrongType(value, "faults", "keys and values with a 'model'")
            return nil
        }
        guard
            let type = choice(
                model, "model", Catalogue.names, read: { Catalogue.fault(named: $0) })?.value
        else { return nil }
        let own = type.entry.parameters.map(\.name)
        let fields = table(value, named: "faults", keys: CampaignKey.fault + own)
        let written = fields.filter { own.contains($0.key) }
        let settingTexts = written.mapValues { texts(of: $0) }
        var settings = FaultSettings(settingTexts)
        var line = FaultLine(fault: type.init(&settings), settings: settingTexts)
        readComponent(fields["in"], of: type.entry, into: &line)
        readBeside(fields["beside"], into: &line)
        line.hits = counted(fields["hits"], "hits", in: 1...64).map(Int.init) ?? 1
        line.share = counted(fields["share"], "share", in: 1...1000) ?? 1
        for flaw in settings.flaws {
            let place = written[flaw.key]?.place ?? value.place
            problems.append(Problem(place, "\(flaw.key): \(flaw.message)"))
        }
        return line
    }

    private mutating func readComponent(
        _ value: YamlValue?, of entry: CatalogueEntry, into line: inout FaultLine
    ) {
        let all = EnsembleComponent.allCases.map(\.rawValue)
        guard let value, let found = choice(value, "in", all, read: EnsembleComponent.init)
        else { return }
        line.scene = LiveScene(found.value)
        let hint: String? =
            switch entry.layer {
            case .answers, .demands, .programs: "flip-transfer-bits"
            case .calls: "fail-transfer"
            case .registers, .memory, .processes, .transfers: nil
            }
        if let hint {
            problems.append(
                Problem(
                    value.place, "in: '\(entry.name)' strikes replicas only", hint: hint))
        }
    }

    private mutating func readBeside(_ value: YamlValue?, into line: inout FaultLine) {
        guard let value,
            choice(value, "beside", ["crash"], read: { $0 == "crash" ? $0 : nil }) != nil
        else { return }
        if line.scene == nil {
            problems.append(
                Problem(value.place, "beside: is of whole ensembles only", hint: "in: guardian"))
        }
        line.scene?.hasCrash = true
    }

    private mutating func texts(of value: YamlValue) -> [String] {
        if case .list(let items) = value.content {
            return items.compactMap { text($0, "faults") }
        }
        return text(value, "faults").map { [$0] } ?? []
    }
}
