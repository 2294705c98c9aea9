import Foundation

/// Where mutants are built: all by one compiler with the same options.
struct MutantWorkshop: Sendable {
    let original: Original
    let toolchain: Toolchain
    let choice: BuildChoice
    let staging: String
    let cache: BuildCache
    /// What the compiler made of the original.
    private(set) var content: [UInt8] = []
    /// The same where it takes nothing for granted; nil for compilers that never do.
    private(set) var strictContent: [UInt8]?

    /// Without these a compiler may take it for granted that nothing undefined happens, that is
    /// known to it: overflow, aliasing, reads of what was never written, null pointers.
    private static let strict = [
        "-fwrapv", "-fno-strict-aliasing", "-ftrivial-auto-var-init=pattern",
        "-fno-delete-null-pointer-checks", "-fno-aggressive-loop-optimizations",
    ]

    /// Builds the original.
    /// - Throws: `badData` when that fails.
    init(
        _ original: Original, _ toolchain: Toolchain, output: String
    ) throws(GenerationError) {
        self.original = original
        self.toolchain = toolchain
        staging = "\(output)/.generating"
        cache = BuildCache("\(output)/.cache")
        var choice = BuildChoice()
        let takesOptions = toolchain.compiler.frontEnd.takesGCCOptions
        if takesOptions { choice.level = ["-O2"] }
        self.choice = choice
        let texts = original.units.map(\.text)
        if let failure = try build(texts, at: "original") {
            throw GenerationError(
                .badData,
                "cannot build '\(original.name)': \(toolchain.compiler.name): \(failure)")
        }
        content = LoadedContent.of(file(at: "original")) ?? []
        if takesOptions, try build(texts, at: "original-strict", Self.strict) == nil {
            strictContent = LoadedContent.of(file(at: "original-strict"))
        }
    }

    func program(at place: String) -> String { "\(staging)/\(place)/\(original.name)" }

    private func file(at place: String) -> [UInt8] {
        Array(FileManager.default.contents(atPath: program(at: place)) ?? Data())
    }

    /// Writes and builds the texts of all units in a place below the staging folder.
    /// - Returns: why they do not build; nil when they do.
    private func build(
        _ texts: [SourceText], at place: String, _ further: [String] = []
    ) throws(GenerationError) -> String? {
        let folder = "\(staging)/\(place)"
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            for (unit, text) in zip(original.units, texts) {
                try Data(text.bytes).write(to: URL(fileURLWithPath: "\(folder)/\(unit.name).c"))
            }
        } catch {
            throw GenerationError(.cannotCreate, "cannot write '\(folder)': \(error)")
        }
        let build = Build(
            original: original, toolchain: toolchain, choice: choice, further: further)
        return build(in: folder, cache: cache)
    }

    /// The program's texts with one fault in them.
    func texts(with site: MutantSite) -> [SourceText] {
        var texts = original.units.map(\.text)
        let text = texts[site.unit]
        texts[site.unit] = text.applying([site.mutation.edit(in: text)])
        return texts
    }

    /// Builds a mutant and says what it is by its code alone.
    /// - Returns: its status (`live` when its code is its own), the compiler's error, its content.
    func make(
        _ site: MutantSite
    ) throws(GenerationError) -> (Mutant.Status, error: String?, content: [UInt8]) {
        let texts = texts(with: site)
        if let failure = try build(texts, at: site.id) { return (.notCompiling, failure, []) }
        guard let found = LoadedContent.of(file(at: site.id)) else {
            return (.notCompiling, "no machine code in '\(original.name)'", [])
        }
        guard found == content else { return (.live, nil, found) }
        guard let strictContent else { return (.equivalent, nil, found) }
        let place = "\(site.id)-strict"
        defer { try? FileManager.default.removeItem(atPath: "\(staging)/\(place)") }
        let failure = try build(texts, at: place, Self.strict)
        let isSame = failure == nil && LoadedContent.of(file(at: place)) == strictContent
        return (isSame ? .equivalent : .undefinedOnly, nil, found)
    }
}
