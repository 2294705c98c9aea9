/// The keys that `thrice.yaml` may have; each is described in `docs/FORMATS.md`.
package enum EnsembleKey {
    static let top = [
        "program", "framing", "inFlight", "replicas", "variants", "answer", "vote", "faults",
        "degraded",
        "deadline", "startup", "validFor", "signOfLife", "restart", "stateful", "source", "sources",
        "compileCommands", "demands",
        "answerBytesMax", "demandBytesMax", "historyBytesMax", "limits", "demand", "function",
        "safety", "feedback", "stamp", "isolation", "cores",
        "health", "durability", "journal", "pool", "selfCheck", "checkpoint",
    ]
    static let replica = [
        "name", "command", "environment", "workingDirectory", "readable", "shadow", "spare",
    ]
    static let variants = [
        "count", "spares", "seed", "flags", "libraries", "machines", "data", "tasks", "diversity",
    ]
    static let diversity = ["atLeast", "measure"]
    static let answer = ["format", "separator", "fields"]
    static let field = [
        "name", "type", "unit", "range", "nonFinite", "width", "each", "words", "relation",
        "policy",
    ]
    static let vote = [
        "agree", "restrictive", "policy", "relation", "tie", "latch", "dissentLimit",
    ]
    static let demand = ["format", "separator", "exact", "fields"]
    static let demandField = [
        "name", "type", "range", "words", "width", "count", "decimals", "digits",
    ]
    /// Of `function` and of `safety`.
    static let machine = ["machine", "operation", "unreadable", "inputs", "outputs", "state"]
    static let faults = ["crash", "symmetric", "asymmetric"]
    static let health = [
        "restarts", "window", "budget", "budgetEvery", "hold", "clean", "rejuvenate", "reserve",
        "faults", "stretch", "rebuilds", "rebuildWindow", "rebuildTime",
    ]
    static let deadline = ["floor", "ceiling"]
    static let journal = ["segment", "ring", "stalled", "failure"]
    static let checkpoint = ["every", "interval", "stateBytesMax"]
    static let pool = ["size", "active", "spares"]
    static let selfCheck = ["demand", "answer", "every", "keepsState"]
    static let limits = ["memory", "cpuSeconds", "openFiles", "processes"]

    /// Every key, those of inner tables as `vote.agree` and `replicas[].name`; those of `safety`
    /// are those of `function`.
    package static let all: [String] =
        top + replica.map { "replicas[].\($0)" } + variants.map { "variants.\($0)" }
        + diversity.map { "variants.diversity.\($0)" }
        + answer.map { "answer.\($0)" } + field.map { "answer.fields[].\($0)" }
        + vote.map { "vote.\($0)" } + faults.map { "faults.\($0)" }
        + deadline.map { "deadline.\($0)" } + health.map { "health.\($0)" }
        + journal.map { "journal.\($0)" } + checkpoint.map { "checkpoint.\($0)" }
        + pool.map { "pool.\($0)" } + selfCheck.map { "selfCheck.\($0)" }
        + limits.map { "limits.\($0)" }
        + demand.map { "demand.\($0)" }
        + demandField.map { "demand.fields[].\($0)" } + machine.map { "function.\($0)" }
}
