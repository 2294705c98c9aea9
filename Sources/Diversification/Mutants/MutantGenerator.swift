import Foundation

/// Makes the mutants of a program: looks up the sites, draws, builds, weeds, runs, writes.
package struct MutantGenerator {
    /// What is being done, for whoever watches.
    package enum Phase: String, Sendable {
        case building, running
    }

    package typealias Progress = @Sendable (_ phase: Phase, _ done: Int, _ of: Int) -> Void

    let request: MutantRequest
    let original: Original
    /// The fault space, whatever is drawn from it.
    let all: [MutantSite]
    private let sample: MutantSample
    private let progress: Progress

    /// Reads the program and draws.
    /// - Parameter progress: told from any thread.
    /// - Throws: what is wrong with the request before anything is written.
    package init(
        _ request: MutantRequest, progress: @escaping Progress = { _, _, _ in }
    ) throws(GenerationError) {
        self.request = request
        self.progress = progress
        original = try Original(request.program)
        var units: [MutantSpace.Unit] = []
        for unit in original.units {
            let expansion = try MacroExpansion(
                path: unit.path, directory: unit.directory,
                flags: unit.flags + ["-std=\(unit.standard)"])
            units.append(
                .init(
                    unit.text, path: unit.file, flags: unit.readerFlags,
                    origins: try expansion.origins()))
        }
        all = try MutantSpace(units).sites
        let names = Set(request.operators)
        let space = names.isEmpty ? all : all.filter { names.contains($0.operatorName) }
        if !request.mutants.isEmpty {
            sample = try MutantSample(all, named: request.mutants)
        } else if space.isEmpty {
            throw GenerationError(
                .missingInput,
                "cannot make mutants of '\(original.name)': no operator has a site in it")
        } else if let count = request.count {
            sample = try MutantSample(space, count: count, seed: request.seed)
        } else {
            sample = MutantSample(all: space)
        }
    }

    /// The sites that would become mutants; nothing is built or written.
    package func list() throws(GenerationError) -> MutantManifest {
        let mutants = sample.members.map {
            Mutant($0, of: original.units[$0.site.unit], .listed, output: request.output)
        }
        return try manifest(mutants, nil, nil)
    }

    /// Makes the mutants and puts them in place.
    package func callAsFunction() throws(GenerationError) -> MutantManifest {
        let toolchains = ToolchainSearch(
            path: request.path, headersFolder: "\(request.output)/.cache/chibicc",
            libraries: [.glibc]
        ).toolchains()
        guard let toolchain = toolchains.first else {
            throw GenerationError(
                .toolMissing,
                "cannot make mutants of '\(original.name)': no C compiler found",
                hint: "thrice doctor")
        }
        let folder = FamilyFolder(request.output)
        try folder.prepare()
        defer { folder.discardStaging() }
        let workshop = try MutantWorkshop(original, toolchain, output: request.output)
        let reference = try reference(workshop)
        var (mutants, contents) = try build(workshop)
        Self.nameDuplicates(&mutants, contents)
        if let reference { run(&mutants, workshop, reference) }
        prove(&mutants)
        try digest(&mutants, workshop)
        let manifest = try manifest(mutants, workshop, reference)
        try folder.write(manifest, to: "mutants.json")
        try folder.installMutants(mutants.map(\.id))
        workshop.cache.prune()
        return manifest
    }

    /// The original's answers, twice: what answers differently by itself tells nothing apart.
    private func reference(
        _ workshop: MutantWorkshop
    ) throws(GenerationError) -> Reference? {
        guard let demands = request.demands else { return nil }
        let program = workshop.program(at: "original")
        let reference = try Reference(program: program, demandsPath: demands)
        if let difference = reference.difference(of: program) {
            throw GenerationError(
                .badData,
                "cannot judge mutants of '\(original.name)': run twice, the original is not the "
                    + "same: \(difference)", hint: "a program without time and chance of its own")
        }
        return reference
    }

    private func build(
        _ workshop: MutantWorkshop
    ) throws(GenerationError) -> ([Mutant], [[UInt8]]) {
        let members = sample.members
        let results = ParallelWork.map(members, jobs: request.jobs) { member in
            Result { () throws(GenerationError) in try workshop.make(member.site) }
        } progress: { [progress] done in
            progress(.building, done, members.count)
        }
        var mutants: [Mutant] = []
        var contents: [[UInt8]] = []
        for (member, result) in zip(members, results) {
            let (status, error, content) = try result.get()
            var mutant = Mutant(
                member, of: original.units[member.site.unit], status, output: request.output)
            mutant.error = error
            mutant.equivalence = status == .equivalent ? .machineCode : nil
            mutants.append(mutant)
            contents.append(content)
        }
        return (mutants, contents)
    }

    /// Of several live mutants with one code the first stays.
    private static func nameDuplicates(_ mutants: inout [Mutant], _ contents: [[UInt8]]) {
        var first: [[UInt8]: String] = [:]
        for index in mutants.indices where mutants[index].status == .live {
            if let earlier = first[contents[index]] {
                mutants[index].status = .duplicate
                mutants[index].duplicateOf = earlier
            } else {
                first[contents[index]] = mutants[index].id
            }
        }
    }

    private func run(
        _ mutants: inout [Mutant], _ workshop: MutantWorkshop, _ reference: Reference
    ) {
        let live = mutants.indices.filter { mutants[$0].status == .live }
        let programs = live.map { workshop.program(at: mutants[$0].id) }
        let trials = ParallelWork.map(programs, jobs: request.jobs) { program in
            MutantTrial(of: program, beside: reference)
        } progress: { [progress] in
            progress(.running, $0, programs.count)
        }
        for (index, trial) in zip(live, trials) { mutants[index].trial = trial }
    }

    /// Only what no demand tells apart: for all else it is shown already that it differs.
    private func prove(_ mutants: inout [Mutant]) {
        let open = mutants.indices.filter { index in
            mutants[index].status == .live
                && mutants[index].trial?.outcome ?? .notDistinguished == .notDistinguished
                && sample.members[index].site.mutation.claim != nil
        }
        let claims = open.compactMap { sample.members[$0].site.mutation.claim }
        for (index, isProved) in zip(open, MutantProof()(claims, jobs: request.jobs))
        where isProved {
            let id = mutants[index].id
            for other in mutants.indices
            where other == index || mutants[other].duplicateOf == id {
                mutants[other].status = .equivalent
                mutants[other].equivalence = .proof
                mutants[other].duplicateOf = nil
                mutants[other].trial = nil
            }
        }
    }
}
