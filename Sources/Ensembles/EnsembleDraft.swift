import Specifications
import Voting

/// An ensemble whose parts have been read one by one but not yet checked against each other.
struct EnsembleDraft {
    /// Where the file, or without one the command line, is to blame as a whole.
    var place: Problem.Place
    var program: Placed<String>?
    var framing: Placed<Ensemble.Framing>
    var inFlight: Placed<UInt64>
    var replicas: Placed<[Replica]>
    var variantsPlace: Problem.Place?
    var variantCount: Placed<UInt64>?
    /// Further ones, without a seat.
    var variantSpares: Placed<UInt64>?
    var seed: UInt64 = 1
    var compilerFlags: Placed<[String]>
    var generatorOptions: [String] = []
    var vote: VoteDraft
    var specification = SpecificationDraft()
    var deadline: Placed<UInt64>
    var deadlineFloor: Placed<UInt64>?
    var startup: Placed<UInt64>?
    var validFor: Placed<UInt64>?
    /// Nil inside for ever.
    var signOfLife: Placed<UInt64?>?
    var degraded: Placed<UInt64>?
    var restartsReplicas = true
    var isStateful: Placed<Bool>
    var checkpoint: Placed<CheckpointRule>?
    var source: String?
    var sources: [String]?
    var compileCommands: String?
    var demands: String?
    var answerBytesMax: Placed<UInt64>
    var demandBytesMax: Placed<UInt64>
    var historyBytesMax: Placed<UInt64>
    var memory: Placed<UInt64?>
    var cpuSeconds: Placed<UInt64?>
    var openFiles: Placed<UInt64?>
    var processes: Placed<UInt64?>
    var isolation = Isolation.process
    var cores: [Placed<UInt64>] = []
    var stamps: Set<Ensemble.Stamp> = []
    var health: HealthDraft?
    var journal = Journaling()
    var pool = PoolDraft()
    var selfCheck: SelfCheckDraft?

    struct Replica {
        var name: Placed<String>
        var command: Placed<[String]>
        var environment: [Ensemble.EnvironmentEntry] = []
        var workingDirectory: String?
        var readable: [String] = []
        var isShadow = false
        /// Where it says that it has no seat; nil when it has one.
        var spare: Problem.Place?

        var votes: Bool { !isShadow && spare == nil }
    }

    init(place: Problem.Place) {
        self.place = place
        framing = Placed(.lines, place)
        inFlight = Placed(1, place)
        replicas = Placed([], place)
        compilerFlags = Placed([], place)
        vote = VoteDraft(place: place)
        deadline = Placed(1_000_000_000, place)
        isStateful = Placed(false, place)
        answerBytesMax = Placed(64 << 10, place)
        demandBytesMax = Placed(64 << 10, place)
        historyBytesMax = Placed(256 << 20, place)
        memory = Placed(2 << 30, place)
        cpuSeconds = Placed(nil, place)
        openFiles = Placed(256, place)
        processes = Placed(nil, place)
    }

    /// Those that vote; within 64 bits whatever was written.
    var replicaCount: UInt64 {
        UInt64(replicas.value.count(where: \.votes))
            + min(variantCount?.value ?? 0, UInt64(UInt32.max))
    }

    var shadowCount: UInt64 { UInt64(replicas.value.count(where: \.isShadow)) }

    var spareCount: UInt64 {
        UInt64(replicas.value.count { $0.spare != nil })
            + min(variantSpares?.value ?? 0, UInt64(UInt32.max))
    }
}

extension EnsembleDraft {
    /// - Parameters:
    ///   - folder: as the user named it, without a slash at its end.
    ///   - folderPath: the same, absolute.
    ///   - vote: what the check of this draft made of its vote.
    ///   - plan: the machines.
    /// - Precondition: the check found no problems.
    func ensemble(
        folder: String, folderPath: String, vote: VoteCheck.Result,
        specification plan: SpecificationPlan?
    ) -> Ensemble {
        func absolute(_ path: String) -> String {
            path.hasPrefix("/") ? path : folderPath + "/" + path.trimmingCurrentFolder
        }
        func version(_ replica: Replica) -> Ensemble.Replica {
            let first = replica.command.value[0]
            return Ensemble.Replica(
                name: replica.name.value,
                executable: first.contains("/") ? absolute(first) : first,
                command: replica.command.value, environment: replica.environment,
                workingDirectory: replica.workingDirectory.map(absolute) ?? folderPath,
                readable: (replica.readable + [replica.workingDirectory].compactMap(\.self))
                    .map(absolute),
                isGenerated: false)
        }
        let name = program?.value ?? EnsembleCheck.defaultProgram(folderPath: folderPath)
        return Ensemble(
            folder: folder, folderPath: folderPath, program: name, framing: framing.value,
            inFlight: Int(inFlight.value),
            versions: replicas.value.filter(\.votes).map(version),
            shadows: replicas.value.filter(\.isShadow).map(version),
            spareVersions: replicas.value.filter { $0.spare != nil }.map(version),
            variants: variantCount.map {
                Ensemble.Variants(
                    count: Int($0.value), spares: Int(variantSpares?.value ?? 0), seed: seed,
                    flags: compilerFlags.value,
                    options: generatorOptions)
            },
            specification: plan, hasFeedback: specification.feedback?.value ?? false,
            stamps: stamps,
            vote: vote.vote, findings: vote.findings, threshold: vote.threshold,
            deadlineNanoseconds: deadline.value, deadlineFloorNanoseconds: deadlineFloor?.value,
            startupNanoseconds: max(deadline.value, startup?.value ?? 1_000_000_000),
            validForNanoseconds: validFor?.value ?? deadline.value,
            signOfLifeNanoseconds: signOfLifeNanoseconds,
            degradedNanosecondsMax: degraded?.value,
            restartsReplicas: pool.restarts(restartsReplicas), isStateful: isStateful.value,
            checkpoint: checkpoint?.value,
            sourcePaths: sourceFiles(of: name).map(absolute),
            compileCommandsPath: compileCommands.map(absolute), demandsPath: demands.map(absolute),
            bounds: Ensemble.Bounds(
                answerBytesMax: Int(answerBytesMax.value),
                demandBytesMax: Int(demandBytesMax.value),
                historyBytesMax: Int(historyBytesMax.value)),
            limits: Ensemble.Limits(
                memoryBytes: memory.value, cpuSeconds: cpuSeconds.value,
                openFiles: openFiles.value, processes: processes.value),
            isolation: isolation, cores: cores.map { Int($0.value) }, health: health?.health,
            journal: journal, pool: pool.pool(of: self), selfCheck: selfCheck?.selfCheck)
    }

    /// What was named, otherwise the file of the program's name.
    private func sourceFiles(of program: String) -> [String] {
        if let sources { return sources }
        if let source { return [source] }
        return compileCommands == nil ? [program + ".c"] : []
    }
}

extension String {
    /// `./a` is `a`; anything else stays.
    fileprivate var trimmingCurrentFolder: String {
        hasPrefix("./") ? String(dropFirst(2)) : self
    }
}
