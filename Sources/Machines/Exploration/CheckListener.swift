/// Collects, while the search goes on, the first counterexample to everything that must be true.
final class CheckListener: SearchListener {
    let machine: CompiledMachine
    let operations: [Int]
    private(set) var failures: [MachineCheck.Subject: MachineCheck.Counterexample] = [:]
    private(set) var undecided: [MachineCheck.Subject: EvaluationStop] = [:]
    /// What fails only where an operation may be one that nobody may call there.
    private(set) var doubted: [MachineCheck.Subject: EvaluationStop] = [:]
    /// Pairs of state and inputs, by operation; and those without an outcome.
    private(set) var cases: [Int: Int] = [:]
    private(set) var disabled: [Int: Int] = [:]
    private(set) var initialStates = 0
    /// Operations of which PRE was not asked about everything.
    private(set) var sampledAdmissions: Set<Int> = []
    /// States in which some operation has an outcome, and those in which one may have.
    private(set) var living: Set<Int> = []
    private(set) var doubtful: Set<Int> = []
    /// Conjuncts that are false in a state that breaks the invariant.
    private var broken: [Int: [Int]] = [:]
    private var isNew: Set<Int> = []
    private let asserts: [Int: [(condition: SourceSpan, whole: SourceSpan)]]
    private let guarded: Set<Int>

    init(_ machine: CompiledMachine, operations: [Int]) {
        self.machine = machine
        self.operations = operations
        let all = machine.machine.operations
        asserts = Dictionary(
            uniqueKeysWithValues: Set(operations).map { ($0, all[$0].body.asserts) })
        guarded = Set(operations.filter { all[$0].body.isGuarded(in: all) })
    }

    /// A SELECT may leave it without an outcome, which is no mistake.
    func isGuarded(_ operation: Int) -> Bool { guarded.contains(operation) }

    func asserts(of operation: Int) -> [SourceSpan] {
        asserts[operation, default: []].map(\.condition)
    }

    func reached(_ state: Int, from source: SearchCase?, in search: Search) {
        if source == nil { initialStates += 1 }
        if isNew.insert(state).inserted { entered(state, search) }
        for conjunct in broken[state, default: []] {
            let subject: MachineCheck.Subject =
                source.map { .preservation(operation: $0.operation, conjunct: conjunct) }
                ?? .establishment(conjunct: conjunct)
            // The state may have been found first by another operation: the trace ends with this.
            fail(subject, arrival(at: state, from: source, search))
        }
    }

    private func arrival(
        at state: Int, from source: SearchCase?, _ search: Search
    ) -> MachineCheck.Counterexample {
        guard let source else {
            return MachineCheck.Counterexample(trace: search.space.trace(to: state))
        }
        var trace = search.space.trace(to: source.state)
        trace.steps.append(
            MachineTrace.Step(
                operation: source.operation, inputs: source.inputs, outputs: source.outputs,
                after: search.space.states[state]))
        return MachineCheck.Counterexample(trace: trace)
    }

    /// Finds out all that is to be said about a state.
    private func entered(_ state: Int, _ search: Search) {
        let values = search.space.states[state]
        switch search.standings[state] {
        case .sound: break
        case .stopped(let stop):
            note(
                .invariant, stop, MachineCheck.Counterexample(trace: search.space.trace(to: state)))
            return
        case .broken:
            broken[state] = machine.machine.invariant.indices.filter { index in
                (try? machine.holds(machine.machine.invariant[index], in: values, inputs: []))
                    == false
            }
            return
        }
        for (index, assertion) in machine.machine.assertions.enumerated() {
            let subject = MachineCheck.Subject.assertion(index)
            guard failures[subject] == nil, undecided[subject] == nil else { continue }
            do throws(EvaluationStop) {
                if try !machine.holds(assertion, in: values, inputs: []) {
                    fail(subject, MachineCheck.Counterexample(trace: search.space.trace(to: state)))
                }
            } catch {
                note(
                    subject, error,
                    MachineCheck.Counterexample(trace: search.space.trace(to: state)))
            }
        }
    }

    func tried(
        _ source: SearchCase, outcomes: Result<[Outcome], EvaluationStop>?, in search: Search
    ) -> Bool {
        let operation = source.operation
        cases[operation, default: 0] += 1
        switch outcomes {
        case .success(let outcomes):
            if !outcomes.isEmpty {
                living.insert(source.state)
                break
            }
            disabled[operation, default: 0] += 1
            if !isGuarded(operation) {
                fail(.feasibility(operation: operation), example(source, nil, search))
            }
        case .failure(let stop):
            doubtful.insert(source.state)
            note(subject(of: stop, operation), stop, example(source, stop, search))
        case nil: break
        }
        return true
    }

    func finished(_ operation: Int, in state: Int, _ inputs: AdmittedInputs, in search: Search) {
        if !inputs.isComplete { doubtful.insert(state) }
        let subject = MachineCheck.Subject.admission(operation: operation)
        if !inputs.isDefined { sampledAdmissions.insert(operation) }
        if let (values, stop) = inputs.undefined {
            let call = MachineCheck.Call(operation: operation, inputs: values)
            let trace = search.space.trace(to: state)
            note(subject, stop, MachineCheck.Counterexample(trace: trace, call: call, stop: stop))
        }
        if let stop = inputs.undecided { undecided[subject] = undecided[subject] ?? stop }
    }

    private func subject(of stop: EvaluationStop, _ operation: Int) -> MachineCheck.Subject {
        let assert = asserts[operation, default: []].first {
            $0.condition.contains(stop.span) || $0.whole == stop.span
        }
        return assert.map { .assert(operation: operation, $0.condition) }
            ?? .definedness(operation: operation)
    }

    private func example(
        _ source: SearchCase, _ stop: EvaluationStop?, _ search: Search
    ) -> MachineCheck.Counterexample {
        MachineCheck.Counterexample(
            trace: search.space.trace(to: source.state),
            call: MachineCheck.Call(operation: source.operation, inputs: source.inputs),
            stop: stop)
    }

    private func note(
        _ subject: MachineCheck.Subject, _ stop: EvaluationStop,
        _ example: @autoclosure () -> MachineCheck.Counterexample
    ) {
        switch stop.reason {
        case .undecided: undecided[subject] = undecided[subject] ?? stop
        case .undefined:
            guard failures[subject] == nil else { return }
            var example = example()
            example.stop = stop
            keep(example, for: subject)
        }
    }

    /// Keeps the first one: breadth first, it is a shortest one.
    private func fail(
        _ subject: MachineCheck.Subject, _ example: @autoclosure () -> MachineCheck.Counterexample
    ) {
        if failures[subject] == nil { keep(example(), for: subject) }
    }

    private func keep(_ example: MachineCheck.Counterexample, for subject: MachineCheck.Subject) {
        let steps =
            example.trace.steps.map(\.operation) + (example.call.map { [$0.operation] } ?? [])
        if let stop = machine.machine.doubt(about: steps) {
            doubted[subject] = doubted[subject] ?? stop
        } else {
            failures[subject] = example
        }
    }
}
