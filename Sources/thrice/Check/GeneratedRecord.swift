import Reporting

/// A file of the generator's, as far as it is shown.
protocol GeneratedRecord: Decodable {
    static var schemaVersionKnown: Int { get }
}

struct RecordVersion: Decodable {
    let schemaVersion: Int
}

/// The part of `family.json` that is shown.
struct FamilyRecord: GeneratedRecord {
    static let schemaVersionKnown = 2

    struct Variant: Decodable {
        struct Machine: Decodable { let name: String }

        let name: String
        let toolchain: String
        let binaryDigest: String
        /// Nil for what runs without an emulator.
        let machine: Machine?
        let starterDigest: String?
    }

    let program: String
    let seed: UInt64
    let variants: [Variant]
}

/// The part of a `manifest.json` that is shown.
struct ManifestRecord: GeneratedRecord {
    static let schemaVersionKnown = 2

    struct Toolchain: Decodable {
        struct Compiler: Decodable { let name: String }
        let compiler: Compiler
        let machine: FamilyRecord.Variant.Machine?
    }

    let data: String?
    let toolchain: Toolchain
    let binaryDigest: String
    let starterDigest: String?
    let soundness: SoundnessLayers
}
