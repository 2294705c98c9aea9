import Foundation

extension MutantGenerator {
    func manifest(
        _ mutants: [Mutant], _ workshop: MutantWorkshop?, _ reference: Reference?
    ) throws(GenerationError) -> MutantManifest {
        let inputs = Set(original.units.flatMap(\.inputs)).sorted()
        let digests = try Digests.ofFiles([Digests.generator] + inputs)
        let further = try Digests.ofFiles(
            [workshop?.program(at: "original"), reference?.demandsPath].compactMap { $0 })
        let names = MutationOperators.all.map(\.name)
        let picked = Set(mutants.map(\.operator))
        let isAsked = { (name: String) in
            request.mutants.isEmpty
                ? request.operators.isEmpty || request.operators.contains(name)
                : picked.contains(name)
        }
        let tallies = names.filter(isAsked).map { name in
            MutantTally(
                name, sites: all.count { $0.operatorName == name },
                mutants.filter { $0.operator == name })
        }
        return MutantManifest(
            generatorDigest: digests[0], program: original.name,
            inputs: zip(inputs, digests.dropFirst()).map {
                .init(path: RelativePath.of($0, from: request.output), digest: $1)
            },
            demandsDigest: reference == nil ? nil : further.last, demands: reference?.demands,
            seed: request.seed, count: request.count, flags: request.flags,
            toolchain: workshop?.toolchain, level: workshop?.choice.level ?? [],
            originalDigest: workshop == nil ? nil : further.first, operators: tallies,
            total: MutantTally(
                "all", sites: tallies.reduce(0) { $0 + $1.sites }, mutants),
            mutants: mutants)
    }

    /// Of the changed unit's text, and of what was built.
    func digest(
        _ mutants: inout [Mutant], _ workshop: MutantWorkshop
    ) throws(GenerationError) {
        let sources = mutants.map { "\(workshop.staging)/\($0.id)/\($0.unit).c" }
        for (index, digest) in try Self.digests(of: sources).enumerated() {
            mutants[index].sourceDigest = digest
        }
        let built = mutants.indices.filter { mutants[$0].status != .notCompiling }
        let programs = built.map { workshop.program(at: mutants[$0].id) }
        for (index, digest) in zip(built, try Self.digests(of: programs)) {
            mutants[index].binaryDigest = digest
        }
    }

    /// A command line holds only so much.
    private static func digests(of paths: [String]) throws(GenerationError) -> [String] {
        var digests: [String] = []
        for start in stride(from: 0, to: paths.count, by: 500) {
            digests += try Digests.ofFiles(Array(paths[start..<min(start + 500, paths.count)]))
        }
        return digests
    }
}

extension FamilyFolder {
    /// `mutants.json` goes first and comes last: while it is there the mutants are whole. Those of
    /// an earlier run go.
    func installMutants(_ ids: [String]) throws(GenerationError) {
        let files = FileManager.default
        let manifest = "\(output)/mutants.json"
        do {
            if let data = files.contents(atPath: manifest) {
                let old = try? JSONDecoder().decode(MutantManifest.self, from: data)
                try files.removeItem(atPath: manifest)
                for mutant in old?.mutants ?? [] where !mutant.id.contains("/") {
                    try? files.removeItem(atPath: "\(output)/\(mutant.id)")
                }
            }
            for name in ["original"] + ids + ["mutants.json"] {
                try? files.removeItem(atPath: "\(output)/\(name)")
                try files.moveItem(atPath: "\(staging)/\(name)", toPath: "\(output)/\(name)")
            }
        } catch {
            throw GenerationError(.cannotCreate, "cannot write '\(output)': \(error)")
        }
    }
}
