import Foundation

/// Where a family is made: the original as the transforms take it, and the folder below which
/// everything lies until it is put in place.
struct Workshop: Sendable {
    let original: Original
    let units: [Rewriting.Unit]
    let staging: String
    let cache: BuildCache

    /// Reads every unit once.
    /// - Throws: `badData` with the first error in the program.
    init(_ original: Original, output: String) throws(GenerationError) {
        self.original = original
        staging = "\(output)/.generating"
        cache = BuildCache("\(output)/.cache")
        var definitions: [Set<String>] = []
        for unit in original.units {
            let read = try TranslationUnit(unit.text, path: unit.file, flags: unit.readerFlags)
            definitions.append(read.externalDefinitions)
        }
        let others = OtherUnits.all(texts: original.units.map(\.text), definitions: definitions)
        units = zip(original.units, others).map { unit, others in
            Rewriting.Unit(unit.text, path: unit.file, flags: unit.readerFlags, others: others)
        }
    }

    /// Writes the units' texts as `<unit>.c` in a folder, which is made.
    func write(_ texts: [SourceText], to folder: String) throws(GenerationError) {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            for (unit, text) in zip(original.units, texts) {
                try Data(text.bytes).write(
                    to: URL(fileURLWithPath: "\(folder)/\(unit.name).c"))
            }
        } catch {
            throw GenerationError(.cannotCreate, "cannot write '\(folder)': \(error)")
        }
    }

    /// Builds the original in `place` below the staging directory.
    /// - Returns: why it could not be built; nil when it could.
    func buildOriginal(
        at place: String, _ toolchain: Toolchain, _ choice: BuildChoice, further: [String] = []
    ) throws(GenerationError) -> String? {
        let folder = "\(staging)/\(place)"
        try write(original.units.map(\.text), to: folder)
        let build = Build(
            original: original, toolchain: toolchain, choice: choice, further: further)
        return build(in: folder, cache: cache)
    }

    /// The program built at a place.
    func program(at place: String) -> String { "\(staging)/\(place)/\(original.name)" }
}
