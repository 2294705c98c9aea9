/// Gives the inputs that one operation is tried with, state by state.
final class InputSource {
    let admission: Admission
    private let machine: CompiledMachine
    private let sampler: InputSampler
    private let budget: ExplorationBudget
    private var draws: SeededDraws
    /// Where they do not depend on the state.
    private var remembered: AdmittedInputs?
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

    /// - Parameter max: above zero.
    func inputs(in state: MachineState, max: Int) -> AdmittedInputs {
        if let remembered { return remembered.shortened(to: max) }
        var found = AdmittedInputs()
        enumerate(&found, in: state, max: Swift.min(max, budget.inputsMax))
        if !found.isComplete {
            sampler.fill(
                &found, in: state, max: Swift.min(max, budget.samplesMax), &draws)
        }
        if admission.isStateless { remembered = found }
        return found
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
        found.isDefined = admission.definedPrefix == count
        for inputs in all.isComplete ? all.list[...] : all.list.prefix(Self.firstMax) {
            found.take(inputs)
        }
        // Values of which it is not known whether they are defined are looked for beside these.
        if !found.isDefined {
            sampler.probe(&found, in: state, max: Swift.min(max, budget.samplesMax))
        }
    }

    private struct Listed {
        var list: [[Value]] = []
        var isComplete = false
        var isStopped = false
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
