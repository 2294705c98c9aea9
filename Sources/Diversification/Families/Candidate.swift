import Foundation

/// One draw for a place in the family.
struct Draw: Sendable {
    let position: Int
    let attempt: Int
    let seed: UInt64
    let compiler: Compiler
    /// Everything besides the file names.
    let flags: [String]

    /// Where it is built, below the staging directory.
    var directory: String { "draw-\(position)-\(attempt)" }
}

/// What became of a draw.
struct Candidate: Sendable {
    let draw: Draw
    var transforms: [VariantManifest.AppliedTransform] = []
    /// Its machine code; two variants of a family never share it.
    var code: [UInt8] = []
    /// Why it cannot be admitted; nil when it can.
    var rejection: String?
    /// The compiler, not chance, is the likely cause: another one is drawn next.
    var blamesCompiler = false

    /// Writes, builds and checks the draw below `staging`.
    init(_ draw: Draw, original: Original, reference: Reference?, staging: String) {
        self.draw = draw
        let directory = "\(staging)/\(draw.directory)"
        let program = "\(directory)/\(original.name)"
        do {
            let rewriting = Rewriting(seed: draw.seed)
            let (text, applied) = try rewriting.apply(to: original)
            transforms = applied
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true)
            try Data(text.bytes).write(to: URL(fileURLWithPath: "\(program).c"))
        } catch {
            rejection = "\(error)"
            return
        }
        let arguments = draw.compiler.arguments(
            name: original.name, flags: draw.flags, includes: original.directory)
        let build = ToolRun(arguments: arguments, directory: directory)()
        guard build.hasSucceeded, let file = FileManager.default.contents(atPath: program),
            let code = CodeSection.text(of: Array(file))
        else {
            rejection = "does not build: \(build.ending): \(build.errorText.firstLine)"
            blamesCompiler = true
            return
        }
        self.code = code
        if let difference = reference?.difference(of: program) {
            rejection = difference
            blamesCompiler = true
        }
    }
}
