/// How a seat gets another build of its program: a call of `thrice-generate`.
package struct BuildPlan: Codable, Equatable, Sendable {
    /// Absolute path of the generator.
    package var generator: String
    /// Its command line without its name, and without place, seed and place of the output.
    package var arguments: [String]
    /// The whole environment, `NAME=value`.
    package var environment: [String]
    /// Of the family that the seats' first builds are of.
    package var seed: UInt64
    /// The seats of generated variants.
    package var seats: Range<Int>
    /// What the executable of a build is called.
    package var program: String
    /// Absolute path of the folder in which each build has one of its own.
    package var folder: String
    /// How long one may take.
    package var nanosecondsMax: UInt64

    package init(
        generator: String, arguments: [String], environment: [String], seed: UInt64,
        seats: Range<Int>, program: String, folder: String, nanosecondsMax: UInt64
    ) {
        self.generator = generator
        self.arguments = arguments
        self.environment = environment
        self.seed = seed
        self.seats = seats
        self.program = program
        self.folder = folder
        self.nanosecondsMax = nanosecondsMax
    }
}
