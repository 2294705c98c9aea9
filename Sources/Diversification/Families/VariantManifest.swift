/// What is known of one variant; `manifest.json` beside it.
package struct VariantManifest: Codable, Equatable, Sendable {
    package struct AppliedTransform: Codable, Equatable, Sendable {
        package var name: String
        /// Places in the program that were changed.
        package var sites: Int
        /// Statements, functions, fields, … that lie elsewhere now, or were added.
        package var moved: Int
    }

    package struct Check: Codable, Equatable, Sendable {
        /// All answers, and the exit status, are those of the original.
        package var isEqual: Bool
        /// How many demands were compared.
        package var demands: Int
        /// Why nothing was compared.
        package var reason: String?
    }

    package var schemaVersion = 2
    package var name: String
    package var program: String
    package var seed: UInt64
    /// Draws it took: rejected ones and this one.
    package var draws: Int
    package var transforms: [AppliedTransform]
    /// The name of the transform of data; nil for none.
    package var data: String?
    package var toolchain: Toolchain
    package var build: BuildChoice
    /// The commands, as they can be run in the variant's folder.
    package var commands: [[String]]
    /// Of the units' texts, in their order.
    package var sourceDigests: [String]
    /// As in `FamilyManifest.Variant`.
    package var binaryDigest: String
    package var starterDigest: String?
    /// The layers by which the variant is known to be the same program.
    package var soundness: SoundnessReport
}
