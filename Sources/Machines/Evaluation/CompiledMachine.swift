/// A machine made ready to be evaluated: formulas compiled once, constants given their values.
///
/// Not for use by two threads at once: it works in one frame of its own.
package final class CompiledMachine {
    package let machine: CheckedMachine
    package let limits: MachineLimits
    /// One a constant. Where PROPERTIES allow several valuations the first that is found.
    package let constants: [Value]
    /// PROPERTIES allow others, too.
    package let hasOtherConstants: Bool

    /// - Throws: PROPERTIES that nothing satisfies, or that cannot be decided.
    package init(
        _ machine: CheckedMachine, limits: MachineLimits = MachineLimits()
    ) throws(MachineErrors) {
        preconditionFailure("not written yet")
    }

    /// Every state that INITIALISATION allows, at most `limits.statesMax`, without duplicates.
    package func initialStates() throws(EvaluationStop) -> [MachineState] {
        preconditionFailure("not written yet")
    }

    /// What an operation may do, without duplicates.
    ///
    /// - Parameters:
    ///   - inputs: one an input. Its PRE is not asked: see `admission`.
    ///   - max: beyond so many, undecided.
    package func outcomes(
        of operation: Int, from state: MachineState, inputs: [Value], max: Int
    ) throws(EvaluationStop) -> [Outcome] {
        preconditionFailure("not written yet")
    }

    /// The first conjunct of the PRE that is false, or nil when all hold.
    package func failingPrecondition(
        of operation: Int, in state: MachineState, inputs: [Value]
    ) throws(EvaluationStop) -> Predicate? {
        preconditionFailure("not written yet")
    }

    /// The first conjunct of the invariant that is false in a state, or nil when all hold.
    package func failingInvariant(in state: MachineState) throws(EvaluationStop) -> Predicate? {
        preconditionFailure("not written yet")
    }

    /// Whether a predicate over constants, variables and the given inputs holds.
    package func holds(
        _ predicate: Predicate, in state: MachineState, inputs: [(slot: Int, value: Value)]
    ) throws(EvaluationStop) -> Bool {
        preconditionFailure("not written yet")
    }

    /// The value of an expression over constants, variables and the given inputs.
    package func value(
        of expression: Expression, in state: MachineState, inputs: [(slot: Int, value: Value)]
    ) throws(EvaluationStop) -> Value {
        preconditionFailure("not written yet")
    }

    /// Tells solutions of conjuncts for some slots until the callback returns false; enumerated
    /// with the bounds that the conjuncts themselves give.
    package func solutions(
        for slots: [Int], of conjuncts: [Predicate], in state: MachineState,
        _ found: ([Value]) -> Bool
    ) throws(EvaluationStop) {
        preconditionFailure("not written yet")
    }

    /// The branches that an execution can take: every arm of every IF, CASE, SELECT, CHOICE, the
    /// missing ELSE included, in the order of the text; of all operations together.
    package var branches: [Branch] { [] }

    /// The value as B writes it: `{1 |-> TRUE}`.
    package func text(_ value: Value) -> String {
        preconditionFailure("not written yet")
    }
}

/// The values of a machine's variables, in their order.
package struct MachineState: Hashable, Sendable {
    package var values: [Value]

    package init(values: [Value]) { self.values = values }
}

/// One thing that an operation may do.
package struct Outcome: Hashable, Sendable {
    /// One an output.
    package var outputs: [Value]
    package var after: MachineState
    /// Indices into `CompiledMachine.branches` that led here, ascending.
    package var branches: [Int]

    package init(outputs: [Value], after: MachineState, branches: [Int]) {
        self.outputs = outputs
        self.after = after
        self.branches = branches
    }
}

/// One arm of a substitution that has several.
package struct Branch: Hashable, Sendable {
    /// The operation that it belongs to; nil in INITIALISATION.
    package var operation: Int?
    package var span: SourceSpan
    /// `IF`, `ELSIF`, `ELSE`, `WHEN`, `OR`, …
    package var name: String

    package init(operation: Int?, span: SourceSpan, name: String) {
        self.operation = operation
        self.span = span
        self.name = name
    }
}
