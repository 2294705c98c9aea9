/// What inputs must satisfy to be looked at: an operation's PRE, and what a caller adds to it.
struct Admission {
    let operation: Int
    let conjuncts: [Predicate]
    /// Beyond PRE.
    let restrictions: [Predicate]
    private let slots: [Int]
    private let machine: CompiledMachine
    /// The same inputs are admitted in every state.
    let isStateless: Bool
    /// The first conjuncts, all of which have a truth value whatever the inputs; the next may have
    /// none.
    let definedPrefix: Int
    /// All conjuncts that may have none.
    let doubtful: [Predicate]

    init(_ machine: CompiledMachine, operation: Int, restrictions: [Predicate]) {
        let declared = machine.machine.operations[operation]
        self.operation = operation
        self.restrictions = restrictions
        self.machine = machine
        slots = declared.inputs
        let conjuncts = declared.preconditions + restrictions
        self.conjuncts = conjuncts
        let variables = Set(machine.machine.variables)
        isStateless = conjuncts.allSatisfy { SymbolUse($0).free.isDisjoint(with: variables) }
        var known = Totality(isConcrete: machine.machine.kind == .implementation)
        let doubtful = conjuncts.indices.filter { index in
            defer { known.learn(conjuncts[index]) }
            return !known.isTotal(conjuncts[index])
        }
        definedPrefix = doubtful.first ?? conjuncts.count
        self.doubtful = doubtful.map { conjuncts[$0] }
    }

    /// Whether one of the first conjuncts, all of which have a truth value, is false: nothing
    /// else is asked then.
    func isRefusedEarly(_ inputs: [Value], in state: MachineState) -> Bool {
        let given = zip(slots, inputs).map { (slot: $0, value: $1) }
        return conjuncts.prefix(definedPrefix).contains {
            (try? machine.holds($0, in: state, inputs: given)) != true
        }
    }

    func admits(
        _ inputs: [Value], in state: MachineState
    ) throws(EvaluationStop) -> Bool {
        guard
            try machine.failingPrecondition(of: operation, in: state, inputs: inputs) == nil
        else { return false }
        if restrictions.isEmpty { return true }
        let given = zip(slots, inputs).map { (slot: $0, value: $1) }
        for restriction in restrictions {
            guard try machine.holds(restriction, in: state, inputs: given) else { return false }
        }
        return true
    }

    /// Tells inputs that satisfy so many conjuncts, the first ones, in the machine's own order
    /// until `found` returns false.
    func forEach(
        of count: Int, in state: MachineState, _ found: ([Value]) -> Bool
    ) throws(EvaluationStop) {
        try machine.solutions(for: slots, of: Array(conjuncts.prefix(count)), in: state, found)
    }
}
