/// What is known of a family of variants; `family.json`, written last: with it the family is whole.
package struct FamilyManifest: Codable, Equatable, Sendable {
    package struct Original: Codable, Equatable, Sendable {
        package var compiler: String
        package var flags: [String]
        package var binaryDigest: String
    }

    package struct Redraw: Codable, Equatable, Sendable {
        package var variant: String
        package var seed: UInt64
        package var compiler: String
        package var flags: [String]
        package var reason: String
    }

    package struct Variant: Codable, Equatable, Sendable {
        package var name: String
        package var seed: UInt64
        package var compiler: String
        package var flags: [String]
        package var binaryDigest: String
        package var checked: Bool
    }

    package var schemaVersion = 1
    package var generatorVersion = Self.currentGeneratorVersion
    package var program: String
    package var sourceDigest: String
    /// Nil when there were no demands.
    package var demandsDigest: String?
    package var seed: UInt64
    package var count: Int
    package var flags: [String]
    package var compilersFound: [Compiler]
    package var screening: Screening
    package var original: Original
    package var variants: [Variant]
    /// Draws that were not admitted, each with its reason.
    package var redraws: [Redraw]

    /// Raised whenever the same seed may give other bytes.
    package static let currentGeneratorVersion = "1"
}
