import Ensembles
import Specifications

/// A machine in the place of one that an ensemble names.
struct EnsembleBinding {
    let bound: BoundMachine
    let demand: DemandSchema
    let ensemble: Ensemble

    /// - Throws: status 64 when the ensemble has no machines, 65 when the machine does not fit it.
    init(_ file: MachineFile, ensemble folder: String, withoutState: Bool = false) throws {
        ensemble = try ThriceError.mapping { () throws(EnsembleError) in
            try Ensemble.load(folder: folder)
        }
        guard let plan = ensemble.specification else {
            throw ThriceError(
                .usage, "cannot use ensemble '\(folder)': it has neither 'function' nor 'safety'",
                hint: "docs/FORMATS.md, Machines")
        }
        demand = plan.demand
        guard let role = Self.binding(plan, file) else {
            throw ThriceError(
                .badData,
                "cannot use machine \(file.machine.name) with ensemble '\(folder)': it does not "
                    + "have the operation that 'function' or 'safety' names")
        }
        var binding = role.binding
        binding.sources = file.machine.sources
        if withoutState { binding.state = [:] }
        var own = SpecificationPlan(
            demand: plan.demand, function: nil, safety: nil, hasFeedback: plan.hasFeedback)
        if role.isFunction { own.function = binding } else { own.safety = binding }
        let fitting: [BoundMachine]
        do throws(SpecificationError) {
            fitting = try own.bind(answer: ensemble.vote.schema)
        } catch {
            throw ThriceError(
                .badData,
                "cannot use machine \(file.machine.name) with ensemble '\(folder)': \(error)")
        }
        guard let first = fitting.first else {
            throw ThriceError(
                .ourBug, "cannot use machine \(file.machine.name): nothing was bound")
        }
        bound = first
    }

    /// The one that the file itself is, or otherwise the first that has its operation.
    private static func binding(
        _ plan: SpecificationPlan, _ file: MachineFile
    ) -> (binding: MachineBinding, isFunction: Bool)? {
        let all = [(plan.function, true), (plan.safety, false)].compactMap { binding, isFunction in
            binding.map { (binding: $0, isFunction: isFunction) }
        }.filter { candidate in
            file.operations.contains {
                file.machine.operations[$0].name == candidate.binding.operation
            }
        }
        let own = file.machine.sources.first?.bytes
        return all.first { $0.binding.sources.first?.bytes == own } ?? all.first
    }
}
