import ArgumentParser
import Ensembles
import Foundation
import Journals
import Reporting
import Supervision
import Voting

struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run the replicas of an ensemble and vote on their answers.",
        discussion: """
            One demand a line in, one answer a line out, in the order of the demands, each as soon
            as no open ballot can change it. Everything else goes to standard error.

            Examples:
              thrice run variants/launch --demands variants/launch/demands/demands.txt
              thrice run --replica ./a --replica ./b --replica 'python3 c.py' --agree 2 <demands
              thrice run variants/brakes --verdicts records | \
            thrice gate --cycle 200ms --restrictive APPLY
            """)

    @Argument(help: "The folder of an ensemble: it has a thrice.yaml.")
    var ensemble: String?

    @Option(help: "A file of demands, one a line; '-' is standard input.")
    var demands = "-"

    @Option(help: "Write the answers to this file instead of standard output.")
    var output: String?

    @Option(
        help: ArgumentHelp(
            "Go on with the run in this folder from its journal, after whatever ended it.",
            valueName: "run-folder"))
    var resume: String?

    @OptionGroup(title: "Ensemble")
    var options: EnsembleOptions

    @Option(help: "The seed of 'stamp: [random]'; without it one is drawn, and said.")
    var stampSeed: UInt64?

    @Option(
        help: ArgumentHelp(
            "Put a shadow or a command into a replica's seat, on probation; may be repeated: one "
                + "after the other.", valueName: "old=new"))
    var swap: [String] = []

    @Option(
        help: "Good answers in a row of the shadow before its turn; of a command, demands.")
    var swapAfter: UInt64 = 0

    @Option(help: "Good answers in the seat before the newcomer stays.")
    var swapProof: UInt64 = 100

    @Option(help: "Write the summary as JSON to this file.")
    var summary: String?

    @Option(help: "What goes to standard output: answers, or records for a gate.")
    var verdicts: Verdicts = .answers

    @Option(help: "Put pids, events, logs and summary into this folder.")
    var runFolder: String?

    @Flag(name: .shortAndLong, help: "Say nothing but errors.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Say every event.")
    var verbose = false

    enum Verdicts: String, ExpressibleByArgument, CaseIterable {
        case answers
        case records
    }

    func validate() throws {
        if resume != nil { return }
        if (ensemble == nil) == options.replica.isEmpty {
            throw ValidationError("name either an ensemble's folder or replicas (--replica)")
        }
    }

    func run() throws {
        if let resume { return try RunResumer(command: self, folder: resume).run() }
        try StandardDescriptors.check(readsInput: demands == "-")
        let ensemble = try options.load(ensemble)
        try options.generateWhatIsMissing(ensemble)
        let run = EnsembleRun(
            ensemble: ensemble, seed: options.seed(of: ensemble),
            stamp: try EnsembleRun.stamp(ensemble, seed: stampSeed))
        try run.checkIsolation()
        let folder = try run.makeFolder(
            runFolder ?? (self.ensemble == nil ? EnsembleRun.temporaryFolder : nil))
        let plan = try makePlan(run, folder, id: EnsembleRun.newRunID())
        try checkJournal(plan)
        try record(plan)?.write(to: folder)
        try execute(run, plan, resuming: nil)
    }
}

extension Run {
    func makePlan(_ run: EnsembleRun, _ folder: RunFolder, id: RunID) throws -> RunPlan {
        var plan = try run.plan(
            demandsPath: demands == "-" ? nil : demands, folder: folder,
            output: verdicts == .records ? .records : .answers, id: id)
        plan.outputPath = output
        plan.swaps = try swapRequests(plan.supervision)
        // A shell may have read some of it already.
        plan.demandsStart = demands == "-" ? UInt64(max(0, lseek(STDIN_FILENO, 0, SEEK_CUR))) : 0
        return plan
    }

    private func swapRequests(_ plan: SupervisionPlan) throws -> [SwapRequest] {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return try swap.map { text in
            let request = try SwapText.request(
                text, option: "--swap", after: swapAfter, proof: swapProof)
            if let flaw = request.flaw(in: plan, searchPath: path) {
                throw ThriceError(.missingInput, "cannot swap '\(text)': \(flaw)")
            }
            return request
        }
    }

    /// A journal of another run is never written over.
    private func checkJournal(_ plan: RunPlan) throws {
        guard let journal = plan.journal else { return }
        let files = try? FileManager.default.contentsOfDirectory(atPath: journal.folder)
        guard files?.isEmpty ?? true else {
            throw ThriceError(
                .cannotCreate, "'\(plan.folder.path)' has the journal of another run",
                hint: "thrice run --resume \(plan.folder.path), or another --run-folder")
        }
    }

    func record(_ plan: RunPlan) -> RunRecord? {
        guard let journal = plan.journal else { return nil }
        let current = FileManager.default.currentDirectoryPath
        return RunRecord(
            id: journal.run.text, arguments: Array(CommandLine.arguments.dropFirst(2)),
            workingDirectory: current,
            output: output.map { $0.hasPrefix("/") ? $0 : "\(current)/\($0)" },
            stampSeed: plan.voter.stamp.hasRandom ? plan.voter.stamp.seed : nil,
            durability: journal.durability.rawValue, segmentBytes: journal.layout.segmentBytes,
            recordBytesMax: journal.layout.payloadBytesMax,
            voteCheck: RunRecord.check(of: plan.voter))
    }

    func execute(_ run: EnsembleRun, _ plan: RunPlan, resuming: Resumption?) throws {
        let narrator = RunNarrator(isQuiet: quiet, isVerbose: verbose)
        narrator.begin(run, rule: try? plan.voter.rule(), folder: plan.folder)
        if let resuming { narrator.tell(resuming, isFile: resuming.isOutputFile) }
        let events = try EventLog(
            folder: plan.folder, plan: plan.voter,
            // Shadows have no ballots in a verdict.
            names: run.ensemble.allReplicas.prefix(plan.voter.replicas).map(\.name),
            isKept: resuming != nil)
        if let resuming, !resuming.isOutputFile, resuming.writtenAgain > 0 {
            events.append(
                .repeated(demand: resuming.firstWrittenAgain, count: resuming.writtenAgain))
        }
        let outcome = try mapping {
            try Guardian.run(
                plan, resuming: resuming,
                report: { event in
                    events.append(event)
                    narrator.tell(event)
                }, progress: narrator.progress)
        }
        let result = run.summary(of: outcome, folder: plan.folder)
        let written = Result { try run.write(result, to: summary, folder: plan.folder) }
        narrator.end(result, command: CommandLine.arguments, readsInput: demands == "-")
        // What the run came to goes before a file that could not be written.
        try run.check(outcome, isResumed: resuming != nil)
        try written.get()
    }
}

/// Gives an error of the supervision the exit status that it has for scripts.
func mapping<Result>(_ body: () throws -> Result) throws -> Result {
    do {
        return try body()
    } catch let error as SupervisionError {
        switch error {
        case .cannotCreate:
            throw ThriceError(.cannotCreate, error.message, hint: "--run-folder FOLDER")
        case .cannotRead, .cannotStart: throw ThriceError(.missingInput, error.message)
        case .cannotJournal: throw ThriceError(.inputOutput, error.message)
        case .demandsAreShort:
            throw ThriceError(.badData, error.message, hint: "the demands that the run began with")
        case .cannotLaunch, .kernelRefuses:
            throw ThriceError(.toolMissing, error.message, hint: "thrice doctor")
        }
    }
}
