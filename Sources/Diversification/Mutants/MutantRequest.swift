import Foundation

/// Which mutants are to be made, and where.
package struct MutantRequest: Sendable {
    /// The program's C files.
    package var sources: [String]
    /// A compilation database whose C files are the program's, too.
    package var compileCommands: String?
    /// Absolute; made when missing.
    package var output: String
    package var seed: UInt64
    /// How many are drawn; nil: one for every site.
    package var count: Int?
    /// Only these operators, by their names; empty: all.
    package var operators: [String] = []
    /// Only these mutants, by their identifiers; empty: as drawn.
    package var mutants: [String] = []
    /// A file with one demand a line, on which live mutants are run beside the original.
    package var demands: String?
    package var name: String?
    /// Further compiler flags.
    package var flags: [String] = []
    package var jobs = 1
    /// Where compilers are looked for: directories separated by colons.
    package var path: String

    package init(sources: [String], output: String, seed: UInt64, path: String) {
        self.sources = sources
        self.output = URL(fileURLWithPath: output).path
        self.seed = seed
        self.path = path
    }

    /// The program, as the reader of all generators takes it.
    var program: GenerationRequest {
        var request = GenerationRequest(
            sources: sources, output: output, count: 1, seed: seed, path: path)
        request.compileCommands = compileCommands
        request.name = name
        request.flags = flags
        request.jobs = jobs
        return request
    }
}
