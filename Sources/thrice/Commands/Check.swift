import ArgumentParser
import Ensembles
import Machines
import Recordings
import Specifications

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check an ensemble's machines, its safe side, and what is known of its variants.",
        discussion: """
            Each machine: INITIALISATION establishes the invariant, every operation preserves it
            and is defined where its PRE holds; deadlocks and branches that are never taken are
            notes. Then the restrictive answer: 'safety' must allow it for every admitted demand
            in every reachable state. Small spaces are looked at exhaustively; of others a sample,
            boundary values first, and it says which.

            Of generated variants: by which layers each is known to be the same program, what is
            not proved and why, and whether the executables are those that were checked.

            Exit status: 0 everything holds, 1 something failed, 2 something is undecided.

            Examples:
              thrice check variants/brakes
              thrice check variants/brakes --samples 100000 --seed 7 --json
            """)

    @Argument(help: "The folder of an ensemble: it has a thrice.yaml.")
    var ensemble: String

    @Option(help: "What decides the sample.")
    var seed: UInt64 = 1

    @Option(help: "Inputs of one operation that are tried in one state, where they are too many.")
    var samples = ExplorationBudget().samplesMax

    @Option(help: "States that are looked at by breadth; cases and steps grow with more of them.")
    var states = ExplorationBudget().statesMax

    @Option(help: "Evaluation steps of one question; with more of them more outcomes, too.")
    var steps = MachineLimits().stepsMax

    @Flag(help: "One JSON object on standard output.")
    var json = false

    func validate() throws {
        for (name, value) in [("--samples", samples), ("--states", states)]
        where !(1...10_000_000 ~= value) {
            throw ValidationError("\(name) must be 1 to 10000000, not \(value)")
        }
        guard MachineChecks.stepsRange ~= steps else {
            throw ValidationError(
                "--steps must be 1 to \(MachineChecks.stepsRange.upperBound), not \(steps)")
        }
    }

    func run() throws {
        let loaded = try ThriceError.mapping { () throws(EnsembleError) in
            try Ensemble.load(folder: ensemble)
        }
        var budget = ExplorationBudget()
        budget.look(atStates: states, samples: samples)
        budget.ask(steps)
        var limits = MachineLimits()
        limits.stepsMax = steps
        let report: CheckReport
        do throws(SpecificationError) {
            report = try EnsembleChecker(
                ensemble: loaded, budget: budget, limits: limits, seed: seed
            ).report()
        } catch {
            throw ThriceError(.badData, "cannot check '\(ensemble)': \(error)")
        }
        let output = json ? try report.json() : report.text
        try VoteOptions.mapping { () throws(RecordingError) in try StandardOutput.put(output) }
        if report.status != .allAgreed { throw Silent(status: report.status) }
    }
}
