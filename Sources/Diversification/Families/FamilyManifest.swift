/// What is known of a family of variants; `family.json`, written last: with it the family is whole.
package struct FamilyManifest: Codable, Equatable, Sendable {
    package struct Original: Codable, Equatable, Sendable {
        package var compiler: String
        package var flags: [String]
        package var binaryDigest: String
    }

    /// A file that the family was made from.
    package struct Input: Codable, Equatable, Sendable {
        /// As seen from the family's folder.
        package var path: String
        package var digest: String
    }

    /// A compiler with a C library, and whether it builds the program.
    package struct Candidate: Codable, Equatable, Sendable {
        package var toolchain: Toolchain
        /// Why it cannot be used; nil when it can.
        package var reason: String?
    }

    package struct Redraw: Codable, Equatable, Sendable {
        package var variant: String
        package var seed: UInt64
        package var toolchain: String
        package var reason: String
    }

    package struct Variant: Codable, Equatable, Sendable {
        package var name: String
        package var seed: UInt64
        package var toolchain: String
        package var flags: [String]
        /// Of the machine code: with `machine`, of the image beside the program.
        package var binaryDigest: String
        package var checked: Bool
        /// What it runs on; nil for the machine that generated it.
        package var machine: EmulatedMachine?
        /// With `machine`, of the program, which starts the emulator.
        package var starterDigest: String?
    }

    package var schemaVersion = 2
    /// Of the executable that made the family.
    package var generatorDigest: String
    package var program: String
    /// The program's own files, headers among them.
    package var inputs: [Input]
    /// Nil when there were no demands.
    package var demandsDigest: String?
    package var seed: UInt64
    package var count: Int
    package var flags: [String]
    /// What else was wished, as words of the command line.
    package var options: [String]
    /// In the order in which they were tried; those after the last were not needed.
    package var toolchainsTried: [Candidate]
    package var screening: Screening
    package var original: Original
    package var variants: [Variant]
    /// Draws that were not admitted, each with its reason.
    package var redraws: [Redraw]
}
