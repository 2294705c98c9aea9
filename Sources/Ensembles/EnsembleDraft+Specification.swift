import Machines
import Specifications
import Voting

/// From what was said about machines to a plan that a voter can use.
extension EnsembleDraft {
    /// Without the machines' texts; nil when no machine was named.
    var specificationPlan: SpecificationPlan? {
        guard let demand = specification.demand, !specification.machines.isEmpty else {
            return nil
        }
        func binding(_ role: MachineRole) -> MachineBinding? {
            specification.machines.first { $0.role == role }?.binding
        }
        return SpecificationPlan(
            demand: demand.value, function: binding(.function), safety: binding(.safety),
            hasFeedback: specification.feedback?.value ?? false,
            restrictive: Array(vote.restrictive.value.utf8))
    }

    /// Reads the machines and connects them with demands and answers.
    ///
    /// - Parameters:
    ///   - file: the configuration as the user named it.
    ///   - folder: likewise.
    func specificationPlan(
        answer: AnswerSchema, files: MachineFiles, file: String, folder: String
    ) throws(EnsembleError) -> SpecificationPlan? {
        guard var plan = specificationPlan else { return nil }
        for machine in specification.machines {
            let sources: [SourceText]
            switch files.sources(of: machine.path.value) {
            case .success(let found): sources = found
            case .failure(let failure):
                throw EnsembleError(
                    unreadable: Self.named(machine.path.value, in: folder), failure.cause,
                    place: machine.path.place, file: file)
            }
            switch machine.role {
            case .function: plan.function?.sources = sources
            case .safety: plan.safety?.sources = sources
            }
        }
        let bound: [BoundMachine]
        do throws(SpecificationError) {
            bound = try plan.bind(answer: answer)
        } catch {
            if let flaw = error.machines.first {
                let sources = flaw.errors.sources.map {
                    SourceText(name: Self.named($0.name, in: folder), bytes: $0.bytes)
                }
                throw EnsembleError(MachineErrors(flaw.errors.diagnostics, sources: sources))
            }
            throw EnsembleError(error.flaws.map(problem), file: file)
        }
        try refuseForgetting(bound, file: file)
        let count = plan.encode().count
        guard count <= Self.planBytesMax else {
            let message =
                "machines and all that they name take \(count) bytes, more than "
                + "\(Self.planBytesMax)"
            throw EnsembleError(
                [Problem(specification.machines.first?.path.place ?? place, message)], file: file)
        }
        return plan
    }

    /// What a machine with variables allows depends on all demands before. A replica that was
    /// started anew, or was not asked one of them, is right about fewer, and must not count.
    private func refuseForgetting(
        _ bound: [BoundMachine], file: String
    ) throws(EnsembleError) {
        guard !isStateful.value, let machine = bound.first(where: \.hasState) else { return }
        let hint =
            framing.value == .process
            ? "a machine without VARIABLES, what they hold among the inputs: each run starts anew"
            : "stateful: true, or a machine without VARIABLES, what they hold among the inputs"
        throw EnsembleError(
            [
                Problem(
                    isStateful.place,
                    "stateful: \(machine.file) has variables: what is right depends on the demands "
                        + "before, and a replica that is started anew, or misses one, would count "
                        + "without them",
                    hint: hint)
            ], file: file)
    }

    /// A voter takes no more.
    private static let planBytesMax = 16 << 20

    private static func named(_ path: String, in folder: String) -> String {
        path.hasPrefix("/") || folder == "." ? path : "\(folder)/\(path)"
    }

    private func problem(_ flaw: SpecificationError.Flaw) -> Problem {
        let inner = flaw.keys.dropFirst().joined(separator: ".")
        let text = inner.isEmpty ? flaw.message : "\(inner): \(flaw.message)"
        return Problem(
            specification.place(of: flaw.keys) ?? place, text, hint: flaw.hint)
    }
}
