import ArgumentParser
import Ensembles
import Foundation
import Reporting
import Supervision
import Voting

struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
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

    @OptionGroup(title: "Ensemble")
    var options: EnsembleOptions

    @Option(help: "The seed of 'stamp: [random]'; without it one is drawn, and said.")
    var stampSeed: UInt64?

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
        if (ensemble == nil) == options.replica.isEmpty {
            throw ValidationError("name either an ensemble's folder or replicas (--replica)")
        }
    }

    func run() throws {
        try StandardDescriptors.check(readsInput: demands == "-")
        let ensemble = try options.load(ensemble)
        try options.generateWhatIsMissing(ensemble)
        let run = EnsembleRun(
            ensemble: ensemble, seed: options.seed(of: ensemble),
            stamp: try EnsembleRun.stamp(ensemble, seed: stampSeed))
        try run.checkIsolation()
        let folder = try run.makeFolder(
            runFolder ?? (self.ensemble == nil ? EnsembleRun.temporaryFolder : nil))
        let plan = try run.plan(
            demandsPath: demands == "-" ? nil : demands, folder: folder,
            output: verdicts == .records ? .records : .answers)
        let narrator = RunNarrator(isQuiet: quiet, isVerbose: verbose)
        narrator.begin(run, rule: try? plan.voter.rule(), folder: folder)
        let events = try EventLog(
            folder: folder, plan: plan.voter, names: ensemble.allReplicas.map(\.name))
        let outcome = try mapping {
            try Guardian.run(
                plan,
                report: { event in
                    events.append(event)
                    narrator.tell(event)
                }, progress: narrator.progress)
        }
        let result = run.summary(of: outcome, folder: folder)
        let written = Result { try run.write(result, to: summary, folder: folder) }
        narrator.end(result, command: CommandLine.arguments, readsInput: demands == "-")
        // What the run came to goes before a file that could not be written.
        try run.check(outcome)
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
        case .cannotRead: throw ThriceError(.missingInput, error.message)
        case .cannotLaunch, .kernelRefuses:
            throw ThriceError(.toolMissing, error.message, hint: "thrice doctor")
        }
    }
}
