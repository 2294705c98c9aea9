import ArgumentParser
import Ensembles
import Supervision

/// The options that describe or override an ensemble on a command line.
struct EnsembleOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A replica's command, split into words as a shell does; named r1, r2, …",
            valueName: "command"))
    var replica: [String] = []

    @Option(help: "Replicas that must give the same answer, or 'majority'.")
    var agree: String?

    @Option(help: "What goes out when they do not.")
    var restrictive: String?

    @Option(help: "The rule of the vote, such as 'unanimity' or 'permit,RELEASE=3'.")
    var policy: String?

    @Option(help: "When two answers are the same: bytes, json, text, 'absolute 0.5', …")
    var relation: String?

    @Option(help: "The fields of an answer, in one line (docs/FORMATS.md).")
    var answer: String?

    @Option(help: "What goes out when two answers have enough replicas: restrictive or lowest.")
    var tie: String?

    @Option(help: "Agreed demands before an answer goes out again, or 'forever' or 'none'.")
    var latch: String?

    @Option(help: "Dissents in a row before a replica is treated like a crashed one, or 'none'.")
    var dissentLimit: String?

    @Option(help: "The faults that are to be masked, such as crash=1,symmetric=1.")
    var faults: String?

    @Option(help: "How long a replica may take for an answer, such as 200ms.")
    var deadline: String?

    @Option(help: "How long a fresh process may take for its first answer, such as 1s.")
    var startup: String?

    @Option(help: "How long a verdict record may be used, such as 400ms.")
    var validFor: String?

    @Option(help: "How long voter and supervisor may show no sign of life, as 2s, or 'none'.")
    var signOfLife: String?

    @Option(help: "How demands and answers are cut: lines, frames or process.")
    var framing: String?

    @Option(help: "Demands that a replica may hold unanswered.")
    var inFlight: String?

    @Flag(help: "Show a new replica the history before its answers count.")
    var stateful = false

    @Option(help: "Save the state after so many demands, for who is started anew.")
    var checkpoint: String?

    @Option(help: "How far replicas are kept apart: none, process, sandbox or require.")
    var isolation: String?

    @Option(
        help: "What is on the disk before an answer leaves: synced, buffered or none of it.")
    var durability: String?

    @Flag(inversion: .prefixedNo, help: "Start a lost replica anew.")
    var restart: Bool?

    @Option(help: "The seed of the variants that are generated.")
    var seed: String?

    /// The ensemble in a folder, or that of the command line alone.
    func load(_ folder: String?) throws -> Ensemble {
        var flags = EnsembleFlags()
        flags.agree = agree
        flags.restrictive = restrictive
        flags.policy = policy
        flags.relation = relation
        flags.answer = answer
        flags.tie = tie
        flags.latch = latch
        flags.dissentLimit = dissentLimit
        flags.faults = faults
        flags.deadline = deadline
        flags.startup = startup
        flags.validFor = validFor
        flags.signOfLife = signOfLife
        flags.framing = framing
        flags.inFlight = inFlight
        flags.restart = restart
        flags.stateful = stateful ? true : nil
        flags.checkpoint = checkpoint
        flags.isolation = isolation
        flags.durability = durability
        flags.seed = seed
        return try ThriceError.mapping { () throws(EnsembleError) in
            if let folder { return try Ensemble.load(folder: folder, flags: flags) }
            return try Ensemble.adHoc(replicas: replica, flags: flags)
        }
    }

    /// The seed that a run is known by.
    func seed(of ensemble: Ensemble) -> UInt64 {
        ensemble.variants?.seed ?? seed.flatMap { UInt64($0) } ?? 1
    }

    /// Variants that are not there, or not of this source and seed, are made first.
    func generateWhatIsMissing(_ ensemble: Ensemble) throws {
        let family = VariantFamily(of: ensemble)
        guard
            let reason = family?.reasonToGenerate(
                generator: SiblingExecutable.path("thrice-generate"), digests: FileDigests.sha256)
        else { return }
        Terminal.say("thrice: generating variants of '\(ensemble.program)': \(reason)")
        try GeneratorCall(ensemble).runToItsEnd()
    }
}
