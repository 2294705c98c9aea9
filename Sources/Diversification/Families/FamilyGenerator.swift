import Foundation

/// Generates a family of variants: draws, builds, checks, admits, and puts them in place.
package struct FamilyGenerator {
    private let request: GenerationRequest
    private let original: Original
    private let compilers: [Compiler]
    /// Where everything is made before it is renamed into place.
    private let staging: String
    private let report: (String) -> Void

    /// - Parameter report: gets one line per event.
    /// - Throws: what is wrong with the request before anything is written.
    package init(
        _ request: GenerationRequest, report: @escaping (String) -> Void
    ) throws(GenerationError) {
        self.request = request
        self.report = report
        original = try Original(request)
        _ = try TranslationUnit(original.source, path: original.file, flags: original.flags)
        compilers = CompilerSearch.found(inPath: request.path)
        guard !compilers.isEmpty else {
            throw GenerationError(
                .toolMissing, "cannot generate variants of '\(original.name)': no C compiler found",
                hint: "thrice doctor")
        }
        staging = "\(request.output)/.generating"
    }

    /// Generates the family and puts it in place.
    package func callAsFunction() throws(GenerationError) -> FamilyManifest {
        try inOutput("create") {
            try? FileManager.default.removeItem(atPath: staging)
            try FileManager.default.createDirectory(
                atPath: "\(staging)/original", withIntermediateDirectories: true)
            try FileManager.default.createDirectory(
                atPath: "\(staging)/screening", withIntermediateDirectories: true)
        }
        defer { try? FileManager.default.removeItem(atPath: staging) }
        let referenceFlags = try buildOriginal()
        var reference: Reference?
        if let demands = request.demands {
            reference = try Reference(
                program: "\(staging)/original/\(original.name)", demandsPath: demands)
        }
        let screening = try Screening.run(
            original, demands: reference?.demandsPath, compilers: compilers,
            directory: "\(staging)/screening")
        report("original: \(screening.detail)")
        let (admitted, redraws) = try drawAll(reference)
        let family = try describe(
            admitted, redraws, reference: reference, screening: screening,
            referenceFlags: referenceFlags)
        try install(family)
        return family
    }

    private func inOutput(
        _ action: String, _ body: () throws -> Void
    ) throws(GenerationError) {
        do { try body() } catch {
            throw GenerationError(.cannotCreate, "cannot \(action) '\(request.output)': \(error)")
        }
    }

    private func buildOriginal() throws(GenerationError) -> [String] {
        for place in ["original", "screening"] {
            try inOutput("write") {
                try Data(original.source.bytes).write(
                    to: URL(fileURLWithPath: "\(staging)/\(place)/\(original.name).c"))
            }
        }
        let compiler = compilers[0]
        let flags = compiler.commonFlags + ["-O1"] + original.flags
        let arguments = compiler.arguments(
            name: original.name, flags: flags, includes: original.directory)
        let build = ToolRun(arguments: arguments, directory: "\(staging)/original")()
        guard build.hasSucceeded else {
            throw GenerationError(
                .badData,
                "cannot build '\(original.path)': \(compiler.name): \(build.errorText.firstLine)")
        }
        return flags
    }

    // MARK: Drawing

    /// Rounds of draws until every place is filled. All draws of a round are built and checked at
    /// a time; they are admitted in the order of their places, so that the seed decides alone.
    private func drawAll(
        _ reference: Reference?
    ) throws(GenerationError) -> ([Candidate], [FamilyManifest.Redraw]) {
        var admitted = [Candidate?](repeating: nil, count: request.count)
        var codes: Set<[UInt8]> = []
        var redraws: [FamilyManifest.Redraw] = []
        var matrix = CompilerMatrix(compilers, seed: request.seed, count: request.count)
        for attempt in 0..<request.drawsMax {
            let open = admitted.indices.filter { admitted[$0] == nil }
            if open.isEmpty { break }
            let draws = open.map { matrix.draw($0, attempt: attempt, flags: original.flags) }
            let candidates = ParallelWork.map(draws, jobs: request.jobs) {
                [original, staging] draw in
                Candidate(draw, original: original, reference: reference, staging: staging)
            }
            for var candidate in candidates {
                if candidate.rejection == nil, !codes.insert(candidate.code).inserted {
                    candidate.rejection = "machine code equals that of another variant"
                }
                let position = candidate.draw.position
                guard let reason = candidate.rejection else {
                    admitted[position] = candidate
                    report(line(for: candidate))
                    continue
                }
                if candidate.blamesCompiler { matrix.fail(candidate.draw) }
                redraws.append(redraw(candidate, reason))
                let compiler = candidate.draw.compiler.name
                report("\(variantName(position)): redrawn (\(compiler)): \(reason)")
            }
        }
        if let position = admitted.firstIndex(where: { $0 == nil }) {
            let last = redraws.last { $0.variant == variantName(position) }
            throw GenerationError(
                .badData,
                "cannot generate variant '\(variantName(position))': \(request.drawsMax) draws "
                    + "rejected, the last because: \(last?.reason ?? "")")
        }
        return (admitted.compactMap { $0 }, redraws)
    }

    private func redraw(_ candidate: Candidate, _ reason: String) -> FamilyManifest.Redraw {
        FamilyManifest.Redraw(
            variant: variantName(candidate.draw.position), seed: candidate.draw.seed,
            compiler: candidate.draw.compiler.name, flags: candidate.draw.flags, reason: reason)
    }

    private func line(for candidate: Candidate) -> String {
        let transforms = candidate.transforms.map { "\($0.name) \($0.sites)/\($0.moved)" }
        let flags = candidate.draw.flags.joined(separator: " ")
        return "\(variantName(candidate.draw.position)): \(candidate.draw.compiler.name) \(flags); "
            + transforms.joined(separator: ", ")
    }

    private func variantName(_ position: Int) -> String {
        let number = String(position + 1)
        return "v" + String(repeating: "0", count: max(0, 2 - number.count)) + number
    }

    // MARK: Writing

    private func describe(
        _ admitted: [Candidate], _ redraws: [FamilyManifest.Redraw], reference: Reference?,
        screening: Screening, referenceFlags: [String]
    ) throws(GenerationError) -> FamilyManifest {
        let name = original.name
        let folders = admitted.map { "\(staging)/\($0.draw.directory)/\(name)" }
        let digests = try Digests.ofFiles(
            [original.file, "\(staging)/original/\(name)"] + folders.map { "\($0).c" } + folders)
        let demandsDigest = try Digests.ofFiles([reference?.demandsPath].compactMap { $0 }).first
        var family = FamilyManifest(
            program: name, sourceDigest: digests[0], demandsDigest: demandsDigest,
            seed: request.seed, count: request.count, flags: original.flags,
            compilersFound: compilers, screening: screening,
            original: .init(
                compiler: compilers[0].name, flags: referenceFlags, binaryDigest: digests[1]),
            variants: [], redraws: redraws)
        for (index, candidate) in admitted.enumerated() {
            let draw = candidate.draw
            let manifest = VariantManifest(
                name: variantName(index), program: name, seed: draw.seed, draws: draw.attempt + 1,
                transforms: candidate.transforms, compiler: draw.compiler.name,
                compilerVersion: draw.compiler.version, libc: draw.compiler.libc,
                flags: draw.flags, originalDigest: digests[0], sourceDigest: digests[2 + index],
                binaryDigest: digests[2 + admitted.count + index],
                check: .init(
                    isEqual: reference != nil, demands: reference?.demands ?? 0,
                    reason: reference == nil ? "no demands" : nil),
                screening: screening)
            try write(manifest, to: "\(staging)/\(draw.directory)/manifest.json")
            try inOutput("write") {
                try FileManager.default.moveItem(
                    atPath: "\(staging)/\(draw.directory)", toPath: "\(staging)/\(manifest.name)")
            }
            family.variants.append(
                .init(
                    name: manifest.name, seed: draw.seed, compiler: manifest.compiler,
                    flags: draw.flags, binaryDigest: manifest.binaryDigest,
                    checked: manifest.check.isEqual))
        }
        try write(family, to: "\(staging)/family.json")
        return family
    }

    private func write(_ value: some Encodable, to path: String) throws(GenerationError) {
        try inOutput("write") {
            try Data((try value.json + "\n").utf8).write(to: URL(fileURLWithPath: path))
        }
    }

    /// `family.json` goes first and comes last: while it is there the family is whole.
    private func install(_ family: FamilyManifest) throws(GenerationError) {
        let files = FileManager.default
        let output = request.output
        try inOutput("write") {
            if files.fileExists(atPath: "\(output)/family.json") {
                try files.removeItem(atPath: "\(output)/family.json")
            }
            for entry in try files.contentsOfDirectory(atPath: output)
            where entry.first == "v" && entry.count > 2 && entry.dropFirst().allSatisfy(\.isNumber)
                && files.fileExists(atPath: "\(output)/\(entry)/manifest.json")
            {
                try files.removeItem(atPath: "\(output)/\(entry)")
            }
            for name in ["original"] + family.variants.map(\.name) {
                if files.fileExists(atPath: "\(output)/\(name)") {
                    try files.removeItem(atPath: "\(output)/\(name)")
                }
                try files.moveItem(atPath: "\(staging)/\(name)", toPath: "\(output)/\(name)")
            }
            try files.moveItem(
                atPath: "\(staging)/family.json", toPath: "\(output)/family.json")
        }
    }
}

extension Encodable {
    /// Sorted keys, so that the same value gives the same bytes.
    package var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}
