import ArgumentParser
import Diversification
import Foundation

/// The command line of the generator.
struct GenerateVariants: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "thrice-generate",
        abstract: "Generate diverse variants of a C program from a seed.",
        discussion: """
            thrice-generate --source launch.c --output build --count 5 --seed 1 --demands d.txt
            thrice-generate --source launch.c --output build --count 5 --seed 1 --json
            bear -- make && make clean
            thrice-generate --compile-commands compile_commands.json --rewrite-only \
                --output diverse --count 2 --seed 1 && make CC=$PWD/diverse/v01/cc check

            Writes DIR/v01/<program>.c, DIR/v01/<program> and DIR/v01/manifest.json for every \
            variant, the reference build in DIR/original, and DIR/family.json last. Every variant \
            has answered all demands like the original. The same seed gives the same bytes.

            Exit status: 0 done; 64 wrong command line; 65 the program does not compile, shows \
            undefined behaviour, or has too few variants; 66 a file is missing; 69 no compiler \
            was found; 73 the output cannot be written.
            """)

    @OptionGroup var program: ProgramOptions

    @Option(help: ArgumentHelp("Where the family goes.", valueName: "dir"))
    var output: String

    @Flag(
        help: ArgumentHelp(
            "Write sources only, for the program's own build: DIR/v01/cc is its compiler then."))
    var rewriteOnly = false

    @Option(help: "How many variants.")
    var count: Int

    @Option(
        help: ArgumentHelp(
            "Make only the variant of this place in the family, from 1: it gets what this place "
                + "gets.", valueName: "place"))
    var only: Int?

    @Option(
        help: ArgumentHelp(
            "One demand a line; variants that answer one differently are drawn anew.",
            valueName: "file"))
    var demands: String?

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "A C library to build with: glibc, musl, dietlibc, or musl-renumbered, with "
                + "system call codes of each variant's own (default: all found but that); may be "
                + "repeated.", valueName: "library"))
    var library: [CLibrary.Kind] = []

    @Option(
        help: ArgumentHelp(
            "A machine to build for: native, aarch64, or s390x (big-endian), run by qemu; dealt "
                + "to the variants in turn (default: native); may be repeated.",
            valueName: "machine"))
    var machine: [TargetMachine] = []

    @Option(
        help: ArgumentHelp(
            "How data is stored or computed, dealt to the variants in turn: none, complement, "
                + "an, anbd, identities; may be repeated.", valueName: "name"))
    var data: [String] = []

    @Option(
        help: ArgumentHelp(
            "Use only this transform, to find the one that does something; may be repeated.",
            valueName: "name"))
    var transform: [String] = []

    @Option(
        help: ArgumentHelp(
            "A task of the cycle, as NAME or NAME:BEFORE,BEFORE: tasks run in any order that "
                + "these allow; may be repeated.", valueName: "task"))
    var task: [String] = []

    @Option(
        help: ArgumentHelp(
            "The least distance between any two variants, from 0 to 1.", valueName: "share"))
    var diversityAtLeast: String?

    @Option(help: ArgumentHelp("What that distance measures.", valueName: "measure"))
    var diversityMeasure: String?

    @Flag(help: "One JSON object on standard output: the content of family.json.")
    var json = false

    mutating func validate() throws {
        if count < 1 || count > 999 {
            throw ValidationError("cannot generate \(count) variants: the limits are 1 and 999")
        }
        if let only, only < 1 || only > count {
            throw ValidationError("cannot make variant \(only) of \(count)")
        }
        if let diversityAtLeast, Double(diversityAtLeast) == nil {
            throw ValidationError(
                "cannot aim at diversity '\(diversityAtLeast)': it is no number from 0 to 1")
        }
        for word in data where word != "none" && Rewriting.data[word] == nil {
            let names = (["none"] + Rewriting.data.keys.sorted()).joined(separator: ", ")
            throw ValidationError("cannot use data transform '\(word)': not one of \(names)")
        }
        for word in transform where !Rewriting.all.contains(where: { $0.name == word }) {
            let names = Rewriting.all.map(\.name).joined(separator: ", ")
            throw ValidationError("cannot use transform '\(word)': not one of \(names)")
        }
    }

    mutating func run() throws {
        var request = GenerationRequest(
            sources: program.source, output: output, count: count, seed: program.seed,
            path: program.path)
        request.compileCommands = program.compileCommands
        request.demands = demands
        request.only = only.map { $0 - 1 }
        request.name = program.name
        request.flags = program.flags
        request.options = options
        request.data = data
        if !transform.isEmpty { request.transforms = Set(transform) }
        if !library.isEmpty { request.libraries = library }
        if !machine.isEmpty { request.machines = machine }
        if !task.isEmpty { request.tasks = try TaskOrder(task.map(TaskOrder.Task.init(text:))) }
        if let least = diversityAtLeast.flatMap(Double.init) {
            request.diversity = try DiversityTarget(atLeast: least, measure: diversityMeasure)
        }
        request.jobs = program.jobsWanted
        if rewriteOnly { return try rewrite(request) }
        let bar = ProgressBar()
        let progress = { @Sendable in bar.show($0, of: $1, "variants") }
        let family = try FamilyGenerator(request, progress: progress) { line in
            bar.clear()
            CommandProcess.say(line)
        }()
        bar.clear()
        if json {
            print(try family.json)
            return
        }
        let compilers = Set(family.variants.map(\.toolchain)).sorted().joined(separator: ", ")
        print(
            """
            \(family.program): \(family.variants.count) variants in \(output), \
            seed \(family.seed), built by \(compilers), \(family.redraws.count) redrawn
            \(family.screening.detail)
            """)
    }

    /// What is wished besides program, count, seed and flags, in the order that `thrice` has.
    private var options: [String] {
        var words: [String] = []
        for library in library { words += ["--library", library.rawValue] }
        for machine in machine { words += ["--machine", machine.rawValue] }
        for name in data { words += ["--data", name] }
        for name in transform { words += ["--transform", name] }
        for name in task { words += ["--task", name] }
        if let diversityAtLeast { words += ["--diversity-at-least", diversityAtLeast] }
        if let diversityMeasure { words += ["--diversity-measure", diversityMeasure] }
        return words
    }

    private func rewrite(_ request: GenerationRequest) throws {
        var request = request
        request.isForAnotherBuild = true
        let manifests = try RewrittenSources(request) { CommandProcess.say($0) }()
        if json { return print(try manifests.json) }
        for manifest in manifests {
            let transforms = manifest.transforms.filter { $0.sites > 0 }
                .map { "\($0.name) \($0.sites)/\($0.moved)" }.joined(separator: ", ")
            print("\(manifest.name): \(manifest.units) units; \(transforms)")
        }
    }
}

extension CLibrary.Kind: ExpressibleByArgument {}
extension TargetMachine: ExpressibleByArgument {}
