/// A machine made ready to be evaluated: formulas compiled once, constants given their values.
///
/// Not for use by two threads at once: it works in one frame of its own.
///
/// What has a value
/// - `&`, `or` and `=>` are read from the left: in `x /= 0 & 10 / x > 2` the right side is not
///   asked for x = 0. `<=>` needs both sides.
/// - `#` is true when one instance is true, whatever the others are; otherwise it has no truth
///   value when one instance has none; otherwise it is false. `!` the other way round. The order in
///   which instances are tried changes nothing.
/// - A comprehension, lambda, SIGMA, PI, UNION or INTER has no value when one instance of its
///   predicate has none, or its expression has none where the predicate holds. Membership in a
///   comprehension and application of a lambda have none then, either, though neither is written
///   out where it is seen to be defined everywhere.
/// - `/` truncates toward zero; `mod` needs a >= 0 and b > 0, `**` an exponent >= 0; `min`, `max`,
///   `inter` and `INTER` something to choose from; `f(x)` exactly one image; sequence operators
///   sequences. In an implementation sums, too, must lie in MININT..MAXINT.
/// - What passes a limit, or would list what has no end, is undecided: neither true nor false.
///   Undecided comes before undefined where it could still change the outcome.
package final class CompiledMachine {
    package let machine: CheckedMachine
    package private(set) var limits: MachineLimits
    /// One a constant. Where PROPERTIES allow several valuations the first that is found.
    package let constants: [Value]
    /// PROPERTIES allow others, too, or it could not be decided whether they do.
    package let hasOtherValues: Bool
    /// Sets of which nothing says how many elements they have.
    package let assumedSets: [Int]
    /// What is found out is found out for one choice among several.
    package var hasOtherConstants: Bool { hasOtherValues || !assumedSets.isEmpty }
    /// The branches that an execution can take: every arm of every IF, CASE, SELECT, CHOICE, the
    /// missing ELSE of an IF or CASE included, in the order of the text; of the initialisation and
    /// all operations together.
    package let branches: [Branch]

    let compiler: Compiler
    var frame: Frame
    let operations: [CompiledOperation]
    let initialisation: CompiledOperation?
    let invariant: [TestCode]
    private let baseSlots: Int
    /// Steps that all questions about states before the last one took.
    private var stepsBefore = 0
    /// Steps that all questions about states took, for budgets; solutions are not counted.
    var stepsTaken: Int { stepsBefore + frame.stepsTaken }

    /// - Throws: PROPERTIES that nothing satisfies, or that cannot be decided.
    package init(
        _ machine: CheckedMachine, limits: MachineLimits = MachineLimits()
    ) throws(MachineErrors) {
        self.machine = machine
        self.limits = limits
        let compiler = Compiler(machine, limits: limits)
        self.compiler = compiler
        assumedSets = machine.assumedSets
        (constants, hasOtherValues) = try compiler.solveProperties()
        branches = compiler.branches.all
        var scope = Scope()
        scope.isRecording = true
        operations = machine.operations.indices.map { compiler.operation($0, scope) }
        initialisation = machine.initialisation.map { compiler.initialisation($0, scope) }
        invariant = machine.invariant.map { compiler.test($0, Scope()) }
        baseSlots = compiler.slotCount
        frame = Frame(capacity: baseSlots + 64, limits: limits)
        fillConstants()
    }

    private func fillConstants() {
        for (slot, value) in zip(machine.constants, constants) { frame.current[slot] = value }
    }

    /// Compiles something that is asked for once; slots it needs are used again afterwards.
    func once<Code>(_ compile: (Compiler) -> Code) -> Code {
        defer {
            compiler.slotCount = baseSlots
            compiler.nodeCount = 0
        }
        compiler.nodeCount = 0
        let code = compile(compiler)
        if compiler.slotCount > frame.capacity {
            frame = Frame(capacity: compiler.slotCount * 2, limits: limits)
            fillConstants()
        }
        return code
    }

    /// For the questions from now on, and for judges that are made from now on.
    package func limitSteps(to stepsMax: Int) {
        limits.stepsMax = stepsMax
        frame.limits.stepsMax = stepsMax
    }

    /// Begins a question about a state.
    func begin(
        _ state: MachineState, _ inputs: [(slot: Int, value: Value)] = [], steps: Int? = nil
    ) {
        stepsBefore += frame.stepsTaken
        frame.begin(steps: steps)
        load(state)
        for input in inputs { frame.current[input.slot] = input.value }
    }

    func load(_ state: MachineState) {
        precondition(
            state.values.count == machine.variables.count,
            "\(state.values.count) values for \(machine.variables.count) variables")
        for (slot, value) in zip(machine.variables, state.values) { frame.current[slot] = value }
    }

    /// Every state that INITIALISATION allows, at most `limits.statesMax`, without duplicates.
    package func initialStates() throws(EvaluationStop) -> [MachineState] {
        guard let initialisation else { return [MachineState(values: [])] }
        frame.begin()
        for slot in machine.variables { frame.current[slot] = .unset }
        var found: Set<MachineState> = []
        var states: [MachineState] = []
        _ = try initialisation.run(frame) { frame throws(EvaluationStop) in
            let state = initialisation.after(frame, self.machine)
            if let place = state.values.firstIndex(where: \.isUnset) {
                let symbol = self.machine.symbols[self.machine.variables[place]]
                throw EvaluationStop(
                    .undefined("gives '\(symbol.name)' no value"), initialisation.span)
            }
            guard found.insert(state).inserted else { return false }
            if states.count == self.limits.statesMax { throw self.tooMany(initialisation) }
            states.append(state)
            return false
        }
        return states
    }

    private func tooMany(_ operation: CompiledOperation) -> EvaluationStop {
        EvaluationStop(
            .undecided("allows more than \(limits.statesMax) states"), operation.span)
    }
}
