/// Fills the places of a family with draws that differ from each other and answer alike.
struct FamilyDraws {
    let request: GenerationRequest
    let workshop: Workshop
    let reference: Reference?
    let report: (String) -> Void
    let progress: @Sendable (_ done: Int, _ of: Int) -> Void

    /// What has been drawn so far.
    private struct State {
        var admitted: [Candidate?]
        /// Draws taken for each place.
        var attempts: [Int]
        var codes: Set<[UInt8]> = []
        var redraws: [FamilyManifest.Redraw] = []
        var matrix: ToolchainMatrix
        let only: Int?

        var open: [Int] {
            admitted.indices.filter { admitted[$0] == nil && (only == nil || $0 == only) }
        }
    }

    /// Rounds of draws until every place is filled and the target of diversity is met.
    /// - Throws: `badData` when a place cannot be filled, or the target not be met, with the last
    ///   reason.
    func callAsFunction(
        _ toolchains: [Toolchain], options: BuildOptions
    ) throws(GenerationError) -> ([Candidate], [FamilyManifest.Redraw], DiversityMatrix) {
        var state = State(
            admitted: Array(repeating: nil, count: request.count),
            attempts: Array(repeating: 0, count: request.count),
            matrix: ToolchainMatrix(
                toolchains, options: options, request: request,
                unitCount: workshop.original.units.count), only: request.only)
        try fill(&state)
        let original = try profile(
            "original", at: "original", program: workshop.program(at: "original"))
        var profiles: [VariantProfile] = []
        for candidate in state.admitted.compactMap({ $0 }) {
            profiles.append(try profile(candidate))
        }
        var matrix = DiversityMatrix(profiles, original: original, jobs: request.jobs)
        while let shortfall = request.diversity?.shortfall(matrix) {
            let position = shortfall.redraw
            guard let old = state.admitted[position], state.attempts[position] < request.drawsMax
            else {
                throw GenerationError(
                    .badData,
                    "cannot reach diversity \(shortfall.target.atLeast) after "
                        + "\(request.drawsMax) draws: \(shortfall.description)")
            }
            reject(old, "too close: \(shortfall.description)", &state)
            state.admitted[position] = nil
            try fill(&state)
            matrix.replace(at: position, with: try profile(state.admitted[position]))
        }
        return (state.admitted.compactMap { $0 }, state.redraws, matrix)
    }

    /// All draws of a round are built and checked at a time; they are admitted in the order of
    /// their places, so that the seed decides alone.
    private func fill(_ state: inout State) throws(GenerationError) {
        while !state.open.isEmpty {
            if let spent = state.open.first(where: { state.attempts[$0] >= request.drawsMax }) {
                let name = Self.variantName(spent)
                let last = state.redraws.last { $0.variant == name }
                throw GenerationError(
                    .badData,
                    "cannot generate variant '\(name)': \(request.drawsMax) draws "
                        + "rejected, the last because: \(last?.reason ?? "")")
            }
            let draws = state.open.map { state.matrix.draw($0, attempt: state.attempts[$0]) }
            for draw in draws { state.attempts[draw.position] += 1 }
            let filled = request.count - draws.count
            let candidates = ParallelWork.map(draws, jobs: request.jobs) {
                [workshop, reference] draw in
                Candidate(draw, workshop: workshop, reference: reference)
            } progress: { [progress, request] in
                progress(filled + $0, request.count)
            }
            for candidate in candidates { admit(candidate, &state) }
        }
    }

    private func admit(_ candidate: Candidate, _ state: inout State) {
        if let reason = candidate.rejection {
            if candidate.blamesToolchain { state.matrix.fail(candidate.draw) }
            return reject(candidate, reason, &state)
        }
        guard state.codes.insert(candidate.code).inserted else {
            return reject(candidate, "machine code equals that of another variant", &state)
        }
        state.admitted[candidate.draw.position] = candidate
        report(line(for: candidate))
    }

    private func reject(_ candidate: Candidate, _ reason: String, _ state: inout State) {
        let variant = Self.variantName(candidate.draw.position)
        let toolchain = candidate.draw.toolchain.name
        state.redraws.append(
            .init(
                variant: variant, seed: candidate.draw.seed, toolchain: toolchain, reason: reason))
        report("\(variant): redrawn (\(toolchain)): \(reason)")
    }

    private func profile(_ candidate: Candidate?) throws(GenerationError) -> VariantProfile {
        guard let draw = candidate?.draw else { preconditionFailure("a place is not filled") }
        return try profile(
            Self.variantName(draw.position), at: draw.directory,
            program: draw.toolchain.image(of: workshop.program(at: draw.directory)))
    }

    private func profile(
        _ name: String, at place: String, program: String
    ) throws(GenerationError) -> VariantProfile {
        let folder = "\(workshop.staging)/\(place)"
        return try VariantProfile.read(
            name: name, sources: workshop.original.units.map { "\(folder)/\($0.name).c" },
            executable: program)
    }

    private func line(for candidate: Candidate) -> String {
        let transforms = candidate.transforms.filter { $0.sites > 0 }
            .map { "\($0.name) \($0.sites)/\($0.moved)" }
        let choice = candidate.draw.choice
        let words = [candidate.draw.toolchain.name] + choice.level + choice.hardening
        return "\(Self.variantName(candidate.draw.position)): \(words.joined(separator: " ")); "
            + transforms.joined(separator: ", ")
    }

    static func variantName(_ position: Int) -> String {
        let number = String(position + 1)
        return "v" + String(repeating: "0", count: max(0, 2 - number.count)) + number
    }
}
