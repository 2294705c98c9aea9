/// The keys that `thrice.yaml` may have; each is described in `docs/FORMATS.md`.
package enum EnsembleKey {
    static let top = [
        "program", "framing", "inFlight", "replicas", "variants", "answer", "vote", "faults",
        "deadline", "startup", "validFor", "restart", "stateful", "source", "demands",
        "answerBytesMax", "demandBytesMax", "historyBytesMax", "limits",
    ]
    static let replica = ["name", "command", "environment", "workingDirectory"]
    static let variants = ["count", "seed", "flags"]
    static let answer = ["format", "separator", "fields"]
    static let field = [
        "name", "type", "unit", "range", "nonFinite", "width", "each", "words", "relation",
        "policy",
    ]
    static let vote = [
        "agree", "restrictive", "policy", "relation", "tie", "latch", "dissentLimit",
    ]
    static let faults = ["crash", "symmetric", "asymmetric"]
    static let limits = ["memory", "cpuSeconds", "openFiles", "processes"]

    /// Every key, those of inner tables as `vote.agree` and `replicas[].name`.
    package static let all: [String] =
        top + replica.map { "replicas[].\($0)" } + variants.map { "variants.\($0)" }
        + answer.map { "answer.\($0)" } + field.map { "answer.fields[].\($0)" }
        + vote.map { "vote.\($0)" } + faults.map { "faults.\($0)" }
        + limits.map { "limits.\($0)" }
}
