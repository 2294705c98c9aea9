import ArgumentParser
import Glibc

/// Named so that it is not one of the machines it shows.
struct MachineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "machine",
        abstract: "Show, animate and check a B machine; make demands from it.",
        discussion: """
            Examples:
              thrice machine Brakes.mch
              thrice machine Brakes.mch --operation brake --inputs 'speed = 12, mode = ON'
              thrice machine Airlock.mch --operation open --inputs INNER --state 'outer = SHUT'
              thrice machine Airlock.mch --animate
              thrice machine Airlock.mch --check
              thrice machine Brakes.mch --demands 1000 --seed 1 --ensemble variants/brakes
              thrice machine Brakes_i.imp --serve --ensemble variants/brakes

            Without options it shows sets, constants, variables and operations. Machines that it \
            names are read from the same folder. Values are expressions of B.

            Exit status: 0, of --check when everything holds; 1 when a check fails, an outcome \
            breaks the invariant, or the inputs are outside of PRE; 2 when something could not be \
            decided, or there are fewer demands than were asked for.
            """)

    @Argument(help: ArgumentHelp("The machine's file.", valueName: "file"))
    var file: String

    @Option(help: "List what this operation may do.")
    var operation: String?

    @Option(help: "Its inputs: 'speed = 12, mode = ON', or in their order '12, ON'.")
    var inputs: String?

    @Option(help: "The state before: 'count = 3'; the rest as in the initial state.")
    var state: String?

    @Flag(help: "Read one operation a line, such as 'open(INNER)'; '!2' chooses an outcome.")
    var animate = false

    @Flag(help: "Check the machine against itself; counterexamples are traces.")
    var check = false

    @Option(help: "With --check: evaluation steps of one question.")
    var steps: Int?

    @Option(help: "Write so many demands that the machine admits.")
    var demands: Int?

    @Option(help: "The seed of samples and demands.")
    var seed: UInt64 = 1

    @Option(help: "An ensemble's folder: its form of demands and answers.")
    var ensemble: String?

    @Flag(help: "Answer demands as a replica does, one a line.")
    var serve = false

    @Flag(help: "One JSON object on standard output.")
    var json = false

    func run() throws {
        try checkOptions()
        if serve { return try MachineServer(file: file, ensemble: ensemble ?? "").run() }
        let machine = try MachineFile(path: file)
        if let demands {
            try MachineDemands(machine, count: demands, seed: seed, ensemble: ensemble).run()
        } else if check {
            try MachineChecks(machine, seed: seed, steps: steps).run(json: json)
        } else if animate {
            var animation = try MachineAnimation(machine, state: state)
            try animation.run()
        } else if let operation {
            try OutcomeList(machine).run(
                operation, inputs: inputs ?? "", state: state, json: json)
        } else {
            try MachineShow(machine, seed: seed).run(json: json)
        }
    }

    private func checkOptions() throws(ThriceError) {
        let modes = [
            operation.map { ("--operation", " \($0)") }, animate ? ("--animate", "") : nil,
            check ? ("--check", "") : nil, demands.map { ("--demands", " \($0)") },
            serve ? ("--serve", " --ensemble \(ensemble ?? "FOLDER")") : nil,
        ].compactMap { $0 }
        if modes.count > 1 {
            let ways = modes.map { "'thrice machine \(file) \($0.0)\($0.1)'" }
            throw ThriceError(
                .usage, "cannot do \(modes.map(\.0).joined(separator: " and ")) at once",
                hint: "one after the other: \(ways.joined(separator: ", "))")
        }
        if operation == nil, inputs != nil {
            throw ThriceError(
                .usage, "cannot use '--inputs' without '--operation'",
                hint: "thrice machine \(file) --operation NAME --inputs '\(inputs ?? "")'")
        }
        if state != nil, operation == nil, !animate {
            throw ThriceError(.usage, "cannot use '--state' without '--operation' or '--animate'")
        }
        if let steps, !check || !(MachineChecks.stepsRange ~= steps) {
            throw ThriceError(
                .usage,
                check
                    ? "cannot take \(steps) steps: not in \(MachineChecks.stepsRange)"
                    : "cannot use '--steps' without '--check'")
        }
        if ensemble != nil, demands == nil, !serve {
            throw ThriceError(.usage, "cannot use '--ensemble' without '--demands' or '--serve'")
        }
        if serve, ensemble == nil {
            throw ThriceError(
                .usage, "cannot serve without an ensemble: it says what demands and answers are",
                hint: "thrice machine \(file) --serve --ensemble FOLDER")
        }
        if let demands, !(1...MachineDemands.countMax).contains(demands) {
            throw ThriceError(
                .usage,
                "cannot make \(demands) demands: not in 1 … \(MachineDemands.countMax)")
        }
        if json, demands != nil || animate || serve {
            throw ThriceError(
                .usage, "cannot use '--json' with \(modes[0].0): standard output is a stream")
        }
    }
}
