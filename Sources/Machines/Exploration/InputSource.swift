/// Gives the inputs that one operation is tried with, state by state.
final class InputSource {
    let admission: Admission
    private let machine: CompiledMachine
    private let sampler: InputSampler
    private let budget: ExplorationBudget
    private var draws: SeededDraws
    /// Where they do not depend on the state.
    private var remembered: AdmittedInputs?
    /// In some state there were more inputs than are listed.
    private var hasTooMany = false
    /// Enumerations that came to nothing within the limits.
    private var failures = 0
    private static let failuresMax = 3
    /// So many of an enumeration that was broken off are kept.
    private static let firstMax = 32

    init(
        _ machine: CompiledMachine, _ admission: Admission, budget: ExplorationBudget,
        draws: SeededDraws
    ) {
        self.machine = machine
        self.admission = admission
        self.budget = budget
        self.draws = draws
        sampler = InputSampler(machine, admission)
    }

    var hasNoInputs: Bool { machine.machine.operations[admission.operation].inputs.isEmpty }

    /// - Parameters:
    ///   - max: of those that are listed; above zero.
    ///   - samples: of those that are sampled; nil: as many.
    func inputs(in state: MachineState, max: Int, samples: Int? = nil) -> AdmittedInputs {
        let samples = samples ?? max
        if let remembered { return shortened(remembered, max, samples) }
        // What serves every state is not cut for one of them.
        let isLasting = admission.isStateless
        let listMax =
            isLasting
            ? Swift.min(budget.casesMax, budget.inputsMax)
            : Swift.min(hasTooMany ? samples : max, budget.inputsMax)
        let sampleMax =
            isLasting ? budget.samplesMax : Swift.min(samples, budget.samplesMax)
        var found = AdmittedInputs()
        enumerate(&found, in: state, max: listMax)
        if found.isLong, listMax == budget.inputsMax { hasTooMany = true }
        found.isCut = found.isLong && !hasTooMany
        found.isSampled = !found.isComplete
        if found.isSampled {
            sampler.fill(&found, in: state, max: sampleMax, &draws)
        }
        if isLasting { remembered = found }
        return shortened(found, max, samples)
    }

    private func shortened(
        _ inputs: AdmittedInputs, _ max: Int, _ samples: Int
    ) -> AdmittedInputs {
        var inputs = inputs.shortened(to: inputs.isSampled ? samples : max)
        inputs.isUnsampled = inputs.isSampled && samples == 0
        return inputs
    }

    /// Boundary values first, then random ones, and what is enumerated only where these are none.
    func sampled(in state: MachineState, max: Int) -> [[Value]] {
        var found = AdmittedInputs()
        sampler.fill(&found, in: state, max: max, &draws)
        if found.list.isEmpty { enumerate(&found, in: state, max: Self.firstMax) }
        return found.list
    }

    /// Random ones; nil when none of some that were drawn is admitted.
    func drawn(in state: MachineState) -> [Value]? {
        sampler.draw(in: state, &draws)
    }

    /// Inputs that are admitted, near others where there are any; nil when a try has found none.
    func near(_ base: [Value]?, in state: MachineState) -> [Value]? {
        guard let base else { return drawn(in: state) }
        for _ in 0..<Self.changesMax {
            let values = sampler.changed(base, in: state, &draws)
            if (try? admission.admits(values, in: state)) == true { return values }
        }
        return nil
    }

    private static let changesMax = 8

    private func enumerate(_ found: inout AdmittedInputs, in state: MachineState, max: Int) {
        guard failures < Self.failuresMax else { return }
        let count = admission.conjuncts.count
        if admission.definedPrefix < count {
            // What the rest of PRE may have no value for is not passed over.
            let all = listed(of: admission.definedPrefix, in: state, max: max)
            if all.isComplete {
                for inputs in all.list { found.take(inputs, admission, in: state) }
                found.isComplete = found.undecided == nil
                found.isDefined = found.isComplete
                return
            }
        }
        let all = listed(of: count, in: state, max: max)
        if !all.isComplete, all.isStopped { failures += 1 }
        found.isComplete = all.isComplete
        found.isLong = all.isLong
        found.isDefined = admission.definedPrefix == count
        for inputs in all.isComplete ? all.list[...] : all.list.prefix(Self.firstMax) {
            found.take(inputs)
        }
        // What PRE admits has been shown to be defined by that alone.
        if !found.isDefined {
            sampler.probe(&found, in: state, max: Swift.min(max, budget.samplesMax))
        }
    }

    private struct Listed {
        var list: [[Value]] = []
        var isComplete = false
        var isStopped = false
        /// There are more than were asked for.
        var isLong: Bool { !isComplete && !isStopped }
    }

    private func listed(of count: Int, in state: MachineState, max: Int) -> Listed {
        var all = Listed()
        do throws(EvaluationStop) {
            try admission.forEach(of: count, in: state) { inputs in
                all.list.append(inputs)
                return all.list.count <= max
            }
        } catch {
            all.isStopped = true
        }
        all.isComplete = !all.isStopped && all.list.count <= max
        return all
    }
}
