import Foundation

/// Writes what is known of a family and of each variant into the staging folder.
struct FamilyDescription {
    let request: GenerationRequest
    let workshop: Workshop
    let reference: Reference?
    let screening: Screening

    /// Renames the admitted draws to their variants' names, a manifest in each, and writes
    /// `family.json`.
    func write(
        _ admitted: [Candidate], redraws: [FamilyManifest.Redraw],
        tried: [ToolchainTrial.Outcome], reference built: (Toolchain, BuildChoice),
        in folder: FamilyFolder
    ) throws(GenerationError) -> FamilyManifest {
        let original = workshop.original
        let inputs = Set(original.units.flatMap(\.inputs)).sorted()
        let digests = try Digests.ofFiles(
            [Digests.generator, workshop.program(at: "original")] + inputs)
        var family = FamilyManifest(
            generatorDigest: digests[0], program: original.name,
            inputs: zip(inputs, digests.dropFirst(2)).map {
                .init(path: RelativePath.of($0, from: request.output), digest: $1)
            },
            demandsDigest: try Digests.ofFiles([reference?.demandsPath].compactMap { $0 }).first,
            seed: request.seed, count: request.count, flags: request.flags,
            options: request.options,
            toolchainsTried: tried.map { .init(toolchain: $0.toolchain, reason: $0.reason) },
            screening: screening,
            original: .init(
                compiler: built.0.name, flags: built.1.level, binaryDigest: digests[1]),
            variants: [], redraws: redraws)
        for candidate in admitted {
            let name = FamilyDraws.variantName(candidate.draw.position)
            let manifest = try manifest(candidate, name: name)
            let directory = candidate.draw.directory
            try folder.write(manifest, to: "\(directory)/manifest.json")
            try folder.rename(directory, to: manifest.name)
            family.variants.append(
                .init(
                    name: manifest.name, seed: manifest.seed,
                    toolchain: manifest.toolchain.name,
                    flags: manifest.build.level + manifest.build.hardening + request.flags,
                    binaryDigest: manifest.binaryDigest, checked: reference != nil,
                    machine: manifest.toolchain.machine, starterDigest: manifest.starterDigest))
        }
        try folder.write(family, to: "family.json")
        return family
    }

    private func manifest(
        _ candidate: Candidate, name: String
    ) throws(GenerationError) -> VariantManifest {
        let original = workshop.original
        let draw = candidate.draw
        let folder = "\(workshop.staging)/\(draw.directory)"
        let program = "\(folder)/\(original.name)"
        let digests = try Digests.ofFiles(
            [draw.toolchain.image(of: program), program]
                + original.units.map { "\(folder)/\($0.name).c" })
        let toolchain = try draw.toolchain.prepared(seed: draw.seed)
        let build = Build(original: original, toolchain: toolchain, choice: draw.choice)
        var soundness = candidate.soundness ?? SoundnessReport(terms: TermReport())
        soundness.screening = screening
        soundness.differential = .init(
            isEqual: reference != nil, demands: reference?.demands ?? 0,
            reason: reference == nil ? "no demands" : nil)
        return VariantManifest(
            name: name, program: original.name, seed: draw.seed, draws: draw.attempt + 1,
            transforms: candidate.transforms, data: draw.data, toolchain: draw.toolchain,
            build: draw.choice,
            commands: build.commands.map { command in
                command.map { $0.replacing("\(request.output)/", with: "../") }
            },
            sourceDigests: Array(digests.dropFirst(2)), binaryDigest: digests[0],
            starterDigest: draw.toolchain.machine == nil ? nil : digests[1],
            soundness: soundness)
    }
}
