extension CompiledMachine {
    /// The first conjunct of the PRE that is false, or nil when all hold.
    package func failingPrecondition(
        of operation: Int, in state: MachineState, inputs: [Value]
    ) throws(EvaluationStop) -> Predicate? {
        let code = operations[operation]
        begin(state, Array(zip(code.inputs, inputs)))
        for (place, test) in code.preconditions.enumerated() where !(try test.run(frame)) {
            return machine.operations[operation].preconditions[place]
        }
        return nil
    }

    /// The first conjunct of the invariant that is false in a state, or nil when all hold.
    package func failingInvariant(in state: MachineState) throws(EvaluationStop) -> Predicate? {
        begin(state)
        for (place, test) in invariant.enumerated() where !(try test.run(frame)) {
            return machine.invariant[place]
        }
        return nil
    }

    /// Whether a predicate over constants, variables and the given inputs holds.
    package func holds(
        _ predicate: Predicate, in state: MachineState, inputs: [(slot: Int, value: Value)]
    ) throws(EvaluationStop) -> Bool {
        let test = once { $0.predicate(predicate, Scope()) }
        begin(state, inputs)
        return try test(frame)
    }

    /// The value of an expression over constants, variables and the given inputs.
    package func value(
        of expression: Expression, in state: MachineState, inputs: [(slot: Int, value: Value)]
    ) throws(EvaluationStop) -> Value {
        let evaluate = once { $0.expression(expression, Scope()) }
        begin(state, inputs)
        return try evaluate(frame)
    }

    /// Tells solutions of conjuncts for some slots until the callback returns false; enumerated
    /// with the bounds that the conjuncts themselves give. An instance that has no value is no
    /// solution.
    ///
    /// - Throws: when all were told that could be decided, and there may be others.
    package func solutions(
        for slots: [Int], of conjuncts: [Predicate], in state: MachineState,
        _ found: ([Value]) -> Bool
    ) throws(EvaluationStop) {
        let solve = once { compiler in
            compiler.solutions(
                of: conjuncts, for: slots, Scope(), conjuncts.first?.span ?? .start,
                .passingOver, isForTruth: true)
        }
        // What is found is told at once, and may lead to other questions: they have the own frame.
        begin(state)
        let frame = Frame(copying: self.frame)
        let isEnded = try solve(frame) { frame throws(EvaluationStop) in
            !found(slots.map { frame.current[$0] })
        }
        if !isEnded, let stop = frame.pending, case .undecided = stop.reason { throw stop }
    }

    /// The value as B writes it: `{1 |-> TRUE}`; cut off with `…` where it is longer.
    package func text(_ value: Value, bytesMax: Int = 200) -> String {
        var text = ValueText(sets: machine.sets, bytesMax: bytesMax)
        text.add(value)
        return text.text
    }
}

extension SourceSpan {
    static let start = SourceSpan(file: 0, start: 0, end: 0)
}
