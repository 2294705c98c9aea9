import Specifications
import Voting

/// The configured set of replicas and how they are voted on: what one `thrice.yaml`, or a command
/// line without a file, says after all checks have passed.
package struct Ensemble: Sendable, Equatable {
    /// The folder as it was named by the user, without a slash at its end; `.` without a file.
    package let folder: String
    /// The same folder as an absolute path.
    package let folderPath: String
    /// The program's name, `[A-Za-z0-9._-]`, 1 to 64 characters.
    package let program: String
    package let framing: Framing
    /// Demands in flight per replica, 1...1024.
    package let inFlight: Int
    /// The versions that vote, in the order of the file. Generated variants are not in it:
    /// `allReplicas`.
    package let versions: [Replica]
    /// Versions that are asked and compared, and never counted, likewise.
    package let shadows: [Replica]
    /// Versions without a seat, likewise; generated spares are not in it: `spares`.
    package let spareVersions: [Replica]
    /// What is to be generated; nil when the ensemble has versions only.
    package let variants: Variants?
    /// The machines that answers are held against; nil without any. Their texts are in it when
    /// the ensemble was loaded from a folder.
    package let specification: SpecificationPlan?
    /// Whether the previous verdict stands in front of each demand; then `inFlight` is 1.
    package let hasFeedback: Bool
    /// What is drawn for each demand and stands in front of it.
    package let stamps: Set<Stamp>
    package let vote: Vote
    /// What is to be known about the vote: warnings before facts; never one that is refused.
    package let findings: [ThresholdFinding]
    /// The name of the threshold that the policy keeps: at least `vote.agree`.
    package let threshold: ThresholdName
    /// 1 ms...1 h.
    package let deadlineNanoseconds: UInt64
    /// Where deadlines adapt; then the above is the longest.
    package let deadlineFloorNanoseconds: UInt64?
    /// How long a process that has just been started may take for its first answer before it is
    /// given up; at least the deadline.
    package let startupNanoseconds: UInt64
    /// For how long a verdict record may be used after it was made; 1 ms...1 h.
    package let validForNanoseconds: UInt64
    /// How long voter, supervisor and journaler may show no sign of life before they are ended,
    /// 100 ms...1 h; nil is for ever.
    package let signOfLifeNanoseconds: UInt64?
    /// How long one more failure may be unmasked before everything is answered restrictively until
    /// the run ends, 1 ms to a day; nil is for ever.
    package let degradedNanosecondsMax: UInt64?
    package let restartsReplicas: Bool
    package let isStateful: Bool
    /// Nil: states are never saved.
    package let checkpoint: CheckpointRule?
    /// The program's C sources, absolute paths; they need not exist.
    package let sourcePaths: [String]
    /// A compilation database that names further ones, an absolute path; it need not exist.
    package let compileCommandsPath: String?
    /// The demands used when none are named, an absolute path; it need not exist.
    package let demandsPath: String?
    package let bounds: Bounds
    package let limits: Limits
    package let isolation: Isolation
    /// The processor cores to which replicas are pinned in turn, 0...1023; empty: none is.
    package let cores: [Int]
    /// Nil: lost replicas are started anew for ever, and there is no light.
    package let health: Health?
    package let journal: Journaling
    /// Nil: all replicas are asked all the time.
    package let pool: Pool?
    /// What replicas are asked that have nothing to answer; nil is nothing.
    package let selfCheck: SelfCheck?

    /// How a replica is spoken to.
    package typealias Framing = Voting.Framing

    /// An input that is not in the demands.
    package enum Stamp: String, Sendable, CaseIterable {
        case time
        case random
    }

    /// One executable to start.
    package struct Replica: Sendable, Equatable {
        /// `[A-Za-z0-9._-]`, 1 to 64 characters, unique in the ensemble.
        package let name: String
        /// An absolute path, or a name without a slash that is to be found in PATH.
        package let executable: String
        /// All words, the first as it was written (argv[0]).
        package let command: [String]
        /// Set on top of what every replica gets; in the order of the file, no name twice.
        package let environment: [EnvironmentEntry]
        /// An absolute path.
        package let workingDirectory: String
        /// Files and folders that it may read in a sandbox besides its own; absolute paths.
        package let readable: [String]
        package let isGenerated: Bool
    }

    package struct EnvironmentEntry: Sendable, Equatable {
        package let name: String
        package let value: String
    }

    /// The variants to generate from the program.
    package struct Variants: Sendable, Equatable {
        /// 1...64, together with the versions at most 64.
        package let count: Int
        /// Further ones, behind them, without a seat.
        package let spares: Int
        package let seed: UInt64
        /// Further compiler flags for all variants, one word each.
        package let flags: [String]
        /// Words for the command line of `thrice-generate` besides those for the above, in one
        /// order, so that equal wishes have equal words.
        package let options: [String]
    }

    /// How the replicas are voted on. Policies are texts, which `PolicyText` reads for this number
    /// of replicas and this `agree` without an error.
    package struct Vote: Sendable, Equatable {
        /// Replicas that must carry an answer before it goes out, counted on all configured.
        /// `2 * agree > n`, unless there is a `tie` rule or the policy has no ties. No policy here
        /// releases on fewer.
        package let agree: Int
        /// The safe-side answer without a newline; not empty, and one that `schema` reads.
        package let restrictive: [UInt8]
        /// The policy for the fields that have none of their own, with every parameter.
        package let policyText: String
        /// What an answer consists of; `AnswerSchema.bytes` when nothing was said.
        package let schema: AnswerSchema
        /// Fields with a policy of their own, in ascending order, no field twice.
        package let fieldPolicies: [FieldPolicy]
        /// What was said about ties; it is in the policies' texts already.
        package let tie: TieRule?
        /// What happens after a restrictive verdict.
        package let latch: LatchRule
        /// Agreed verdicts in a row from which a replica dissents before it is treated as one that
        /// crashed, 1...1000000; nil is never.
        package let dissentLimit: Int?
        /// The declared faults; nil when none were.
        package let faults: FaultHypothesis?
    }

    /// The policy of one field.
    package struct FieldPolicy: Sendable, Equatable {
        /// Index in the schema's fields.
        package let field: Int
        package let policyText: String
    }

    /// Bounds of what is held in memory, in bytes.
    package struct Bounds: Sendable, Equatable {
        package let answerBytesMax: Int
        package let demandBytesMax: Int
        package let historyBytesMax: Int
    }

    /// Resource limits of each replica; nil is "as inherited".
    package struct Limits: Sendable, Equatable {
        /// Private writable memory (RLIMIT_DATA).
        package let memoryBytes: UInt64?
        /// Processor time over the replica's whole life.
        package let cpuSeconds: UInt64?
        package let openFiles: UInt64?
        /// Counted by the kernel over all processes of the same user.
        package let processes: UInt64?
    }
}

