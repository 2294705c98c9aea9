/// What is to be generated, and where.
package struct GenerationRequest: Sendable {
    /// The program's C file.
    package var source: String
    /// The family's directory; made when missing.
    package var output: String
    package var count: Int
    package var seed: UInt64
    /// A file with one demand a line; without it no variant is checked.
    package var demands: String?
    /// The program's name; the source's without its ending when nil.
    package var name: String?
    /// Further compiler flags, for the original and all variants.
    package var flags: [String] = []
    /// Builds and checks at a time.
    package var jobs = 1
    /// Draws for one place in the family, at most.
    package var drawsMax = 24
    /// Where compilers are looked for: directories separated by colons.
    package var path: String

    package init(source: String, output: String, count: Int, seed: UInt64, path: String) {
        self.source = source
        self.output = output
        self.count = count
        self.seed = seed
        self.path = path
    }
}
