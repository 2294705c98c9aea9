/// Which toolchains can build the program at all, and answer like the original.
struct ToolchainTrial: Sendable {
    struct Outcome: Sendable {
        let toolchain: Toolchain
        /// Nil: it can be used.
        let reason: String?
    }

    let workshop: Workshop
    let reference: Reference?
    let jobs: Int

    /// Tries toolchains in their order until there are `count` usable ones, or none is left.
    /// - Complexity: a build each.
    func callAsFunction(_ toolchains: [Toolchain], count: Int) -> [Outcome] {
        var outcomes: [Outcome] = []
        var rest = toolchains[...]
        while !rest.isEmpty {
            let missing = count - outcomes.count { $0.reason == nil }
            guard missing > 0 else { break }
            let batch = Array(rest.prefix(max(missing, jobs)))
            rest = rest.dropFirst(batch.count)
            let found = ParallelWork.map(batch, jobs: jobs) { toolchain in
                Outcome(toolchain: toolchain, reason: reason(against: toolchain))
            }
            // How many were tried at a time must not decide how many are used.
            for outcome in found where outcomes.count(where: { $0.reason == nil }) < count {
                outcomes.append(outcome)
            }
        }
        return outcomes
    }

    private func reason(against toolchain: Toolchain) -> String? {
        var choice = BuildChoice()
        choice.level = toolchain.compiler.frontEnd.levels[0]
        let place = "trial-\(toolchain.name)"
        do {
            if let failure = try workshop.buildOriginal(at: place, toolchain, choice) {
                return failure
            }
        } catch { return "\(error)" }
        return reference?.difference(of: workshop.program(at: place))
    }
}
