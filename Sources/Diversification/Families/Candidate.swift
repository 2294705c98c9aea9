import Foundation

/// What became of a draw.
struct Candidate: Sendable {
    let draw: Draw
    var transforms: [VariantManifest.AppliedTransform] = []
    /// Its machine code; two variants of a family never share it.
    var code: [UInt8] = []
    /// Why it cannot be admitted; nil when it can.
    var rejection: String?
    /// The toolchain, not chance, is the likely cause: another one is drawn next.
    var blamesToolchain = false

    /// Writes, builds and checks the draw below `staging`.
    init(_ draw: Draw, workshop: Workshop, reference: Reference?) {
        self.draw = draw
        let folder = "\(workshop.staging)/\(draw.directory)"
        let original = workshop.original
        do {
            let rewriting = Rewriting(seed: draw.seed)
            let (texts, applied) = try rewriting.apply(to: workshop.units)
            transforms = applied
            try workshop.write(texts, to: folder)
        } catch {
            rejection = "\(error)"
            return
        }
        let build = Build(original: original, toolchain: draw.toolchain, choice: draw.choice)
        if let failure = build(in: folder, cache: workshop.cache) {
            rejection = failure
            blamesToolchain = true
            return
        }
        let program = "\(folder)/\(original.name)"
        let file = FileManager.default.contents(atPath: program) ?? Data()
        guard let code = CodeSection.text(of: Array(file)) else {
            rejection = "does not build: no machine code in '\(original.name)'"
            blamesToolchain = true
            return
        }
        self.code = code
        if let difference = reference?.difference(of: program) {
            rejection = difference
            blamesToolchain = true
        }
    }
}
