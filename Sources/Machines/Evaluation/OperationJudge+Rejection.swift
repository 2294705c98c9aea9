extension OperationJudge {
    /// Why the last answer was not accepted, or its inputs not admitted; found by evaluating
    /// again, for people: not for the data path. All of it takes no more steps than one question.
    package func rejection(from states: [MachineState]) -> Rejection {
        stepsToTell = machine.limits.stepsMax
        frame.begin(steps: stepsToTell)
        let all = tree.operations[operation].preconditions
        for condition in admission {
            if let found = failure(of: condition.test, all[condition.place], "PRE") { return found }
        }
        stepsToTell = frame.stepsLeft
        var outside: Rejection?
        var found: Rejection?
        for state in states {
            if let failure = self.precondition(in: state) {
                outside = outside ?? failure
            } else if let broken = brokenInvariant(from: state) {
                return broken
            } else if found == nil {
                found = difference(from: state)
            }
        }
        return found ?? outside
            ?? rejection("OPERATION", code.span, ["no state is possible any more"])
    }

    private var tree: CheckedMachine { machine.machine }

    private func load(_ state: MachineState) {
        for (slot, value) in zip(tree.variables, state.values) { frame.current[slot] = value }
    }

    private func rejection(
        _ clause: String, _ span: SourceSpan, _ values: [String]
    ) -> Rejection {
        Rejection(
            clause: clause, text: span.text(in: tree.sources), place: span.place(in: tree.sources),
            values: Array(values.prefix(16)))
    }

    private func rejection(_ stop: EvaluationStop) -> Rejection {
        switch stop.reason {
        case .undefined(let text): rejection("UNDEFINED", stop.span, [text])
        case .undecided(let text): rejection("UNDECIDED", stop.span, [text])
        }
    }

    private func rejection(_ broken: BrokenChoice) -> Rejection {
        rejection(
            "CONDITION", broken.condition,
            broken.values.map { "\($0.name) = \(machine.text($0.value))" })
    }

    /// nil when the conjunct holds in what the frame says.
    private func failure(
        of test: TestCode, _ predicate: Predicate, _ clause: String
    ) -> Rejection? {
        do throws(EvaluationStop) {
            if try test.run(frame) { return nil }
            return rejection(clause, predicate.span, values(in: predicate))
        } catch {
            return rejection(error)
        }
    }

    /// `speed = 12`, of each input, output and variable that the predicate reads.
    private func values(in predicate: Predicate) -> [String] {
        predicate.mentions.sorted().filter { tree.symbols.indices.contains($0) }.filter {
            tree.symbols[$0].role != .local && tree.symbols[$0].role != .constant
        }.map { "\(tree.symbols[$0].name) = \(machine.text(frame.current[$0]))" }
    }

    private func precondition(in state: MachineState) -> Rejection? {
        frame.begin(steps: stepsToTell)
        defer { stepsToTell = frame.stepsLeft }
        load(state)
        for (test, predicate) in zip(
            code.preconditions, tree.operations[operation].preconditions)
        {
            if let found = failure(of: test, predicate, "PRE") { return found }
        }
        return nil
    }

    /// The conjunct that is false after an outcome which is this answer.
    private func brokenInvariant(from state: MachineState) -> Rejection? {
        frame.begin(steps: stepsToTell)
        defer { stepsToTell = frame.stepsLeft }
        frame.isTolerant = true
        frame.isTelling = true
        defer { frame.isTelling = false }
        frame.brokenChoices = []
        load(state)
        var found: Rejection?
        let end: Bool? = try? code.run(frame) { frame throws(EvaluationStop) in
            guard self.isGoal(frame) else { return false }
            self.exchange(frame)
            defer { self.exchange(frame) }
            for (test, predicate) in zip(self.invariant, self.tree.invariant) where found == nil {
                found = self.failure(of: test, predicate, "INVARIANT")
            }
            return found != nil
        }
        // Only one that decides it is told.
        let isDecided = end != nil && frame.pending == nil && frame.brokenChoices.count == 1
        if !isDecided { frame.brokenChoices = [] }
        return found
    }

    /// What the operation allows instead.
    private func difference(from state: MachineState) -> Rejection {
        var results: [[Value]] = []
        let own = machine.frame
        var stop: EvaluationStop?
        var writers: [Set<SourceSpan>] = goals.map { _ in [] }
        do throws(EvaluationStop) {
            _ = try visitResults(from: state) { values in
                results.append(values)
                for (place, goal) in goals.enumerated() {
                    if let writer = own.writers[goal.slot] { writers[place].insert(writer) }
                }
                return results.count == 64
            }
        } catch {
            stop = error
        }
        let broken = own.isOutsideContract ? nil : frame.brokenChoices.first
        if results.isEmpty {
            if let broken { return rejection(broken) }
            if let stop = stop ?? own.pending { return rejection(stop) }
            let why =
                own.isOutsideContract
                ? "a PRE inside of it is false" : "nothing is possible in this state"
            return rejection("OPERATION", code.span, [why])
        }
        var values: [String] = []
        var span: SourceSpan?
        var isListed = true
        var isChosen = true
        for (place, goal) in goals.enumerated() {
            let allowed = results.map { $0[place] }
            let given = frame.current[goal.goal]
            if allowed.contains(given) { continue }
            span = span ?? own.writers[goal.slot]
            let told = text(goal.slot, given, allowed: allowed)
            isListed = isListed && !told.contains("…")
            isChosen = isChosen && broken.map { writers[place].allSatisfy($0.holds) } ?? false
            values.append(told)
        }
        if let broken, isChosen, broken.isByConditions || !isListed || values.isEmpty {
            return rejection(broken)
        }
        if values.isEmpty {
            values = goals.map {
                "\(tree.symbols[$0.slot].name): \(machine.text(frame.current[$0.goal]))"
            }
            values.append("never together")
        }
        return rejection("OPERATION", span ?? code.span, values)
    }

    /// `RELEASE: TRUE, allowed: FALSE`
    private func text(_ slot: Int, _ given: Value, allowed: [Value]) -> String {
        let different = SetValue(allowed)
        var names = (0..<min(different.count, 8)).map { machine.text(different[$0], bytesMax: 60) }
        if different.count > 8 || allowed.count == 64 { names.append("…") }
        let list = names.joined(separator: ", ")
        return "\(tree.symbols[slot].name): \(machine.text(given)), allowed: \(list)"
    }

    /// Whether for these inputs and states exactly one answer is possible, so that equality of
    /// answers is legitimate; nil when that cannot be decided.
    package func isDeterministic(from states: [MachineState]) -> Bool? {
        var answer: [Value]?
        var isUnsure = false
        for state in states {
            stepsToTell = machine.limits.stepsMax
            if precondition(in: state) != nil { continue }
            do throws(EvaluationStop) {
                let isOther = try visitResults(from: state) { values in
                    defer { answer = values }
                    return answer != nil && answer != values
                }
                if isOther { return false }
                isUnsure = isUnsure || machine.frame.pending != nil
            } catch {
                isUnsure = true
            }
        }
        return isUnsure || answer == nil ? nil : true
    }

    /// The values of outputs and observed variables of each outcome that keeps the invariant, in
    /// the order of `goals`; true when a visit ended the search.
    private func visitResults(
        from state: MachineState, _ visit: ([Value]) -> Bool
    ) throws(EvaluationStop) -> Bool {
        let own = machine.operations[operation]
        machine.begin(state, own.inputs.map { ($0, frame.current[$0]) }, steps: stepsToTell)
        defer { stepsToTell = machine.frame.stepsLeft }
        machine.frame.isTolerant = true
        machine.frame.writers = [:]
        return try own.run(machine.frame) { frame throws(EvaluationStop) in
            self.exchange(frame)
            defer { self.exchange(frame) }
            for test in self.machine.invariant where !(try test.run(frame)) { return false }
            return visit(
                self.goals.map { goal in
                    let isOutput = goal.isWritten && own.outputs.contains(goal.slot)
                    return isOutput ? frame.next[goal.slot] : frame.current[goal.slot]
                })
        }
    }
}
