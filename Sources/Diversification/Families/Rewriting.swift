/// All transforms, one after another, under one seed.
package struct Rewriting: Sendable {
    package let seed: UInt64
    package var transforms: [any Transform] = Self.all
    package var rules = SoundnessRules()

    /// In the order in which they are applied; padding last, since its `asm` is a barrier.
    package static let all: [any Transform] = [
        RenumberEnumerations(), RenumberCodes(),
        ReorderStructFields(), ReorderGlobals(), ReorderIndependentStatements(),
        PermuteLocals(), MoveLocalsToStatic(),
        ReorderFunctions(),
        PadGlobals(), RenumberCalls(), PerturbThreadSchedule(),
        PadStack(),
    ]

    package init(seed: UInt64) {
        self.seed = seed
    }

    func apply(
        to original: Original
    ) throws(GenerationError) -> (SourceText, [VariantManifest.AppliedTransform]) {
        try apply(to: original.source, path: original.file, flags: original.flags)
    }

    /// The rewritten source, and what was done to it; the file is read anew for each transform.
    package func apply(
        to source: SourceText, path: String, flags: [String] = []
    ) throws(GenerationError) -> (SourceText, [VariantManifest.AppliedTransform]) {
        var text = source
        var applied: [VariantManifest.AppliedTransform] = []
        for transform in transforms {
            let program = try Program(text, path: path, flags: flags, rules: rules)
            var random = SeededGenerator(seed: seed, purpose: transform.name)
            let plan = transform.plan(program, &random)
            text = text.applying(plan.edits)
            applied.append(
                .init(name: transform.name, sites: plan.sites, moved: plan.moved))
        }
        return (text, applied)
    }
}
