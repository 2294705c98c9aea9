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
    /// complete, was made by this generator from what the ensemble says now, and its binaries are
    /// those that were checked.
    ///
    /// - Parameters:
    ///   - generator: the executable; one that is not there does not count.
    ///   - digests: the SHA-256 digest of each file, `sha256:` and 64 hexadecimal digits; nil when
    ///     they cannot be had.
    package func reasonToGenerate(
        generator: String, digests: ([String]) -> [String]?
    ) -> String? {
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
        if family.count != variants.count + variants.spares {
            return "the number of variants has changed"
        }
        if family.flags ?? [] != variants.flags { return "the compiler flags have changed" }
        if family.options ?? [] != variants.options { return "the options have changed" }
        let missing = ensemble.generatedReplicas.first {
            !FileManager.default.isExecutableFile(atPath: $0.executable)
        }
        if let missing { return "'\(missing.name)' is missing" }
        return changedFile(since: family, generator: generator, digests: digests)
    }

    private func changedFile(
        since family: Record, generator: String, digests: ([String]) -> [String]?
    ) -> String? {
        let inputs = family.inputs.map { input in
            URL(
                fileURLWithPath: input.path,
                relativeTo: URL(fileURLWithPath: ensemble.buildPath, isDirectory: true)
            ).standardizedFileURL.path
        }
        let named = ensemble.sourcePaths.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
        guard Set(inputs).isSuperset(of: named) else { return "the sources have changed" }
        var expected = zip(inputs, family.inputs).map { ($0, $1.digest, "'\($1.path)' has") }
        if let demands = ensemble.demandsPath {
            expected.append((demands, family.demandsDigest ?? "", "the demands have"))
        }
        if FileManager.default.isExecutableFile(atPath: generator) {
            expected.append((generator, family.generatorDigest, "the generator has"))
        }
        expected += emulation(of: family)
        let existing = expected.filter { FileManager.default.fileExists(atPath: $0.0) }
        guard existing.count == expected.count,
            let actual = digests(existing.map(\.0) + images(of: family))
        else { return "the files cannot be compared" }
        for (digest, file) in zip(actual, expected) where digest != file.1 {
            return "\(file.2) changed"
        }
        return Array(actual.dropFirst(expected.count)) == family.variants.map(\.binaryDigest)
            ? nil : "a binary is not the one that was checked"
    }

    /// Where the machine code of the variants lies: beside the program when an emulator runs it.
    private func images(of family: Record) -> [String] {
        paths.enumerated().map { index, path in
            let variants = family.variants
            guard variants.indices.contains(index), let machine = variants[index].machine else {
                return path
            }
            return "\(path).\(machine.name)"
        }
    }

    /// What else runs when a variant for another machine does: the program that starts the
    /// emulator, and that.
    private func emulation(of family: Record) -> [(String, String, String)] {
        var files: [(String, String, String)] = []
        for (path, variant) in zip(paths, family.variants) {
            guard let emulator = variant.machine?.emulator else { continue }
            files.append((emulator.path, emulator.digest, "the emulator '\(emulator.path)' has"))
            let name = URL(fileURLWithPath: path).deletingLastPathComponent().lastPathComponent
            files.append((path, variant.starterDigest ?? "", "what starts '\(name)' has"))
        }
        return files
    }

    /// The part of `family.json` that tells what the family was made from.
    private struct Record: Decodable {
        static let knownSchemaVersion = 2

        let schemaVersion: Int
        let program: String
        let generatorDigest: String
        let inputs: [Input]
        let demandsDigest: String?
        let seed: UInt64
        let count: Int
        let flags: [String]?
        let options: [String]?
        let variants: [Variant]

        struct Input: Decodable {
            /// As seen from the build folder.
            let path: String
            let digest: String
        }

        struct Variant: Decodable {
            let binaryDigest: String
            /// Nil for what runs without an emulator.
            let machine: Machine?
            let starterDigest: String?
        }

        struct Machine: Decodable {
            let name: String
            let emulator: Emulator
        }

        struct Emulator: Decodable {
            let path: String
            let digest: String
        }
    }
}
