/// A way that is being gone, wherever correct replicas, and what others do, may have led.
struct DemandWay {
    private(set) var states: [MachineState] = []
    private(set) var branches: Set<Int> = []
    private(set) var followsAllStates = true

    private static let statesMax = 64

    mutating func begin(_ initial: [MachineState], _ elsewhere: ElsewhereSteps) {
        enter(initial, elsewhere)
    }

    /// - Parameter outcomes: of one demand in a state; nil where it is not admitted, or has none.
    /// - Returns: false, and nothing has happened, when that is so in one of the states.
    mutating func step(
        _ elsewhere: ElsewhereSteps, _ outcomes: (MachineState) -> [Outcome]?
    ) -> Bool {
        var after: [MachineState] = []
        var seen: Set<MachineState> = []
        var taken: Set<Int> = []
        for state in states {
            guard let outcomes = outcomes(state) else { return false }
            for outcome in outcomes {
                taken.formUnion(outcome.branches)
                if seen.insert(outcome.after).inserted { after.append(outcome.after) }
            }
        }
        enter(after, elsewhere)
        branches.formUnion(taken)
        return true
    }

    /// Without duplicates: these states, and where others lead from them.
    private mutating func enter(_ first: [MachineState], _ elsewhere: ElsewhereSteps) {
        states = first
        if !elsewhere.isEmpty {
            var seen = Set(first)
            var next = 0
            while next < states.count, states.count <= Self.statesMax {
                let (after, isWhole) = elsewhere.after(states[next])
                if !isWhole { followsAllStates = false }
                states += after.filter { seen.insert($0).inserted }
                next += 1
            }
        }
        if states.count > Self.statesMax {
            followsAllStates = false
            states = Array(states.prefix(Self.statesMax))
        }
    }
}
