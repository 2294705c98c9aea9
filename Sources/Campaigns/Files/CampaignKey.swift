import FaultInjection

/// The keys that a campaign's file may have; each is described in `docs/FORMATS.md`.
package enum CampaignKey {
    static let top = [
        "ensemble", "seed", "replicas", "demands", "first", "faults", "sampling", "trials", "stop",
        "votes",
        "budget", "confidence", "live",
    ]
    /// Those of every fault; the others are its own.
    static let fault = ["model", "in", "beside", "behind", "hits", "share"]
    static let stop = ["width", "failures", "time"]
    static let live = ["cycle", "budget", "durability", "rechecks"]
    static let budget = ["processor", "wall", "steps"]

    /// Every key, those of inner tables as `stop.width` and `faults[].model`.
    package static let all: [String] =
        top + fault.map { "faults[].\($0)" } + stop.map { "stop.\($0)" }
        + budget.map { "budget.\($0)" } + live.map { "live.\($0)" }
        + Set(Catalogue.faults.flatMap { $0.entry.parameters.map { "faults[].\($0.name)" } })
        .sorted()
}
