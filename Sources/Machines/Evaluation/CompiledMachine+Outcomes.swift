extension CompiledMachine {
    /// What an operation may do, without duplicates; the same outcome reached by other branches
    /// counts as another one.
    ///
    /// - Parameters:
    ///   - inputs: one an input. Its PRE is not asked: see `failingPrecondition`.
    ///   - max: beyond so many, undecided.
    package func outcomes(
        of operation: Int, from state: MachineState, inputs: [Value], max: Int
    ) throws(EvaluationStop) -> [Outcome] {
        let found = foundOutcomes(of: operation, from: state, inputs: inputs, max: max)
        if let stop = found.stop { throw stop }
        return found.outcomes
    }

    /// The same; what was found before something came to a stop is told, too.
    package func foundOutcomes(
        of operation: Int, from state: MachineState, inputs: [Value], max: Int
    ) -> FoundOutcomes {
        let code = operations[operation]
        begin(state, Array(zip(code.inputs, inputs)))
        var seen: Set<Outcome> = []
        var found = FoundOutcomes()
        do throws(EvaluationStop) {
            _ = try code.run(frame) { frame throws(EvaluationStop) in
                let outputs = code.outputs.map { frame.next[$0] }
                if let place = outputs.firstIndex(where: \.isUnset) {
                    throw code.unsetOutput(place, self.machine)
                }
                let outcome = Outcome(
                    outputs: outputs, after: code.after(frame, self.machine),
                    branches: Set(frame.trail).sorted())
                guard seen.insert(outcome).inserted else { return false }
                if found.outcomes.count == max {
                    throw EvaluationStop(.undecided("has more than \(max) outcomes"), code.span)
                }
                found.outcomes.append(outcome)
                return false
            }
        } catch {
            found.stop = error
            found.stoppedBranches = frame.stoppedTrail.isEmpty ? frame.trail : frame.stoppedTrail
        }
        return found
    }
}
