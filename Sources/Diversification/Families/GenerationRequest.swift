import Foundation

/// What is to be generated, and where.
package struct GenerationRequest: Sendable {
    /// The program's C files.
    package var sources: [String]
    /// A compilation database (`compile_commands.json`) whose C files are the program's, too.
    package var compileCommands: String?
    /// The family's directory, absolute: compilers run elsewhere. Made when missing.
    package var output: String
    package var count: Int
    /// The only place of the family, from 0, whose variant is made; nil: all are.
    package var only: Int?
    package var seed: UInt64
    /// A file with one demand a line; without it no variant is checked.
    package var demands: String?
    /// The program's name; nil: the only source's without its ending, or `program`.
    package var name: String?
    /// The sources are rewritten for the program's own build system, nothing is built here: a file
    /// that it compiles with several sets of definitions is as many units.
    package var isForAnotherBuild = false
    /// Further compiler flags, for the original and all variants.
    package var flags: [String] = []
    /// Transforms of data, by their names in `Rewriting.data`, dealt to the variants in turn;
    /// `none` is none.
    package var data: [String] = []
    /// What these names stand for.
    package var dataTransforms = Rewriting.data
    /// Proves rewritten expressions.
    package var prover = RewritingProver()
    /// Only these of `Rewriting.all` are used, by their names; nil: all.
    package var transforms: Set<String>?
    /// Declared tasks of a cycle; nil when there are none.
    package var tasks: TaskOrder?
    /// C libraries to build with; nil: all that are found, renumbered system calls apart.
    package var libraries: [CLibrary.Kind]?
    /// What the variants are built for, dealt to them in turn; not empty.
    package var machines: [TargetMachine] = [.native]
    /// How far any two variants have to be from each other; nil: not at all, only not equal.
    package var diversity: DiversityTarget?
    /// What else is wished, as words of the command line, for the manifest.
    package var options: [String] = []
    /// Builds and checks at a time.
    package var jobs = 1
    /// Draws for one place in the family, at most.
    package var drawsMax = 24
    /// Where compilers are looked for: directories separated by colons.
    package var path: String

    package init(sources: [String], output: String, count: Int, seed: UInt64, path: String) {
        self.sources = sources
        self.output = URL(fileURLWithPath: output).path
        self.count = count
        self.seed = seed
        self.path = path
    }

    /// Refuses a target of diversity that no draw could meet: two variants for one machine whose
    /// instructions are not read.
    func checkMeasure() throws(GenerationError) {
        guard let measure = diversity?.measure, measure.readsInstructions else { return }
        var seen: Set<TargetMachine> = [.native]
        for position in 0..<count {
            let machine = machines[position % machines.count]
            guard machine != .native, !seen.insert(machine).inserted else { continue }
            throw GenerationError(
                .badData,
                "cannot measure diversity by '\(measure.rawValue)': instructions of "
                    + "\(machine.rawValue) are not read, and several variants are for it",
                hint: "measure: \(DiversityMeasure.functionBytes.rawValue)")
        }
    }
}
