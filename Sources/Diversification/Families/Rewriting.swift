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

    /// A unit of a program as the transforms are given it.
    package struct Unit: Sendable {
        package var text: SourceText
        /// Where it is, or would be: its quoted includes are looked up beside it.
        package var path: String
        package var flags: [String]
        package var others: OtherUnits
        /// Of the text, and what comes of it.
        package let preamble: PrecompiledPreamble?

        package init(
            _ text: SourceText, path: String, flags: [String] = [], others: OtherUnits = .init()
        ) {
            self.text = text
            self.path = path
            self.flags = flags
            self.others = others
            preamble = PrecompiledPreamble(of: text, path: path, flags: flags)
        }
    }

    /// The rewritten units, and what was done to them; what changed is read anew for the next one.
    /// - Parameter noting: told of the expressions that a transform rewrites in a unit, whose text
    ///   is the one before that.
    package func apply(
        to units: [Unit], noting: (Unit, [Rewritten]) -> Void = { _, _ in }
    ) throws(GenerationError) -> ([SourceText], [VariantManifest.AppliedTransform]) {
        var texts = units.map(\.text)
        var applied: [VariantManifest.AppliedTransform] = []
        var programs = [Program?](repeating: nil, count: units.count)
        for transform in transforms {
            var read: [Program] = []
            for (index, unit) in units.enumerated() {
                if let program = programs[index] {
                    read.append(program)
                    continue
                }
                read.append(
                    try Program(
                        texts[index], path: unit.path, flags: unit.flags, rules: rules,
                        others: unit.others, preamble: unit.preamble))
                programs[index] = read[index]
            }
            let plans = transform.plan(read, seed: seed)
            for (index, plan) in plans.enumerated() where !plan.edits.isEmpty {
                if !plan.rewritten.isEmpty {
                    var unit = units[index]
                    unit.text = texts[index]
                    noting(unit, plan.rewritten)
                }
                texts[index] = texts[index].applying(plan.edits)
                programs[index] = nil
            }
            applied.append(
                .init(
                    name: transform.name, sites: plans.reduce(0) { $0 + $1.sites },
                    moved: plans.reduce(0) { $0 + $1.moved }))
        }
        return (texts, applied)
    }

    /// The same for a program of one unit.
    package func apply(
        to source: SourceText, path: String, flags: [String] = []
    ) throws(GenerationError) -> (SourceText, [VariantManifest.AppliedTransform]) {
        let (texts, applied) = try apply(to: [Unit(source, path: path, flags: flags)])
        return (texts[0], applied)
    }
}
