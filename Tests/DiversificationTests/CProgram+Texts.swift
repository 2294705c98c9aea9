import Diversification

extension CProgram {
    /// What one transform makes of the source, by seed, and at how many places; the source is
    /// read but once, unlike by `rewritten`.
    func texts(
        by transform: any Transform, rules: SoundnessRules = .init(),
        seeds: ClosedRange<UInt64> = 1...20
    ) throws -> (texts: [String], sites: Int) {
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/program.c"
        try source.write(toFile: path, atomically: true, encoding: .utf8)
        let text = SourceText(source)
        let program = try Program(ProgramUnit(text, path: path), rules: rules)
        var sites = 0
        let texts = seeds.map { seed in
            var random = SeededGenerator(seed: seed, purpose: transform.name)
            let plan = transform.plan(program, &random)
            sites += plan.sites
            let changed = text.applying(plan.edits)
            return changed.text(0..<changed.bytes.count)
        }
        return (texts, sites)
    }
}
