/// All transforms, one after another, under one seed.
package struct Rewriting: Sendable {
    package let seed: UInt64
    package var transforms: [any Transform] = Self.all
    package var rules = SoundnessRules()

    /// All but those of data, in the order in which they are applied.
    package static let all = provable + further

    /// Transforms that leave every value and effect as it is: what comes of them is held against
    /// the original as terms (`SoundnessCheck`) before anything else is done.
    package static let provable: [any Transform] = [
        ReorderStructFields(), ReorderGlobals(), ReorderIndependentStatements(), ReorderCases(),
        InvertBranches(), ReorderFunctions(),
    ]

    /// The others; what makes barriers of `goto` and `asm` is last.
    package static let further: [any Transform] = [
        RenumberEnumerations(), RenumberCodes(), PermuteLocals(), MoveLocalsToStatic(),
        ExplicitEvaluationOrder(), ReshapeLoops(), ReorderBlocks(), PadGlobals(),
        RenumberCalls(), PerturbThreadSchedule(), PadStack(),
    ]

    package init(seed: UInt64) {
        self.seed = seed
    }

    /// The rewritten units, and what was done to them; what changed is read anew for the next one.
    /// - Parameter noting: told of the expressions that a transform rewrites in each unit, whose
    ///   text is the one before that.
    package func apply(
        to units: [ProgramUnit], noting: ([(ProgramUnit, [Rewritten])]) -> Void = { _ in }
    ) throws(GenerationError) -> ([SourceText], [VariantManifest.AppliedTransform]) {
        var units = units
        var applied: [VariantManifest.AppliedTransform] = []
        var read = [Handed<Program>?](repeating: nil, count: units.count)
        for transform in transforms {
            let programs = try ParallelWork.map(
                Array(zip(units, read)), weight: { $0.0.text.bytes.count }
            ) {
                [rules] unit, program throws(GenerationError) in
                if let program { return program }
                return Handed(value: try Program(unit, rules: rules))
            }
            let plans = transform.plan(programs.map(\.value), seed: seed)
            noting(zip(units, plans).map { ($0, $1.rewritten) })
            read = programs
            for (index, plan) in plans.enumerated() where !plan.edits.isEmpty {
                units[index].text = units[index].text.applying(plan.edits)
                read[index] = nil
            }
            applied.append(
                .init(
                    name: transform.name, sites: plans.reduce(0) { $0 + $1.sites },
                    moved: plans.reduce(0) { $0 + $1.moved }))
        }
        return (units.map(\.text), applied)
    }

    /// The same for a program of one unit.
    package func apply(
        to source: SourceText, path: String, flags: [String] = []
    ) throws(GenerationError) -> (SourceText, [VariantManifest.AppliedTransform]) {
        let (texts, applied) = try apply(to: [ProgramUnit(source, path: path, flags: flags)])
        return (texts[0], applied)
    }
}
