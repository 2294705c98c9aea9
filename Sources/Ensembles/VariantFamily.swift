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

    /// Why the family must be generated (anew), as `'launch.c' has changed`; nil when it is
    /// complete and was made from what the ensemble says now.
    ///
    /// - Complexity: reads `family.json`, the source and the demands, and asks for each binary.
    package func reasonToGenerate() -> String? {
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
        if !matches(family.sourceDigest, ensemble.sourcePath) { return "the source has changed" }
        if let demands = ensemble.demandsPath, !matches(family.demandsDigest, demands) {
            return "the demands have changed"
        }
        let missing = ensemble.generatedReplicas.first {
            !FileManager.default.isExecutableFile(atPath: $0.executable)
        }
        return missing.map { "'\($0.name)' is missing" }
    }

    private func matches(_ digest: String?, _ path: String) -> Bool {
        guard let digest, let data = FileManager.default.contents(atPath: path) else {
            return false
        }
        let actual = SHA256.hexadecimal(Array(data))
        return digest == actual || digest == "sha256:" + actual
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
    }
}
