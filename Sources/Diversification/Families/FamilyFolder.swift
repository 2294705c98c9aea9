import Foundation

/// The folder of a family: what is made below `.generating` is put in place in one go.
struct FamilyFolder {
    let output: String
    let staging: String

    init(_ output: String) {
        self.output = output
        staging = "\(output)/.generating"
    }

    /// Makes the staging folder anew.
    func prepare() throws(GenerationError) {
        try attempt("create") {
            try? FileManager.default.removeItem(atPath: staging)
            try FileManager.default.createDirectory(
                atPath: staging, withIntermediateDirectories: true)
        }
    }

    func discardStaging() {
        try? FileManager.default.removeItem(atPath: staging)
    }

    /// Writes JSON at a path below the staging folder.
    func write(_ value: some Encodable, to path: String) throws(GenerationError) {
        try attempt("write") {
            try Data((try value.json + "\n").utf8).write(
                to: URL(fileURLWithPath: "\(staging)/\(path)"))
        }
    }

    func write(text: String, to path: String) throws(GenerationError) {
        try attempt("write") {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(staging)/\(path)"))
        }
    }

    func rename(_ old: String, to new: String) throws(GenerationError) {
        try attempt("write") {
            try FileManager.default.moveItem(
                atPath: "\(staging)/\(old)", toPath: "\(staging)/\(new)")
        }
    }

    /// `family.json` goes first and comes last: while it is there the family is whole.
    func install(_ variants: [String], further: [String]) throws(GenerationError) {
        let files = FileManager.default
        try attempt("write") {
            if files.fileExists(atPath: "\(output)/family.json") {
                try files.removeItem(atPath: "\(output)/family.json")
            }
            for entry in try files.contentsOfDirectory(atPath: output)
            where entry.first == "v" && entry.count > 2 && entry.dropFirst().allSatisfy(\.isNumber)
                && files.fileExists(atPath: "\(output)/\(entry)/manifest.json")
            {
                try files.removeItem(atPath: "\(output)/\(entry)")
            }
            for name in ["original"] + variants + further + ["family.json"] {
                if files.fileExists(atPath: "\(output)/\(name)") {
                    try files.removeItem(atPath: "\(output)/\(name)")
                }
                try files.moveItem(atPath: "\(staging)/\(name)", toPath: "\(output)/\(name)")
            }
        }
    }

    private func attempt(
        _ action: String, _ body: () throws -> Void
    ) throws(GenerationError) {
        do { try body() } catch {
            throw GenerationError(.cannotCreate, "cannot \(action) '\(output)': \(error)")
        }
    }
}

extension Encodable {
    /// Sorted keys, so that the same value gives the same bytes.
    package var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}
