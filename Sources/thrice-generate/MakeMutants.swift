import ArgumentParser
import Diversification
import Foundation

/// `thrice-generate mutants`: faulty variants for fault-injection campaigns.
struct MakeMutants: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "thrice-generate mutants",
        abstract: "Put single faults into a C program, and weed out those that are none.",
        discussion: """
            thrice-generate mutants --source launch.c --seed 1 --list
            thrice-generate mutants --source launch.c --output mutants --seed 1 --demands d.txt
            thrice-generate mutants --source launch.c --output mutants --seed 1 --count 100
            thrice-generate mutants --source launch.c --output one --seed 1 \
                --mutant ReplaceRelation-0012

            Writes DIR/<id>/<program>.c and DIR/<id>/<program> for every mutant drawn, the \
            original's build in DIR/original, and DIR/mutants.json last. All are built by one \
            compiler at -O2. What does not compile, has the original's code, or another mutant's, \
            is kept apart; so is what a solver proves equal.

            Operators:
            \(MutationOperators.all.map { "  \($0.name): \($0.summary)" }
                .joined(separator: "\n"))

            Exit status: 0 done; 64 wrong command line; 65 the program does not compile, or \
            does not answer the same twice; 66 a file, site or mutant is missing; 69 no compiler \
            was found; 73 the output cannot be written.
            """)

    @OptionGroup var program: ProgramOptions

    @Option(help: ArgumentHelp("Where the mutants go.", valueName: "dir"))
    var output: String?

    @Option(help: "How many are drawn, at least one of each operator (default: every site).")
    var count: Int?

    @Option(
        name: .customLong("operator"),
        help: ArgumentHelp("Only this operator; may be repeated.", valueName: "name"))
    var operators: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only this mutant, as made with all others; may be repeated.", valueName: "id"))
    var mutant: [String] = []

    @Option(
        help: ArgumentHelp(
            "One demand a line: live mutants are run on them beside the original.",
            valueName: "file"))
    var demands: String?

    @Flag(help: "Print the sites; nothing is built.")
    var list = false

    @Flag(help: "One JSON object on standard output: the content of mutants.json.")
    var json = false

    mutating func validate() throws {
        if output == nil, !list {
            throw ValidationError("cannot make mutants: no place (hint: --output DIR, or --list)")
        }
        if let count, count < 1 {
            throw ValidationError(
                "cannot draw \(count) mutants: the least is 1 (hint: without --count all are made)")
        }
        if !mutant.isEmpty, count != nil || !operators.isEmpty {
            throw ValidationError(
                "cannot draw beside --mutant (hint: leave out --count and --operator)")
        }
        let names = MutationOperators.all.map(\.name)
        for name in operators where !names.contains(name) {
            throw ValidationError(
                "cannot use operator '\(name)': not one of \(names.joined(separator: ", "))")
        }
    }

    mutating func run() throws {
        var request = MutantRequest(
            sources: program.source, output: output ?? ".", seed: program.seed, path: program.path)
        request.compileCommands = program.compileCommands
        request.name = program.name
        request.flags = program.flags
        request.jobs = program.jobsWanted
        request.count = count
        request.operators = operators
        request.mutants = mutant
        request.demands = demands
        let bar = ProgressBar()
        let generator = try MutantGenerator(request) { phase, done, count in
            bar.show(done, of: count, phase == .building ? "mutants built" : "mutants run")
        }
        let manifest = try list ? generator.list() : generator()
        bar.clear()
        if json { return print(try manifest.json) }
        if list {
            for mutant in manifest.mutants { print(MutantSummary.line(for: mutant)) }
        }
        let summary = MutantSummary(manifest)
        print("\(summary.tables)\n\n\(summary.headline)")
        if let hidden = summary.notFound { print(hidden) }
        if let output, !list { print("report: \(output)/mutants.json") }
    }
}
