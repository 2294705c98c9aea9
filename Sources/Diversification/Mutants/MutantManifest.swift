/// What is known of a program's mutants; `mutants.json`, written last: with it they are whole.
package struct MutantManifest: Codable, Equatable, Sendable {
    package var schemaVersion = 1
    /// Of the executable that made the mutants.
    package var generatorDigest: String
    package var program: String
    /// The program's own files, headers among them.
    package var inputs: [FamilyManifest.Input]
    package var demandsDigest: String?
    /// How many; missing without demands.
    package var demands: Int?
    package var seed: UInt64
    /// How many were asked for; missing: all.
    package var count: Int?
    package var flags: [String]
    package var toolchain: Toolchain?
    package var level: [String]
    /// Of the original as that toolchain builds it.
    package var originalDigest: String?
    /// In the order of the operators; only those that were asked for.
    package var operators: [MutantTally]
    package var total: MutantTally
    /// In the order of the fault space.
    package var mutants: [Mutant]
}
