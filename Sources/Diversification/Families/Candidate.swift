import Foundation

/// What became of a draw.
struct Candidate: Sendable {
    let draw: Draw
    var transforms: [VariantManifest.AppliedTransform] = []
    /// Nil when it could not be rewritten.
    var soundness: SoundnessReport?
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
            let rewritten = try workshop.rewrite(seed: draw.seed, data: draw.data)
            transforms = rewritten.transforms
            soundness = rewritten.soundness
            rejection = rewritten.soundness.rejection
            if rejection != nil { return }
            try workshop.write(rewritten.texts, to: folder)
        } catch {
            rejection = "\(error)"
            return
        }
        do {
            let toolchain = try draw.toolchain.prepared(seed: draw.seed)
            let build = Build(original: original, toolchain: toolchain, choice: draw.choice)
            rejection = build(in: folder, cache: workshop.cache)
        } catch { rejection = "\(error)" }
        if rejection != nil {
            blamesToolchain = true
            return
        }
        let program = "\(folder)/\(original.name)"
        let image = draw.toolchain.image(of: program)
        let file = FileManager.default.contents(atPath: image) ?? Data()
        guard let code = CodeSection.text(of: Array(file)) else {
            rejection =
                "does not build: no machine code in '\(draw.toolchain.image(of: original.name))'"
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
