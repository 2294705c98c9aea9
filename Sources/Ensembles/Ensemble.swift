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
    /// The versions, in the order of the file. Generated variants are not in it: `allReplicas`.
    package let versions: [Replica]
    /// What is to be generated; nil when the ensemble has versions only.
    package let variants: Variants?
    package let vote: Vote
    /// 1 ms...1 h.
    package let deadlineNanoseconds: UInt64
    /// How long a process that has just been started may take for its first answer before it is
    /// given up; at least the deadline.
    package let startupNanoseconds: UInt64
    /// For how long a verdict record may be used after it was made; 1 ms...1 h.
    package let validForNanoseconds: UInt64
    package let restartsReplicas: Bool
    package let isStateful: Bool
    /// The program's C source, an absolute path; it need not exist.
    package let sourcePath: String
    /// The demands used when none are named, an absolute path; it need not exist.
    package let demandsPath: String?
    package let bounds: Bounds
    package let limits: Limits

    /// How a replica is spoken to.
    package typealias Framing = Voting.Framing

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
        package let seed: UInt64
        /// Further compiler flags for all variants, one word each.
        package let flags: [String]
    }

    package struct Vote: Sendable, Equatable {
        /// Replicas that must give the same answer; `2 * agree > n`, counted on all configured.
        package let agree: Int
        /// The safe-side answer without a newline; not empty.
        package let restrictive: [UInt8]
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

    /// The versions, then the generated variants `v01`, `v02`, …; `replicaCount` of them.
    package var allReplicas: [Replica] { versions + generatedReplicas }

    package var generatedReplicas: [Replica] {
        guard let variants else { return [] }
        return (1...variants.count).map { number in
            let name = Self.variantName(number)
            return Replica(
                name: name, executable: "\(buildPath)/\(name)/\(program)",
                command: ["./build/\(name)/\(program)"], environment: [],
                workingDirectory: folderPath, isGenerated: true)
        }
    }

    /// The threshold as every display says it: `permissive 2 of 3 (IEC 61508: 2oo3, rail: 2oo3)`.
    package var thresholdName: String {
        ThresholdName(agree: vote.agree, replicas: replicaCount).description
    }

    /// - Parameter number: 1...99.
    /// - Returns: `v01` for 1.
    package static func variantName(_ number: Int) -> String {
        number < 10 ? "v0\(number)" : "v\(number)"
    }
}