extension Ensemble {
    /// The number of configured replicas, on which thresholds count.
    package var replicaCount: Int { versions.count + (variants?.count ?? 0) }

    /// Where `thrice generate` puts the variants: an absolute path.
    package var buildPath: String { folderPath + "/build" }

    /// The versions, then the generated variants `v01`, `v02`, …; `replicaCount` of them. Behind
    /// them the shadows.
    package var allReplicas: [Replica] { versions + seatedVariants + shadows }

    /// Those that are put into a seat whose build is used up, in their order.
    package var spares: [Replica] {
        spareVersions + generatedReplicas.dropFirst(variants?.count ?? 0)
    }

    private var seatedVariants: [Replica] {
        Array(generatedReplicas.prefix(variants?.count ?? 0))
    }

    /// All variants of the family, spares included.
    package var generatedReplicas: [Replica] {
        guard let variants else { return [] }
        return (1...variants.count + variants.spares).map { number in
            let name = Self.variantName(number)
            return Replica(
                name: name, executable: "\(buildPath)/\(name)/\(program)",
                command: ["./build/\(name)/\(program)"], environment: [],
                workingDirectory: folderPath, readable: [], isGenerated: true)
        }
    }

    /// The threshold as every display says it: `permissive 2 of 3 (IEC 61508: 2oo3, rail: 2oo3)`.
    package var thresholdName: String { threshold.description }

    /// The fields that are voted on together, by `vote.policyText`; may be none.
    package var commonFields: [Int] {
        let own = Set(vote.fieldPolicies.map(\.field))
        return vote.schema.fields.indices.filter { !own.contains($0) }
    }

    /// - Parameter number: 1...99.
    /// - Returns: `v01` for 1.
    package static func variantName(_ number: Int) -> String {
        number < 10 ? "v0\(number)" : "v\(number)"
    }
}
