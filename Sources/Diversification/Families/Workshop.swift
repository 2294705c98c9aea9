import Foundation

/// Where a family is made: the original as the transforms take it, and the folder below which
/// everything lies until it is put in place.
struct Workshop: Sendable {
    let original: Original
    let units: [ProgramUnit]
    let staging: String
    let cache: BuildCache
    private let tasks: TaskOrder?
    private let soundness: SoundnessCheck
    /// Rules of arithmetic, proved once when a variant may use them.
    private let rules: ProofReport?
    /// Rewritten expressions that are proved already.
    private let statements: StatementProofs
    private let names: Set<String>?
    private let data: [String: any Transform]

    /// Reads every unit once.
    /// - Throws: `badData` with the first error in the program.
    init(_ original: Original, _ request: GenerationRequest) throws(GenerationError) {
        self.original = original
        staging = "\(request.output)/.generating"
        cache = BuildCache("\(request.output)/.cache")
        tasks = request.tasks
        rules = request.data.contains("identities") ? ProofReport(RuleProof().ofAll()) : nil
        statements = StatementProofs(request.prover)
        names = request.transforms
        data = request.dataTransforms
        var units = original.units.map { unit in
            ProgramUnit(unit.text, path: unit.file, flags: unit.readerFlags)
        }
        let read = try ParallelWork.map(units, jobs: request.jobs, weight: \.text.bytes.count) {
            unit throws(GenerationError) in Handed(value: try TranslationUnit(unit))
        }
        let others = OtherUnits.all(
            names: read.map(\.value.words.all), definitions: read.map(\.value.externalDefinitions))
        for (index, others) in others.enumerated() { units[index].others = others }
        self.units = units
        soundness = SoundnessCheck(original: units, read: read, jobs: request.jobs)
        guard let tasks else { return }
        try ReorderTasks(tasks).check(
            ParallelWork.map(units, jobs: request.jobs) { unit throws(GenerationError) in
                Handed(value: try Program(unit))
            }.map(\.value))
    }

    /// Rewrites all units under a seed, and proves what can be proved of it.
    /// - Parameter data: the name of one of `Rewriting.data`, or nil.
    func rewrite(
        seed: UInt64, data: String? = nil
    ) throws(GenerationError) -> RewrittenProgram {
        let declared = tasks.map { [ReorderTasks($0) as any Transform] } ?? []
        let chosen = data.flatMap { self.data[$0] }.map { [$0] } ?? []
        var rewritten: [RewrittenStatement] = []
        let note: ([(ProgramUnit, [Rewritten])]) -> Void = { found in
            rewritten += ParallelWork.map(found, weight: \.1.count) { unit, rewritten in
                RewrittenStatement.all(rewritten, of: unit)
            }.joined()
        }
        var rewriting = Rewriting(seed: seed)
        rewriting.transforms = declared + wanted(Rewriting.provable)
        let (texts, applied) = try rewriting.apply(to: units, noting: note)
        var report = try soundness(
            variant: texts, transforms: applied.filter { $0.sites > 0 }.map(\.name))
        var changed = units
        for index in changed.indices { changed[index].text = texts[index] }
        rewriting.transforms = chosen + wanted(Rewriting.further)
        let (final, later) = try rewriting.apply(to: changed, noting: note)
        report.notCovered = later.filter { $0.sites > 0 }.map(\.name)
            .filter { !SoundnessCheck.provedByStatement.contains($0) }
        report.rules = data == "identities" ? rules : nil
        report.statements = statements(rewritten)
        return RewrittenProgram(texts: final, transforms: applied + later, soundness: report)
    }

    private func wanted(_ transforms: [any Transform]) -> [any Transform] {
        transforms.filter { names?.contains($0.name) ?? true }
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
        let prepared = try toolchain.prepared(seed: 0)
        let build = Build(
            original: original, toolchain: prepared, choice: choice, further: further)
        return build(in: folder, cache: cache)
    }

    /// The program built at a place.
    func program(at place: String) -> String { "\(staging)/\(place)/\(original.name)" }
}
