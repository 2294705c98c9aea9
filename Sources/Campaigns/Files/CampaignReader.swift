import Ensembles
import FaultInjection
import Voting

/// Fills a campaign from its file, collecting all problems instead of stopping at the first.
struct CampaignReader: YamlReading {
    var campaign: Campaign
    var problems: [Problem] = []

    /// - Parameters:
    ///   - folder: of the file; `ensemble` is relative to it.
    init(_ root: YamlValue, name: String, folder: String) {
        campaign = Campaign(name: name, ensemble: folder + "/..", lines: [])
        let top = table(root, named: nil, keys: CampaignKey.top)
        if let path = path(top["ensemble"], "ensemble") {
            campaign.ensemble = path.hasPrefix("/") ? path : "\(folder)/\(path)"
        }
        campaign.seed = number(top["seed"], "seed")?.value ?? campaign.seed
        campaign.demands = counted(top["demands"], "demands", in: 1...1_000_000).map(Int.init)
        campaign.first = counted(top["first"], "first", in: 1...1_000_000).map(Int.init)
        campaign.replicas = names(top["replicas"])
        readSampling(top)
        readVotes(top["votes"])
        readStop(top["stop"])
        readBudget(top["budget"])
        readLive(top["live"])
        readFaults(top["faults"], in: root)
    }

    private mutating func names(_ value: YamlValue?) -> [String]? {
        guard let value, let items = list(value, "replicas", of: "names") else { return nil }
        let names = items.compactMap { item in
            let name = text(item, "replicas")
            if let name { campaign.places.replicas.append((name, item.place)) }
            return name
        }
        if names.isEmpty { wrongType(value, "replicas", "at least one name") }
        return names
    }

    private mutating func readSampling(_ top: [String: YamlValue]) {
        let methods = Campaign.Sampling.allCases.map(\.rawValue)
        if let sampling = choice(
            top["sampling"], "sampling", methods, read: Campaign.Sampling.init)
        {
            campaign.sampling = sampling.value
        }
        campaign.trials =
            counted(top["trials"], "trials", in: 1...1_000_000_000)
            ?? (campaign.sampling == .pruned ? 0 : campaign.trials)
        if let value = top["trials"], campaign.sampling == .exhaustive {
            problems.append(
                Problem(
                    value.place, "trials: an exhaustive campaign has as many as its space",
                    hint: "leave it out, or 'sampling: uniform'"))
        }
        let confidence = scalar(
            top["confidence"], "confidence", "a percentage above 50 and below 100"
        ) { text in Percentage.parse(text).flatMap { 0.5 < $0 && $0 < 1 ? $0 : nil } }
        campaign.confidence = confidence?.value ?? campaign.confidence
    }

    private mutating func readVotes(_ value: YamlValue?) {
        guard let value, let items = list(value, "votes", of: "votes") else { return }
        campaign.places.votes = items.compactMap { item in
            scalar(item, "votes", "'alone' or a vote as '2 of 3', in which two cannot both win") {
                VoteSize($0)
            }.map { ($0.value, item.place) }
        }
        campaign.votes = campaign.places.votes.map(\.size)
        var known: Set<VoteSize> = []
        for (size, place) in campaign.places.votes where !known.insert(size).inserted {
            problems.append(
                Problem(place, "votes: '\(size)' is there already", hint: "leave it out"))
        }
    }

    private mutating func readStop(_ value: YamlValue?) {
        guard let value else { return }
        let fields = table(value, named: "stop", keys: CampaignKey.stop)
        if let width = fields["width"], campaign.isWhole {
            problems.append(
                Problem(
                    width.place, "stop.width: a whole space has no interval",
                    hint: "give 'trials', or leave it out"))
        }
        campaign.stop.width =
            scalar(fields["width"], "stop.width", "a percentage as 1%") { Percentage.parse($0) }?
            .value
        campaign.stop.failures = counted(
            fields["failures"], "stop.failures", in: 1...1_000_000_000)
        campaign.stop.nanoseconds = duration(fields["time"], "stop.time")?.value
    }

    private mutating func readBudget(_ value: YamlValue?) {
        guard let value else { return }
        let fields = table(value, named: "budget", keys: CampaignKey.budget)
        if let time = duration(fields["processor"], "budget.processor") {
            campaign.budget.processorNanoseconds = time.value
        }
        if let time = duration(fields["wall"], "budget.wall") {
            campaign.budget.wallNanoseconds = time.value
        }
        campaign.budget.steps =
            counted(fields["steps"], "budget.steps", in: 1...100_000_000) ?? campaign.budget.steps
    }

    private mutating func readLive(_ value: YamlValue?) {
        guard let value else { return }
        let fields = table(value, named: "live", keys: CampaignKey.live)
        if let time = duration(fields["cycle"], "live.cycle") { campaign.live.cycle = time.value }
        if let time = duration(fields["budget"], "live.budget") {
            campaign.live.budget = time.value
        }
        campaign.live.rechecks =
            counted(fields["rechecks"], "live.rechecks", in: 0...1_000_000)
            ?? campaign.live.rechecks
        campaign.live.durability =
            choice(
                fields["durability"], "live.durability", ["synced", "buffered", "none"],
                read: { $0 })?
            .value
    }

    mutating func counted(
        _ value: YamlValue?, _ key: String, in range: ClosedRange<UInt64>
    ) -> UInt64? {
        guard let number = number(value, key) else { return nil }
        if range.contains(number.value) { return number.value }
        problems.append(
            Problem(
                number.place,
                "\(key): \(number.value) is outside of \(range.lowerBound)..\(range.upperBound)"))
        return nil
    }
}
