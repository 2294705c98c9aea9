import Foundation

/// Generates a family of variants: draws, builds, checks, admits, and puts them in place.
package struct FamilyGenerator {
    private let request: GenerationRequest
    private let workshop: Workshop
    /// For this machine; the first builds the original.
    private let toolchains: [Toolchain]
    /// For the other machines wanted.
    private let foreign: [Toolchain]
    private let folder: FamilyFolder
    private let report: (String) -> Void
    private let progress: @Sendable (_ done: Int, _ of: Int) -> Void

    /// - Parameters:
    ///   - progress: told from any thread how many variants have been tried.
    ///   - report: gets one line per event.
    /// - Throws: what is wrong with the request before anything is written.
    package init(
        _ request: GenerationRequest,
        progress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in },
        report: @escaping (String) -> Void
    ) throws(GenerationError) {
        self.request = request
        self.progress = progress
        self.report = report
        folder = FamilyFolder(request.output)
        workshop = try Workshop(Original(request), request)
        let search = ToolchainSearch(
            path: request.path, headersFolder: "\(request.output)/.cache/chibicc",
            libraries: request.libraries)
        toolchains = search.toolchains()
        guard !toolchains.isEmpty else {
            throw GenerationError(
                .toolMissing,
                "cannot generate variants of '\(workshop.original.name)': no C compiler found",
                hint: "thrice doctor")
        }
        var foreign: [Toolchain] = []
        for machine in TargetMachine.allCases
        where machine != .native && request.machines.contains(machine) {
            foreign += try search.toolchains(for: machine)
        }
        self.foreign = foreign
        try request.checkMeasure()
    }

    /// Generates the family and puts it in place.
    package func callAsFunction() throws(GenerationError) -> FamilyManifest {
        try folder.prepare()
        defer { folder.discardStaging() }
        let choice = try buildOriginal()
        var reference: Reference?
        if let demands = request.demands {
            reference = try Reference(
                program: workshop.program(at: "original"), demandsPath: demands)
        }
        let screening = try Screening.run(
            workshop, demands: reference?.demandsPath, toolchains: toolchains)
        report("original: \(screening.detail)")
        let tried = tryToolchains(against: reference)
        let usable = tried.filter { $0.reason == nil }.map(\.toolchain)
        guard !usable.isEmpty else {
            throw GenerationError(
                .badData,
                "cannot generate variants of '\(workshop.original.name)': no toolchain can be "
                    + "used, the last because: \(tried.last?.reason ?? "")")
        }
        let draws = FamilyDraws(
            request: request, workshop: workshop, reference: reference, report: report,
            progress: progress)
        let (admitted, redraws, matrix) = try draws(
            usable, options: BuildOptions.found(inPath: request.path))
        let description = FamilyDescription(
            request: request, workshop: workshop, reference: reference, screening: screening)
        let family = try description.write(
            admitted, redraws: redraws, tried: tried, reference: (toolchains[0], choice),
            in: folder)
        try describeDiversity(matrix)
        try folder.install(
            family.variants.map(\.name), further: ["diversity.json", "diversity.svg"])
        workshop.cache.prune()
        return family
    }

    /// As many as there are places of those for this machine, and all for others; says which do
    /// not do.
    private func tryToolchains(against reference: Reference?) -> [ToolchainTrial.Outcome] {
        let trial = ToolchainTrial(workshop: workshop, reference: reference, jobs: request.jobs)
        let isNativeWanted = request.machines.contains(.native)
        let tried =
            (isNativeWanted ? trial(toolchains, count: request.count) : [])
            + trial(foreign, count: foreign.count)
        for outcome in tried {
            if let reason = outcome.reason {
                report("not used: \(outcome.toolchain.name): \(reason)")
            }
        }
        for machine in TargetMachine.allCases where request.machines.contains(machine) {
            let own = tried.filter { $0.toolchain.target == machine }
            if own.allSatisfy({ $0.reason != nil }) {
                report("no variant for '\(machine.rawValue)': no toolchain for it can be used")
            }
        }
        return tried
    }

    private func describeDiversity(_ matrix: DiversityMatrix) throws(GenerationError) {
        let diversity = DiversityReport(matrix, target: request.diversity)
        let measure = request.diversity?.measure ?? DiversityTarget.defaultMeasure
        let picture = MatrixPicture(diversity, measure, program: workshop.original.name)
        try folder.write(diversity, to: "diversity.json")
        try folder.write(text: picture.svg, to: "diversity.svg")
        report(DiversityTable(diversity).summary)
    }

    private func buildOriginal() throws(GenerationError) -> BuildChoice {
        var choice = BuildChoice()
        choice.level = toolchains[0].compiler.frontEnd.takesGCCOptions ? ["-O1"] : []
        if let failure = try workshop.buildOriginal(at: "original", toolchains[0], choice) {
            let name = toolchains[0].name
            throw GenerationError(
                .badData, "cannot build '\(workshop.original.name)': \(name): \(failure)")
        }
        return choice
    }
}
