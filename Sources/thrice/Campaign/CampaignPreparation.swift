import Campaigns
import Ensembles
import FaultInjection
import Foundation
import Machines
import Specifications
import Statistics
import Supervision
import Voting

/// A campaign's file and its ensemble, made into what trials need.
struct CampaignPreparation {
    let campaign: Campaign
    let ensemble: Ensemble
    private let file: String
    private let run: EnsembleRun
    private let plan: VoterPlan
    private let mutants: [Int: MutantFolder]

    init(file: String, seed: UInt64?) throws {
        self.file = file
        var campaign = try ThriceError.mapping { () throws(EnsembleError) in
            try Campaign.load(file)
        }
        if let seed { campaign.seed = seed }
        ensemble = try ThriceError.mapping { () throws(EnsembleError) in
            try Ensemble.load(folder: Self.short(campaign.ensemble))
        }
        run = EnsembleRun(ensemble: ensemble, seed: ensemble.variants?.seed ?? 1)
        plan = run.voterPlan(output: .answers)
        let own = VoteSize(agree: ensemble.vote.agree, of: ensemble.replicaCount)
        campaign.votes = [own] + campaign.votes.filter { $0 != own }
        mutants = try Self.takeMutants(into: &campaign, file: file)
        self.campaign = campaign
        try check()
    }

    /// `a/b/campaigns/..` as a person would write it.
    private static func short(_ path: String) -> String {
        let url = URL(fileURLWithPath: path).standardizedFileURL.path
        let here = FileManager.default.currentDirectoryPath + "/"
        return url.hasPrefix(here) ? String(url.dropFirst(here.count)) : url
    }

    /// With its line feed an answer must fit into a pipe.
    private static let answerBytesMax = (1 << 20) - 1

    private func check() throws {
        func refuse(_ cause: String, hint: String? = nil) -> ThriceError {
            ThriceError(
                .badData, "cannot begin campaign '\(campaign.name)': \(cause)", hint: hint)
        }
        if ensemble.framing != .lines { throw refuse("only 'framing: lines' can be traced yet") }
        if ensemble.hasFeedback || !ensemble.stamps.isEmpty {
            throw refuse("'feedback' and 'stamp' are not put on its demands yet")
        }
        if ensemble.pool != nil || ensemble.vote.latch != .none {
            throw refuse("a cached vote has no 'pool' and no 'latch'")
        }
        if ensemble.bounds.answerBytesMax > Self.answerBytesMax {
            throw refuse(
                "'answerBytesMax' is \(ensemble.bounds.answerBytesMax) bytes, and answers of at "
                    + "most \(Self.answerBytesMax) can be traced", hint: "answerBytesMax: 1023KiB")
        }
        if try plan.rule().questions.contains(where: { $0.policy.needs.contains(.memory) }) {
            throw refuse("a cached vote has no policy that remembers earlier demands")
        }
        let problems = campaign.problems(among: names)
        if !problems.isEmpty { throw ThriceError(EnsembleError(problems, file: file)) }
    }

    /// What a part of it that is gone on with must have been run with: campaign, ensemble, demands
    /// and machines, and all files on the replicas' command lines.
    func digests(of setup: CampaignSetup) throws -> [String: String] {
        var files = [file, "\(ensemble.folder)/\(Ensemble.fileName)"]
        if let demands = ensemble.demandsPath { files.append(demands) }
        files +=
            machines
            + Set(mutants.values.map { "\($0.path)/\(MutantFolder.fileName)" }).sorted()
        let programs = setup.targets.flatMap { target in
            [target.command.path]
                + target.command.arguments.dropFirst().map { word in
                    word.hasPrefix("/") ? word : "\(target.command.folder ?? ".")/\(word)"
                }.filter(Self.canBeRead)
        }
        guard let own = FileDigests.sha256(files),
            let theirs = FileDigests.sha256(programs)
        else {
            throw ThriceError(
                .toolMissing, "cannot tell the campaign's files from others: no 'sha256sum'",
                hint: "thrice doctor")
        }
        return [
            "files": own.joined(separator: " "),
            "programs": theirs.joined(separator: " "),
        ]
    }

    /// The machines' files, and those of what they name.
    private var machines: [String] {
        let bindings = ensemble.specification?.bindings.map(\.binding) ?? []
        return Set(bindings.flatMap(\.sources).map(\.name)).sorted().map { name in
            name.hasPrefix("/") ? name : "\(ensemble.folderPath)/\(name)"
        }
    }

    /// A word may also name a folder, or a device without an end.
    private static func canBeRead(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
            && access(path, R_OK) == 0
    }

    /// For commands that a person gives again.
    var path: String { Self.short(file) }

    /// Where its results are, unless another folder was named.
    var resultPath: String {
        "\(ensemble.folder)/.thrice/campaigns/\(campaign.name)-\(campaign.seed)/results.sqlite"
    }

