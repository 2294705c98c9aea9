import Ensembles
import Foundation
import Journals
import Recovery
import Reporting
import Specifications
import Supervision
import Voting

/// An ensemble about to be run: its plan, its folder, and what is said of it afterwards.
struct EnsembleRun {
    let ensemble: Ensemble
    let seed: UInt64
    var stamp = StampRule.none

    /// Where the run leaves its traces; a folder of its own unless one was named.
    func makeFolder(_ named: String?) throws -> RunFolder {
        let path = named ?? "\(ensemble.folder)/.thrice/runs/\(Self.folderName)"
        return try mapping { try RunFolder(path: path) }
    }

    /// For a run without an ensemble's folder.
    static var temporaryFolder: String {
        NSTemporaryDirectory() + "thrice-\(getuid())/\(folderName)"
    }

    private static var folderName: String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.dateFormat = "yyyyMMdd-HHmmss"
        return "\(formatter.string(from: Date()))-\(getpid())"
    }

    func plan(
        demandsPath: String?, folder: RunFolder, output: VoterPlan.Output,
        id: RunID = Self.newRunID()
    ) throws -> RunPlan {
        let executable = SiblingExecutable.path("thrice")
        let voterPath = SiblingExecutable.path("thrice-voter")
        guard FileManager.default.isExecutableFile(atPath: voterPath) else {
            throw ThriceError(
                .toolMissing, "cannot vote: no such file '\(voterPath)'", hint: "make build")
        }
        var voterPlan = voterPlan(output: output)
        try tell(&voterPlan)
        // The voter would refuse it too, and could not say why.
        if let flaw = voterPlan.flaw { throw ThriceError(.badData, "cannot run: \(flaw)") }
        var supervision = SupervisionPlan(
            replicas: ensemble.allReplicas.enumerated().map { index, replica in
                replicaPlan(replica, at: index, executable)
            },
            shadows: ensemble.shadows.count, needed: needed, care: care)
        supervision.isStateful = ensemble.isStateful
        try tellRenewal(&supervision, folder: folder, executable)
        var plan = RunPlan(
            voter: voterPlan, supervision: supervision, demandsPath: demandsPath,
            folder: folder, voterPath: voterPath,
            supervisorCommand: [executable, "supervise"])
        plan.signOfLifeNanoseconds = ensemble.signOfLifeNanoseconds
        plan.journal = try journalPlan(of: voterPlan, folder: folder, id: id)
        return plan
    }

    /// What must be left where a replica is withdrawn.
    private var needed: Int {
        let health = ensemble.health
        guard health?.rejuvenateNanoseconds != nil || health?.faults != nil else {
            return ensemble.vote.agree
        }
        return ensemble.vote.quorum(of: ensemble.replicaCount)
    }

    private var care: CaretakerPolicy {
        var care = CaretakerPolicy()
        care.ladder.isEnabled = ensemble.restartsReplicas
        if ensemble.pool?.spares == .atOnce {
            // A program that cannot live must not keep a processor busy with its starts.
            care.ladder.delayNanoseconds = 1_000_000
            care.ladder.delayNanosecondsMax = 100_000_000
        }
        guard let health = ensemble.health else { return care }
        care.ladder.restartsMax = health.restarts
        care.ladder.restartWindowNanoseconds = health.windowNanoseconds
        care.ladder.storm = StormPolicy(
            restarts: health.budget, everyNanoseconds: health.budgetEveryNanoseconds)
        care.ladder.cleanNanoseconds = health.cleanNanoseconds
        care.ladder.restartFaults = health.faults
        care.ladder.rebuildsMax = health.rebuilds
        care.ladder.rebuildWindowNanoseconds = health.rebuildWindowNanoseconds
        care.deadlinePercentMax = health.stretchPercent
        var group = GroupPolicy()
        // Two of the longest deadlines are of the same time.
        group.coincidenceNanoseconds = max(
            group.coincidenceNanoseconds, 2 * ensemble.startupNanoseconds,
            ensemble.deadlineNanoseconds * UInt64(min(health.stretchPercent, 300)) / 50)
        care.group = group
        care.ladder.coincidenceNanoseconds = group.coincidenceNanoseconds
        care.light = LightPolicy()
        care.light?.holdNanoseconds = health.holdNanoseconds
        care.rejuvenation = health.rejuvenateNanoseconds.map {
            RejuvenationPolicy(everyNanoseconds: $0, reserve: health.reserve)
        }
        return care
    }

    func voterPlan(output: VoterPlan.Output) -> VoterPlan {
        var plan = VoterPlan(
            replicas: ensemble.replicaCount, agree: ensemble.vote.agree,
            restrictive: ensemble.vote.restrictive)
        plan.shadows = ensemble.shadows.count
        plan.policy = ensemble.vote.policyText
        plan.answer =
            ensemble.vote.schema == .bytes ? "" : SchemaText.format(ensemble.vote.schema)
        for own in ensemble.vote.fieldPolicies { plan.fieldPolicies[own.field] = own.policyText }
        plan.latch = ensemble.vote.latch
        plan.dissentLimit = ensemble.vote.dissentLimit
        plan.faults = ensemble.vote.faults
        plan.degradedNanosecondsMax = ensemble.degradedNanosecondsMax
        plan.deadlineNanoseconds = ensemble.deadlineNanoseconds
        plan.deadlineFloorNanoseconds = ensemble.deadlineFloorNanoseconds
        plan.startupNanoseconds = ensemble.startupNanoseconds
        plan.validNanoseconds = ensemble.validForNanoseconds
        plan.inFlight = ensemble.inFlight
        plan.active = ensemble.pool?.active ?? ensemble.replicaCount
        plan.framing = ensemble.framing
        plan.isStateful = ensemble.isStateful
        plan.checkpoint = ensemble.checkpoint
        plan.restarts = ensemble.restartsReplicas
        plan.output = output
        plan.hasFeedback = ensemble.hasFeedback
        plan.stamp = stamp
        plan.selfCheck = ensemble.selfCheck
        plan.specification = ensemble.specification?.encode() ?? []
        plan.answerBytesMax = ensemble.bounds.answerBytesMax
        plan.demandBytesMax = ensemble.bounds.demandBytesMax
        plan.historyBytesMax = ensemble.bounds.historyBytesMax
        return plan
    }

    func replicaPlan(
        _ replica: Ensemble.Replica, at index: Int, _ executable: String
    ) -> ReplicaPlan {
        var plan = ReplicaPlan(
            name: replica.name, executable: replica.executable, arguments: replica.command,
            environment: environment(of: replica), workingDirectory: replica.workingDirectory)
        if ensemble.framing == .process {
            // What went out before, and a stamp, stand in front of the consumer's own bytes.
            let front =
                (ensemble.hasFeedback ? ensemble.bounds.answerBytesMax + 1 : 0) + stamp.byteCount
            plan.executable = executable
            plan.adapted = replica.executable
            plan.arguments =
                [
                    "thrice", "adapt", "--answer-bytes-max", "\(ensemble.bounds.answerBytesMax)",
                    "--demand-bytes-max", "\(ensemble.bounds.demandBytesMax + front)", "--",
                    replica.executable,
                ] + replica.command.dropFirst()
        }
        plan.limits = limits
        plan.givesNoPrivileges = ensemble.isolation != .none
        if !ensemble.cores.isEmpty { plan.core = ensemble.cores[index % ensemble.cores.count] }
        plan.sandbox = sandbox(of: replica)
        return plan
    }

    private func sandbox(of replica: Ensemble.Replica) -> SandboxPlan? {
        guard ensemble.isolation.isSandbox else { return nil }
        var plan = SandboxPlan(
            isRequired: ensemble.isolation == .require,
            mayFork: ensemble.framing == .process || (ensemble.limits.processes ?? 1) > 1,
            readable: replica.readable)
        plan.deniesTime = stamp.hasTime
        plan.deniesRandom = stamp.hasRandom
        plan.memoryBytes = ensemble.limits.memoryBytes
        plan.processes = ensemble.limits.processes.map { $0 + 1 }
        return plan
    }

    /// Clean, and the same for every replica but for what the ensemble says.
    private func environment(of replica: Ensemble.Replica) -> [String] {
        let inherited = ProcessInfo.processInfo.environment
        let kept = ["PATH", "HOME"].compactMap { name in inherited[name].map { "\(name)=\($0)" } }
        // Python takes random bytes for its tables otherwise, and does not start without.
        let denied = stamp.hasRandom ? ["PYTHONHASHSEED=0"] : []
        return kept + ["LANG=C.UTF-8", "TZ=UTC"] + denied
            + replica.environment.map { "\($0.name)=\($0.value)" }
    }

    /// What is usual here, as a limit that cannot be raised: a stack is not counted as memory.
    private var stackBytes: UInt64? {
        var usual = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_STACK.rawValue), &usual)
        return usual.rlim_cur == rlim_t.max ? ensemble.limits.memoryBytes : UInt64(usual.rlim_cur)
    }

    private var limits: [ReplicaPlan.Limit] {
        let limits = ensemble.limits
        let pairs: [(Int32, UInt64?)] = [
            (Int32(RLIMIT_CORE.rawValue), 0), (Int32(RLIMIT_DATA.rawValue), limits.memoryBytes),
            (Int32(RLIMIT_CPU.rawValue), limits.cpuSeconds),
            (Int32(RLIMIT_NOFILE.rawValue), limits.openFiles),
            // A sandbox has its first process, which counts.
            (
                Int32(__RLIMIT_NPROC.rawValue),
                limits.processes.map { $0 + (ensemble.isolation.isSandbox ? 1 : 0) }
            ),
            (Int32(RLIMIT_FSIZE.rawValue), ensemble.isolation.isSandbox ? 0 : nil),
            (Int32(RLIMIT_STACK.rawValue), ensemble.isolation.isSandbox ? stackBytes : nil),
        ]
        return pairs.compactMap { resource, value in
            value.map { ReplicaPlan.Limit(resource: resource, value: $0) }
        }
    }
}
