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
        readComponent(fields["in"], at: value.place, of: type.entry, into: &line)
        let hasCrash = says("beside", "crash", fields["beside"], line)
        let losesVoter = says("behind", "voter-crash", fields["behind"], line)
        line.scene?.hasCrash = hasCrash
        line.scene?.losesVoter = losesVoter
        line.hits = counted(fields["hits"], "hits", in: 1...64).map(Int.init) ?? 1
        campaign.places.hits[campaign.lines.count] = fields["hits"]?.place
        if let hits = fields["hits"], line.scene != nil, line.hits > 1 {
            problems.append(
                Problem(hits.place, "hits: there is one of what 'in' names", hint: "leave it out"))
        }
        line.share = counted(fields["share"], "share", in: 1...1000) ?? 1
        for flaw in settings.flaws {
            let place = written[flaw.key]?.place ?? value.place
            problems.append(Problem(place, "\(flaw.key): \(flaw.message)"))
        }
        return line
    }

    private mutating func readComponent(
        _ value: YamlValue?, at place: Problem.Place, of entry: CatalogueEntry,
        into line: inout FaultLine
    ) {
        let isOfHost = entry.layer == .hosts
        let all = EnsembleComponent.allCases.filter { ($0 == .host) == isOfHost }
            .map(\.rawValue)
        if value == nil, isOfHost || entry.layer == .transfers {
            problems.append(
                Problem(
                    place, "'\(entry.name)' strikes no replica",
                    hint: isOfHost ? "in: host" : "in: voter"))
        }
        guard let value,
            let found = choice(
                value, "in", all,
                read: { all.contains($0) ? EnsembleComponent(rawValue: $0) : nil })
        else { return }
        line.scene = LiveScene(found.value)
        let hint: String? =
            switch entry.layer {
            case .answers, .demands, .programs: "flip-transfer-bits"
            case .calls: "fail-transfer"
            case .registers, .memory, .processes, .transfers, .hosts: nil
            }
        if let hint {
            problems.append(
                Problem(
                    value.place, "in: '\(entry.name)' strikes replicas only", hint: hint))
        }
    }

    /// Whether a key has the one value that it may have; only beside `in`.
    private mutating func says(
        _ key: String, _ word: String, _ value: YamlValue?, _ line: FaultLine
    ) -> Bool {
        guard let value, choice(value, key, [word], read: { $0 == word ? $0 : nil }) != nil else {
            return false
        }
        if line.scene == nil {
            problems.append(
                Problem(value.place, "\(key): is of whole ensembles only", hint: "in: guardian"))
        }
        return true
    }

    private mutating func texts(of value: YamlValue) -> [String] {
        if case .list(let items) = value.content {
            return items.compactMap { text($0, "faults") }
        }
        return text(value, "faults").map { [$0] } ?? []
    }
}