    func setup() throws -> CampaignSetup {
        let schema = try rule(of: campaign.votes[0]).schema
        let vote = try voteMaker(schema)
        let demands = try givenDemands(schema)
        var setup = CampaignSetup(
            campaign: campaign, targets: try targets(), mayBeHit: indices,
            demands: demands.all.map(\.bytes), numbers: demands.all.map(\.number),
            chosen: demands.chosen, answerBytesMax: ensemble.bounds.answerBytesMax,
            deadline: ensemble.deadlineNanoseconds, makeVote: vote)
        setup.isStateful = ensemble.isStateful
        setup.mutants = mutants
        let isRechecked =
            campaign.live.rechecks > 0 && campaign.lines.contains { $0.scene == nil }
        if isRechecked || campaign.lines.contains(where: { $0.scene != nil }) {
            setup.live = try live(schema, setup)
        }
        return setup
    }

    /// Those that vote.
    private var names: [String] {
        ensemble.allReplicas.prefix(ensemble.replicaCount).map(\.name)
    }

    private var indices: [Int] {
        guard let wanted = campaign.replicas else { return Array(names.indices) }
        return names.indices.filter { wanted.contains(names[$0]) }
    }

    /// Plain processes: what is measured is the program, not its sandbox.
    private func targets() throws -> [CampaignSetup.Target] {
        let executable = SiblingExecutable.path("thrice")
        let searchPath = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return try ensemble.allReplicas.prefix(ensemble.replicaCount).enumerated().map {
            index, replica in
            let plan = run.replicaPlan(replica, at: index, executable)
            do {
                let path = try ExecutablePath.find(plan.executable, searchPath: searchPath)
                var command = TracedCommand(
                    plan.arguments, environment: plan.environment,
                    folder: plan.workingDirectory)
                command.path = path
                return CampaignSetup.Target(
                    name: replica.name, command: command, limits: Self.limits(of: plan))
            } catch let failure as ExecutablePath.Failure {
                throw ThriceError(
                    .missingInput,
                    "cannot start replica '\(replica.name)': \(failure.text) "
                        + "'\(plan.executable)'", hint: "thrice generate \(ensemble.folder)")
            }
        }
    }

    /// But for processor time: it is stepped through, and copies have a budget of their own.
    private static func limits(of plan: ReplicaPlan) -> [(resource: Int32, value: UInt64)] {
        // Of processes all of the user's count, without the sandbox.
        let left = [Int32(RLIMIT_CPU.rawValue), Int32(__RLIMIT_NPROC.rawValue)]
        return plan.limits.filter { !left.contains($0.resource) }.map { ($0.resource, $0.value) }
    }

    /// A line of the ensemble's demands, and its number from 1.
    private typealias Line = (number: UInt64, bytes: [UInt8])

    private func givenDemands(
        _ schema: AnswerSchema
    ) throws -> (all: [Line], chosen: [Int]) {
        let admitted = try admittedDemands(schema)
        let demands = GivenDemands(
            of: admitted.count, wanted: campaign.demands, first: campaign.first,
            seed: campaign.seed, isStateful: ensemble.isStateful,
            isLive: campaign.lines.contains { $0.scene != nil })
        return (demands.given.map { admitted[$0] }, demands.struck)
    }

    /// Those that the machines promise something about; the others are given to nobody.
    private func admittedDemands(_ schema: AnswerSchema) throws -> [Line] {
        guard let path = ensemble.demandsPath else {
            throw ThriceError(
                .missingInput,
                "cannot begin campaign '\(campaign.name)': '\(ensemble.folder)' names no demands",
                hint: "demands: demands.txt in its thrice.yaml")
        }
        let lines = try AnswerFile(path: path, of: "demands").lines.enumerated().map {
            (number: UInt64($0.offset) + 1, bytes: Array($0.element))
        }
        guard let specification = ensemble.specification else { return lines }
        let test = try RecordedMachines.test(specification, replicas: 1, schema: schema)
        return lines.filter { line in
            line.bytes.withUnsafeBytes { bytes in
                test.admits(
                    AskedDemand(
                        number: line.number, bytes: bytes,
                        previous: UnsafeRawBufferPointer(start: nil, count: 0)))
            }
        }
    }

    private func rule(of size: VoteSize) throws -> VotingRule {
        let own = try plan.rule()
        if size == campaign.votes[0] { return own }
        // What one version says goes out, whatever it is.
        if size == .alone { return VotingRule(replicas: 1, agree: 1) }
        return VotingRule(
            replicas: size.replicas, agree: size.agree,
            policy: RequireAgreement(agree: size.agree), schema: own.schema)
    }

    private func voteMaker(_ schema: AnswerSchema) throws -> @Sendable () throws -> CachedVote {
        let contests = try campaign.votes.map {
            CachedVote.Contest(size: $0, rule: try rule(of: $0))
        }
        let (ensemble, count) = (ensemble, ensemble.replicaCount)
        return {
            let acceptance = try ensemble.specification.map {
                try RecordedMachines.test($0, replicas: count + 1, schema: schema)
            }
            return CachedVote(
                contests: contests, replicas: count, restrictive: ensemble.vote.restrictive,
                schema: schema, acceptance: acceptance)
        }
    }
}
