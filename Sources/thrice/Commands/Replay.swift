import ArgumentParser
import Foundation
import Reporting
import Supervision

struct Replay: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Put one demand of an earlier run, or one fault of a campaign, again.",
        discussion: """
            RUN is the folder of a run with a journal, or an ensemble's folder, which stands for \
            its last run. Each replica is started alone, as in the run; with state it is first \
            shown all demands before this one, or handed a checkpoint's state and shown those \
            behind it. What it says is held against what was agreed on, as the \
            ensemble compares answers, and its machines judge it. Exit status 0: all say what was \
            agreed on; 1: one does not, now or before; 2: nothing was agreed on.

            Under gdb the program is stopped when it has answered all demands before this one, or \
            where there are none, at its first instruction; the demand waits on its standard input.
            Of a campaign's trial gdb gets the process with its fault in place.

            Examples:
              thrice replay variants/launch --demand 17
              thrice replay variants/launch --demand 17 --replica v02 --under valgrind
              thrice replay variants/launch --demand 17 --replica v02 --under gdb
              thrice replay variants/brakes/campaigns/registers.yaml --trial 17
              thrice replay variants/brakes/campaigns/registers.yaml --trial 17 --under gdb
            """)

    @Argument(
        help: ArgumentHelp(
            "A run folder, or the folder of an ensemble; with --trial a campaign's file.",
            valueName: "run"))
    var runFolder: String

    @Option(help: "The demand's number, from 1.")
    var demand: UInt64?

    @Option(help: "A campaign's trial to be done again, by its number.")
    var trial: UInt64?

    @Option(help: "With --trial: the seed, in the place of the file's.")
    var seed: UInt64?

    @Option(help: "With --trial: the file of results, if it is not in its usual place.")
    var results: String?

    @Option(help: "Only this replica, or shadow; otherwise all that vote, one after the other.")
    var replica: String?

    @Option(help: "Run the replica under gdb or valgrind, out of its sandbox and limits.")
    var under: ReplayTool?

    @Flag(help: "One JSON object on standard output.")
    var json = false

    func validate() throws {
        if (demand == nil) == (trial == nil) {
            throw ValidationError("name a --demand of a run, or a --trial of a campaign")
        }
        if demand == 0 { throw ValidationError("demands count from 1") }
        if trial == 0 { throw ValidationError("trials count from 1") }
        if trial != nil && (replica != nil || under == .valgrind || json) {
            throw ValidationError("--trial goes with --seed, --results and --under gdb alone")
        }
        if trial == nil && (seed != nil || results != nil) {
            throw ValidationError("--seed and --results are for a --trial")
        }
        if json && under == .gdb {
            throw ValidationError("--json cannot go with --under gdb, which has the terminal")
        }
    }

    func run() throws {
        if let trial {
            let replay = try TrialReplay(
                file: runFolder, seed: seed, results: results, trial: trial)
            if let under { return try replay.debug(gdb: try under.path()) }
            let isSame = try replay.run()
            if !isSame { throw Silent(status: .restrictive) }
        } else if let demand {
            try replay(demand)
        }
    }

    private func replay(_ demand: UInt64) throws {
        let run = try ReplayedRun(runFolder)
        let places = try run.places(of: replica)
        if let under, places.count > 1 {
            throw ThriceError(
                .usage, "cannot run \(places.count) replicas under \(under.rawValue) at once",
                hint: "--replica \(run.replicas[0].name)")
        }
        let tool = try under?.path()
        if under == nil { try run.checkIsolation() }
        let script = try run.script(demand: demand)
        var report = ReplayReport(
            run: run.folder, demand: script.demand, checkpoint: script.checkpoint?.number,
            history: script.history.count, plan: run.plan.voter)
        report.story = run.story(of: demand)
        // A long history takes its time.
        try put(report.text)
        for place in places {
            var replay = try ReplicaReplay(run, script, place: place)
            let result =
                switch (under, tool) {
                case (.gdb, let tool?): try replay.debugged(gdb: tool)
                case (.valgrind, let tool?): try replay.alone(valgrind: tool)
                default: try replay.alone()
                }
            // Behind what gdb said last.
            try put(under == .gdb ? "\n" + result.text : result.text)
            report.replicas.append(result)
        }
        if json { try printJSON(report) }
        switch report.outcome {
        case .same: return
        case .differs: throw Silent(status: .restrictive)
        case .nothingToCompare: throw Silent(status: .inconclusive)
        }
    }

    private func put(_ text: String) throws {
        if !json { try CommandOutput.put(text) }
    }

    private func printJSON(_ report: ReplayReport) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try CommandOutput.put(String(decoding: try encoder.encode(report), as: UTF8.self) + "\n")
    }
}
