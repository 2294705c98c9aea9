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
    /// Operations of which PRE was not asked about everything, and how many inputs it was asked
    /// about, state by state.
    private(set) var sampledAdmissions: [Int: Int] = [:]
    /// Operations of which it is not known whether they are feasible, and why.
    private(set) var unfound: [Int: EvaluationStop] = [:]
    /// States in which some operation has an outcome, and those in which one may have.
    private(set) var living: Set<Int> = []
    private(set) var doubtful: Set<Int> = []
    /// Conjuncts that are false in a state that breaks the invariant.
    private var broken: [Int: [Int]] = [:]
    /// Conjuncts of which it could not be decided.
    private var unclear: [Int: [(conjunct: Int, stop: EvaluationStop)]] = [:]
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
        func subject(_ conjunct: Int) -> MachineCheck.Subject {
            source.map { .preservation(operation: $0.operation, conjunct: conjunct) }
                ?? .establishment(conjunct: conjunct)
        }
        for conjunct in broken[state, default: []] {
            // The state may have been found first by another operation: the trace ends with this.
            fail(subject(conjunct), arrival(at: state, from: source, search))
        }
        for (conjunct, stop) in unclear[state, default: []] {
            undecided[subject(conjunct)] = undecided[subject(conjunct)] ?? stop
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
            judgeConjuncts(state, values)
            return
        case .broken: return judgeConjuncts(state, values)
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

    /// Of a state in which the invariant is false, or could not be decided.
    private func judgeConjuncts(_ state: Int, _ values: MachineState) {
        for (index, conjunct) in machine.machine.invariant.enumerated() {
            do throws(EvaluationStop) {
                if try !machine.holds(conjunct, in: values, inputs: []) {
                    broken[state, default: []].append(index)
                }
            } catch {
                // What has no value is told of the invariant itself.
                guard case .undecided = error.reason else { continue }
                unclear[state, default: []].append((index, error))
            }
        }
    }

    func tried(_ source: SearchCase, _ found: FoundOutcomes?, in search: Search) -> Bool {
        let operation = source.operation
        if !source.isRepeated { cases[operation, default: 0] += 1 }
        guard let found else { return true }
        if !found.outcomes.isEmpty { living.insert(source.state) }
        if let stop = found.stop {
            doubtful.insert(source.state)
            note(subject(of: stop, operation), stop, example(source, stop, search))
            if found.outcomes.isEmpty, case .undecided = stop.reason, unfound[operation] == nil {
                unfound[operation] = stop
            }
        } else if found.outcomes.isEmpty {
            if !source.isRepeated { disabled[operation, default: 0] += 1 }
            if !isGuarded(operation) {
                fail(.feasibility(operation: operation), example(source, nil, search))
            }
        }
        return true
    }

    func finished(_ operation: Int, in state: Int, _ inputs: AdmittedInputs, in search: Search) {
        if !inputs.isComplete { doubtful.insert(state) }
        let subject = MachineCheck.Subject.admission(operation: operation)
        if !inputs.isDefined { sampledAdmissions[operation, default: 0] += inputs.probes }
        if let (values, stop) = inputs.undefined {
            let call = MachineCheck.Call(operation: operation, inputs: values)
            let trace = search.space.trace(to: state)
            note(subject, stop, MachineCheck.Counterexample(trace: trace, call: call, stop: stop))
        }
        if let stop = inputs.undecided ?? inputs.unasked {
            undecided[subject] = undecided[subject] ?? stop
        }
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
