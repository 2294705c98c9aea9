/// The acceptance predicate of one operation over (input, state before, output, state after), and
/// then the invariant. Allocates nothing per demand where all types are scalar.
///
/// Use: set inputs, ask `admits`; set outputs and observed variables, ask `judge`.
///
/// An answer is accepted when some path through the operation is defined, gives exactly this
/// answer, and ends in a state in which every conjunct of the invariant is true. Paths that are
/// undecided or undefined accept nothing, and the states that they may have led to are dropped:
/// that can make a later answer of a correct replica rejected, never a wrong one accepted.
package final class OperationJudge {
    package let machine: CompiledMachine
    package let operation: Int
    let observed: [Int]
    let frame: Frame
    let code: CompiledOperation
    /// PRE: conjuncts that read no variable, and the others, by their places.
    let admission: [(place: Int, test: TestCode)]
    private let stateConditions: [TestCode]
    let invariant: [TestCode]
    /// Slots of what is known, beside the slots that must come to it.
    let goals: [(slot: Int, goal: Int, isWritten: Bool)]
    /// Slots of variables, and of those that the operation writes.
    private let variables: [Int]
    private let written: [Int]
    private let isWritten: [Bool]
    /// An answer leaves only one state possible.
    private let isStateKnown: Bool
    /// States found, in memory that is used again.
    @exclusivity(unchecked) private var found: [MachineState] = []
    @exclusivity(unchecked) private var foundCount = 0
    @exclusivity(unchecked) private var hasTooMany = false
    private var seen: Set<MachineState> = []
    /// Steps that telling why may still take.
    var stepsToTell = 0

    /// - Parameter observed: indices of variables (in `CheckedMachine.variables`) whose value
    ///   after the operation is known of every answer.
    package init(_ machine: CompiledMachine, operation: Int, observed: [Int]) {
        self.machine = machine
        self.operation = operation
        self.observed = observed
        let tree = machine.machine
        let compiler = Compiler(tree, limits: machine.limits)
        for (symbol, value) in zip(tree.constants, machine.constants) {
            compiler.constants[symbol] = value
        }
        var scope = Scope()
        scope.isForAcceptance = true
        let outputs = tree.operations[operation].outputs
        variables = tree.variables
        for slot in outputs + observed.map({ tree.variables[$0] }) {
            scope.known[slot] = compiler.newSlot()
        }
        let code = compiler.operation(operation, scope)
        self.code = code
        isWritten = tree.variables.indices.map(code.written.contains)
        written = code.written.map { tree.variables[$0] }
        goals = scope.known.sorted { $0.key < $1.key }.map { [written] slot, goal in
            (slot, goal, outputs.contains(slot) || written.contains(slot))
        }
        let reads = Set(tree.variables)
        let conditions = tree.operations[operation].preconditions
        let free = conditions.indices.filter { conditions[$0].mentions.isDisjoint(with: reads) }
        admission = free.map { ($0, code.preconditions[$0]) }
        stateConditions = conditions.indices.filter { !free.contains($0) }.map {
            code.preconditions[$0]
        }
        invariant = tree.invariant.map { compiler.test($0, Scope()) }
        isStateKnown = tree.variables.indices.allSatisfy(observed.contains)
        frame = Frame(capacity: compiler.slotCount, limits: machine.limits)
        for (slot, value) in zip(tree.constants, machine.constants) { frame.current[slot] = value }
    }

    /// Sets input `index`, counted among the operation's inputs.
    package func setInput(_ index: Int, _ value: Value) {
        frame.current[code.inputs[index]] = value
    }

    package func setOutput(_ index: Int, _ value: Value) { set(code.outputs[index], value) }

    /// Sets what variable `observed[index]` is after the operation.
    package func setObserved(_ index: Int, _ value: Value) {
        set(variables[observed[index]], value)
    }

    private func set(_ slot: Int, _ value: Value) {
        for goal in goals where goal.slot == slot { frame.current[goal.goal] = value }
    }

    /// Whether the inputs satisfy every conjunct of PRE that reads no variable. What cannot be
    /// decided, or is undefined, is not admitted.
    package func admits() -> Bool {
        frame.begin()
        do throws(EvaluationStop) {
            for condition in admission where !(try condition.test.run(frame)) { return false }
            return true
        } catch {
            return false
        }
    }

    /// Whether PRE reads a variable.
    package var readsState: Bool { !stateConditions.isEmpty }

    /// Whether the conjuncts of PRE that read a variable hold in one of the states at least. What
    /// cannot be decided, or is undefined, does not hold.
    package func admits(inAnyOf states: [MachineState]) -> Bool {
        frame.begin()
        return states.indices.contains { place in
            for (index, slot) in variables.enumerated() {
                frame.current[slot] = states[place].values[index]
            }
            do throws(EvaluationStop) {
                for test in stateConditions where !(try test.run(frame)) { return false }
                return true
            } catch {
                return false
            }
        }
    }

    /// Narrows the states to those after the operation that the outputs allow.
    ///
    /// States in which PRE is false promise nothing and are dropped. After anything but
    /// `.accepted` the states are left as they were.
    package func judge(_ states: inout [MachineState]) -> Judgement {
        // Nothing that it said before left a state possible.
        if states.isEmpty { return .rejected }
        frame.begin()
        frame.isTolerant = true
        (foundCount, hasTooMany) = (0, false)
        var isPromised = false
        do throws(EvaluationStop) {
            for place in states.indices {
                for (index, slot) in variables.enumerated() {
                    frame.current[slot] = states[place].values[index]
                }
                if try follow(&isPromised) { break }
            }
        } catch {
            // All steps are taken: what was found so far was found.
            frame.pending = error
        }
        if hasTooMany { return .undecided }
        if foundCount > 0 {
            if found.count > foundCount { found.removeLast(found.count - foundCount) }
            swap(&states, &found)
            return .accepted
        }
        if frame.pending != nil { return .undecided }
        return isPromised && !frame.isOutsideContract ? .rejected : .outsideContract
    }

    /// Looks for outcomes from the state in the frame; true when no further state need be tried.
    private func follow(_ isPromised: inout Bool) throws(EvaluationStop) -> Bool {
        do throws(EvaluationStop) {
            for test in stateConditions where !(try test.run(frame)) { return false }
            isPromised = true
            return try code.run(frame) { _ throws(EvaluationStop) in try self.collect() }
        } catch {
            try frame.note(error)
            isPromised = true
            return false
        }
    }

    /// Takes in an outcome if it is this answer and keeps the invariant.
    private func collect() throws(EvaluationStop) -> Bool {
        if !isGoal(frame) { return false }
        exchange(frame)
        defer { exchange(frame) }
        for test in invariant where !(try test.run(frame)) { return false }
        return keep()
    }

    /// Whether the outcome in the frame is the answer that was set.
    func isGoal(_ frame: Frame) -> Bool {
        for goal in goals {
            let value = goal.isWritten ? frame.next[goal.slot] : frame.current[goal.slot]
            if value != frame.current[goal.goal] { return false }
        }
        return true
    }

    /// Variables stand for what they are after the operation; a second time, for what they were.
    func exchange(_ frame: Frame) {
        for slot in written { swap(&frame.current[slot], &frame.next[slot]) }
    }

    /// Adds the state in the frame to those found; true when no other one is possible.
    private func keep() -> Bool {
        if isFound { return isStateKnown }
        if foundCount == machine.limits.statesMax {
            hasTooMany = true
            return true
        }
        if foundCount == found.count {
            found.append(MachineState(values: variables.map { frame.current[$0] }))
        } else {
            if found[foundCount].values.count != variables.count {
                found[foundCount].values = variables.map { _ in .unset }
            }
            for (index, slot) in variables.enumerated() {
                found[foundCount].values[index] = frame.current[slot]
            }
        }
        foundCount += 1
        return isStateKnown
    }

    /// Whether the state in the frame is among those found; from some number on by its hash.
    private var isFound: Bool {
        if foundCount < 32 {
            return (0..<foundCount).contains { place in
                variables.indices.allSatisfy {
                    found[place].values[$0] == frame.current[variables[$0]]
                }
            }
        }
        if foundCount == 32 { seen = Set(found[..<32]) }
        return !seen.insert(MachineState(values: variables.map { frame.current[$0] })).inserted
    }
}
