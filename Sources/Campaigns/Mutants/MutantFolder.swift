import Foundation

/// What `thrice-generate mutants` has left in a folder: which mutants are worth a trial.
package struct MutantFolder: Sendable {
    package let path: String
    /// Names of those that are: live, and no demand is enough to find them out.
    package let kept: [String]
    private let program: String

    /// Bytes; an entry takes about 600.
    private static let bytesMax = 256 << 20

    private struct Manifest: Decodable {
        struct Mutant: Decodable {
            struct Trial: Decodable { var isTrivial: Bool }

            var id: String
            var status: String
            var trial: Trial?
        }

        var schemaVersion: Int
        var program: String
        var mutants: [Mutant]
    }

    /// - Parameter path: of the folder.
    /// - Throws: `CampaignError` where there is no `mutants.json`, or not one that is known.
    package init(_ path: String) throws {
        self.path = path
        let file = path + "/" + Self.fileName
        let hint = "thrice-generate mutants --source PROGRAM.c --demands FILE --output \(path)"
        let bytes = (try? FileManager.default.attributesOfItem(atPath: file)[.size]) as? Int
        guard let bytes, let data = FileManager.default.contents(atPath: file) else {
            throw CampaignError(
                .missing, "cannot use mutants of '\(path)': there is no '\(Self.fileName)'",
                hint: hint)
        }
        guard bytes <= Self.bytesMax,
            let manifest = try? JSONDecoder().decode(Manifest.self, from: data),
            manifest.schemaVersion == 1, Self.isName(manifest.program)
        else {
            throw CampaignError(
                .unfit,
                "cannot use mutants of '\(path)': '\(Self.fileName)' is none that is known",
                hint: hint)
        }
        program = manifest.program
        kept = manifest.mutants.filter {
            $0.status == "live" && !($0.trial?.isTrivial ?? false) && Self.isName($0.id)
        }.map(\.id)
    }

    package static let fileName = "mutants.json"

    /// Nothing that leads elsewhere.
    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.first != "." && !text.contains("/")
    }

    package func executable(of mutant: String) -> String { "\(path)/\(mutant)/\(program)" }
}
