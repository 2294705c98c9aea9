import Foundation

/// The generated variants of an ensemble as they are on the disk.
package struct VariantFamily: Sendable {
    /// What `thrice-generate` writes last into the build folder; with it the family is whole.
    package static let fileName = "family.json"

    private let ensemble: Ensemble

    /// Nil for an ensemble without generated variants.
    package init?(of ensemble: Ensemble) {
        guard ensemble.variants != nil else { return nil }
        self.ensemble = ensemble
    }

    /// The executables, absolute, `v01` first.
    package var paths: [String] { ensemble.generatedReplicas.map(\.executable) }

    /// Why the family must be generated (anew), as `the source has changed`; nil when it is
    /// complete, was made from what the ensemble says now, and its binaries are those that were
    /// checked.
    ///
    /// - Parameter digests: the SHA-256 digest of each file, `sha256:` and 64 hexadecimal digits;
    ///   nil when they cannot be had.
    package func reasonToGenerate(digests: ([String]) -> [String]?) -> String? {
        guard let variants = ensemble.variants else { return nil }
        let path = "\(ensemble.buildPath)/\(Self.fileName)"
        guard let data = FileManager.default.contents(atPath: path) else {
            return "there are none yet"
        }
        guard let family = try? JSONDecoder().decode(Record.self, from: data),
            family.schemaVersion == Record.knownSchemaVersion
        else { return "'\(Self.fileName)' is of another version" }
        if family.program != ensemble.program { return "the program's name has changed" }
        if family.seed != variants.seed { return "the seed has changed" }
        if family.count != variants.count { return "the number of variants has changed" }
        if family.flags ?? [] != variants.flags { return "the compiler flags have changed" }
        let missing = ensemble.generatedReplicas.first {
            !FileManager.default.isExecutableFile(atPath: $0.executable)
        }
        if let missing { return "'\(missing.name)' is missing" }
        let sources = [ensemble.sourcePath] + (ensemble.demandsPath.map { [$0] } ?? [])
        guard let actual = digests(sources + paths) else { return "the files cannot be compared" }
        if actual[0] != family.sourceDigest { return "the source has changed" }
        if sources.count > 1 && actual[1] != family.demandsDigest {
            return "the demands have changed"
        }
        let binaries = family.variants.map(\.binaryDigest)
        return Array(actual.dropFirst(sources.count)) == binaries
            ? nil : "a binary is not the one that was checked"
    }

    /// The part of `family.json` that tells what the family was made from.
    private struct Record: Decodable {
        static let knownSchemaVersion = 1

        let schemaVersion: Int
        let program: String
        let sourceDigest: String
        let demandsDigest: String?
        let seed: UInt64
        let count: Int
        let flags: [String]?
        let variants: [Variant]

        struct Variant: Decodable {
            let binaryDigest: String
        }
    }
}
