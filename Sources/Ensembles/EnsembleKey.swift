/// The keys that `thrice.yaml` may have; each is described in `docs/FORMATS.md`.
package enum EnsembleKey {
    static let top = [
        "program", "framing", "inFlight", "replicas", "variants", "vote", "deadline", "startup",
        "validFor", "restart", "stateful", "source", "demands", "answerBytesMax", "demandBytesMax",
        "historyBytesMax", "limits",
    ]
    static let replica = ["name", "command", "environment", "workingDirectory"]
    static let variants = ["count", "seed", "flags"]
    static let vote = ["agree", "restrictive"]
    static let limits = ["memory", "cpuSeconds", "openFiles", "processes"]

    /// Every key, those of inner tables as `vote.agree` and `replicas[].name`.
    package static let all: [String] =
        top + replica.map { "replicas[].\($0)" } + variants.map { "variants.\($0)" }
        + vote.map { "vote.\($0)" } + limits.map { "limits.\($0)" }
}
