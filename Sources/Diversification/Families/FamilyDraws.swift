/// Fills the places of a family with draws that differ from each other and answer alike.
struct FamilyDraws {
    let request: GenerationRequest
    let workshop: Workshop
    let reference: Reference?
    let report: (String) -> Void

    /// Rounds of draws until every place is filled. All draws of a round are built and checked at
    /// a time; they are admitted in the order of their places, so that the seed decides alone.
    /// - Throws: `badData` when a place cannot be filled, with the last reason.
    func callAsFunction(
        _ toolchains: [Toolchain], options: BuildOptions
    ) throws(GenerationError) -> ([Candidate], [FamilyManifest.Redraw]) {
        var admitted = [Candidate?](repeating: nil, count: request.count)
        var codes: Set<[UInt8]> = []
        var redraws: [FamilyManifest.Redraw] = []
        var matrix = ToolchainMatrix(
            toolchains, options: options, request: request,
            unitCount: workshop.original.units.count)
        for attempt in 0..<request.drawsMax {
            let open = admitted.indices.filter { admitted[$0] == nil }
            if open.isEmpty { break }
            let draws = open.map { matrix.draw($0, attempt: attempt) }
            let candidates = ParallelWork.map(draws, jobs: request.jobs) {
                [workshop, reference] draw in
                Candidate(draw, workshop: workshop, reference: reference)
            }
            for var candidate in candidates {
                if candidate.rejection == nil, !codes.insert(candidate.code).inserted {
                    candidate.rejection = "machine code equals that of another variant"
                }
                let position = candidate.draw.position
                let toolchain = candidate.draw.toolchain.name
                guard let reason = candidate.rejection else {
                    admitted[position] = candidate
                    report(line(for: candidate))
                    continue
                }
                if candidate.blamesToolchain { matrix.fail(candidate.draw) }
                redraws.append(
                    .init(
                        variant: Self.variantName(position), seed: candidate.draw.seed,
                        toolchain: toolchain, reason: reason))
                report("\(Self.variantName(position)): redrawn (\(toolchain)): \(reason)")
            }
        }
        if let position = admitted.firstIndex(where: { $0 == nil }) {
            let name = Self.variantName(position)
            let last = redraws.last { $0.variant == name }
            throw GenerationError(
                .badData,
                "cannot generate variant '\(name)': \(request.drawsMax) draws "
                    + "rejected, the last because: \(last?.reason ?? "")")
        }
        return (admitted.compactMap { $0 }, redraws)
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
