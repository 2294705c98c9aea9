/// The states that a search has found, in the order in which it found them, and the way to each.
final class StateSpace {
    private struct Arrival {
        let from: Int
        let operation: Int
        let inputs: [Value]
        let outputs: [Value]
    }

    private(set) var states: [MachineState] = []
    /// Values in all of them.
    private(set) var values = 0
    private var indices: [MachineState: Int] = [:]
    /// Nil for initial states.
    private var arrivals: [Arrival?] = []

    func index(of state: MachineState) -> Int? { indices[state] }

    func isInitial(_ index: Int) -> Bool { arrivals[index] == nil }

    /// The state must be new.
    func addInitial(_ state: MachineState) -> Int { add(state, nil) }

    /// The state must be new.
    func add(_ outcome: Outcome, from: Int, operation: Int, inputs: [Value]) -> Int {
        let arrival = Arrival(
            from: from, operation: operation, inputs: inputs, outputs: outcome.outputs)
        return add(outcome.after, arrival)
    }

    func trace(to index: Int) -> MachineTrace {
        var steps: [MachineTrace.Step] = []
        var place = index
        while let arrival = arrivals[place] {
            steps.append(
                MachineTrace.Step(
                    operation: arrival.operation, inputs: arrival.inputs,
                    outputs: arrival.outputs, after: states[place]))
            place = arrival.from
        }
        return MachineTrace(initial: states[place], steps: steps.reversed())
    }

    private func add(_ state: MachineState, _ arrival: Arrival?) -> Int {
        let index = states.count
        states.append(state)
        arrivals.append(arrival)
        indices[state] = index
        values += state.values.reduce(0) { $0 + $1.weight }
        return index
    }
}
