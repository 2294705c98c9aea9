import ArgumentParser
import Ensembles
import Foundation
import Supervision

/// Loads the ensemble and becomes `thrice-generate`, whose status is then this command's.
struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Generate the variants of an ensemble from its C program.",
        discussion: """
            Examples:
              thrice generate variants/launch
              thrice generate variants/launch --seed 7 --count 5

            Writes FOLDER/build/v01/<program>, … and FOLDER/build/family.json. The same seed \
            gives the same variants. When they are up to date, nothing is done.
            """)

    @Argument(help: ArgumentHelp("The ensemble: a folder with a thrice.yaml.", valueName: "folder"))
    var folder: String

    @Option(help: "What decides everything left to chance (default: variants.seed of the file).")
    var seed: String?

    @Option(help: "How many variants (default: variants.count of the file).")
    var count: String?

    @Option(help: "Builds and checks at a time (default: the number of processors).")
    var jobs: Int?

    @Flag(help: "Generate even when the variants are up to date.")
    var force = false

    @Flag(help: "One JSON object on standard output: the content of family.json.")
    var json = false

    func validate() throws {
        if let jobs, jobs < 1 {
            throw ValidationError("cannot use '--jobs': \(jobs) is below 1")
        }
    }

    func run() throws {
        var flags = EnsembleFlags()
        flags.seed = seed
        flags.count = count
        let ensemble = try ThriceError.mapping { () throws(EnsembleError) in
            try Ensemble.load(folder: folder, flags: flags)
        }
        guard let family = VariantFamily(of: ensemble) else {
            throw ThriceError(
                .missingInput,
                "cannot generate variants of '\(ensemble.program)': none are asked for",
                hint: "add 'variants: {count: 5}' to \(ensemble.folder)/thrice.yaml")
        }
        guard
            let reason = family.reasonToGenerate(
                generator: SiblingExecutable.path("thrice-generate"), digests: FileDigests.sha256)
                ?? (force ? "--force" : nil)
        else {
            try tellUpToDate(ensemble)
            return
        }
        Terminal.say("thrice: generating variants of '\(ensemble.program)': \(reason)")
        let generator = try GeneratorCall(ensemble, jobs: jobs, json: json)
        throw generator.replaceThisProcess()
    }

    private func tellUpToDate(_ ensemble: Ensemble) throws {
        if json {
            let path = "\(ensemble.buildPath)/\(VariantFamily.fileName)"
            FileHandle.standardOutput.write(FileManager.default.contents(atPath: path) ?? Data())
        } else {
            print("\(ensemble.program): the variants in \(ensemble.folder)/build are up to date")
        }
    }
}
