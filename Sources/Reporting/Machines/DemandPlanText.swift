import Machines

/// What demands made from a machine reach, for people.
package struct DemandPlanText {
    package let lines: [String]

    package init(_ plan: DemandPlan, of machine: CompiledMachine, seed: UInt64) {
        let words = MachineWording(machine)
        guard !plan.demands.isEmpty else {
            // That there are none is said by who asked for them.
            if case .undecided(let stop)? = plan.end {
                lines = [words.stop(stop)]
            } else {
                lines = []
            }
            return
        }
        let taken = plan.branchesTaken.count
        let all = taken + plan.branchesMissed.count
        var lines = [
            "\(MachineWording.count(plan.demands.count, "demand")) of seed \(seed): "
                + (all == 0
                    ? "there are no branches to take"
                    : "\(taken) of \(MachineWording.count(all, "branch")) taken")
        ]
        lines += plan.branchesMissed.map { "not taken in this sequence: \(words.branch($0))" }
        lines += Set(plan.demands.map(\.operation)).sorted().flatMap { index in
            machine.machine.operations[index].unasked.map { span in
                "'\(words.source(span))' (\(words.place(span))) of the refined PRE of "
                    + "'\(words.operation(index))' cannot be asked here: some demands may be "
                    + "outside of the contract"
            }
        }
        if !plan.followsAllStates {
            lines.append(
                "not all possible states could be followed: some demands may be outside of the "
                    + "contract of a correct replica")
        }
        switch plan.end {
        case nil: break
        case .nothingAdmitted?: lines.append("no more: nothing else was found that is admitted")
        case .undecided(let stop)?: lines.append("no more: \(words.stop(stop))")
        }
        self.lines = lines
    }
}
