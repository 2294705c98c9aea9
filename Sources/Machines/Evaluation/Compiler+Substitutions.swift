/// Substitutions to code that runs what follows once for each outcome, by backtracking.
///
/// Everything reads `current` and writes `next`. Each compiled substitution writes all of its
/// `targets`, also those that it leaves as they are; so another arm finds nothing left over by
/// the one before it. When what follows returns false, or throws, `current` is as it was. When it
/// returns true `current` is as it was, too, and `next` of the targets holds the outcome.
extension Compiler {
    /// - Parameter targets: symbols, at least all that the substitution writes.
    func substitution(
        _ substitution: Substitution, _ targets: [Int], _ outer: Scope
    ) -> Execute {
        let span = substitution.span
        guard let scope = deeper(outer) else {
            let stop = tooLarge(span)
            return { _, _ throws(EvaluationStop) in throw stop }
        }
        switch substitution.node {
        case .skip: return keeping(targets, scope)
        case .assign(let parts):
            return both(assignment(parts, span, scope), targets, substitution, scope)
        case .becomesElement(let symbols, let set):
            return both(choosing(symbols, from: set, span, scope), targets, substitution, scope)
        case .becomesSuchThat(let symbols, let predicate):
            return both(
                choosing(symbols, suchThat: predicate, span, scope), targets, substitution, scope)
        case .parallel(let parts):
            return both(parallel(parts, span, scope), targets, substitution, scope)
        case .sequence(let parts):
            return both(sequence(parts, scope), targets, substitution, scope)
        case .precondition(let condition, let body):
            return precondition([condition], self.substitution(body, targets, scope), scope)
        case .assert(let condition, let body):
            return assertion(condition, self.substitution(body, targets, scope), scope)
        case .conditional, .cases, .select, .choice:
            return branching(substitution, targets, scope)
        case .any(let symbols, let predicate, let body):
            return any(symbols, predicate, body, targets, span, scope)
        case .bind(let parts, let body): return bind(parts, body, targets, scope)
        case .local(let symbols, let body): return local(symbols, body, targets, scope)
        case .loop:
            return both(loop(substitution, scope), targets, substitution, scope)
        case .call(let operation, let arguments, let results):
            return both(
                call(operation, arguments, results, span, scope), targets, substitution, scope)
        }
    }

    func writes(_ substitution: Substitution) -> [Int] { substitution.writes(in: machine) }

    /// Code that writes what the substitution writes, and what keeps the other targets.
    private func both(
        _ execute: @escaping Execute, _ targets: [Int], _ substitution: Substitution,
        _ scope: Scope
    ) -> Execute {
        let written = Set(writes(substitution))
        let others = targets.filter { !written.contains($0) }
        if others.isEmpty { return execute }
        let keep = keeping(others, scope)
        return { frame, next throws(EvaluationStop) in
            try execute(frame) { frame throws(EvaluationStop) in try keep(frame, next) }
        }
    }

    /// Leaves targets as they are; false at once where they are known to be something else.
    func keeping(_ targets: [Int], _ scope: Scope) -> Execute {
        let slots = targets.map { scope.slot($0) }
        let known = slots.compactMap { slot in scope.known[slot].map { (slot, $0) } }
        if slots.isEmpty { return { frame, next throws(EvaluationStop) in try next(frame) } }
        return { frame, next throws(EvaluationStop) in
            for (slot, goal) in known where frame.current[slot] != frame.current[goal] {
                return false
            }
            for slot in slots { frame.next[slot] = frame.current[slot] }
            return try next(frame)
        }
    }

    private func assignment(
        _ parts: [(slot: Int, value: Expression)], _ span: SourceSpan, _ scope: Scope
    ) -> Execute {
        let codes = parts.map { part in
            let slot = scope.slot(part.slot)
            return (slot: slot, code: code(part.value, scope), goal: scope.known[slot])
        }
        let isRecording = scope.isRecording
        if codes.count == 1, !isRecording {
            let (slot, goal) = (codes[0].slot, codes[0].goal)
            let run = codes[0].code.run
            guard let goal else {
                return { frame, next throws(EvaluationStop) in
                    frame.next[slot] = try run(frame)
                    return try next(frame)
                }
            }
            return { frame, next throws(EvaluationStop) in
                let value = try run(frame)
                if value != frame.current[goal] { return false }
                frame.next[slot] = value
                return try next(frame)
            }
        }
        return { frame, next throws(EvaluationStop) in
            for code in codes {
                let value = try code.code.run(frame)
                if let goal = code.goal, value != frame.current[goal] { return false }
                frame.next[code.slot] = value
                if isRecording { frame.writers[code.slot] = span }
            }
            return try next(frame)
        }
    }

    private func parallel(
        _ parts: [Substitution], _ span: SourceSpan, _ scope: Scope
    ) -> Execute {
        var certain: [ExecuteCode] = []
        var open: [ExecuteCode] = []
        for part in parts {
            let code = substitution(part, writes(part), scope)
            if part.isDeterministic(in: machine) {
                certain.append(ExecuteCode(run: code))
            } else {
                open.append(
                    ExecuteCode(run: part.movesOn ? apart(code, writes(part), scope) : code))
            }
        }
        if open.count > Self.bindsMax {
            let stop = tooLarge(span)
            return { _, _ throws(EvaluationStop) in throw stop }
        }
        return { [certain, open] frame, next throws(EvaluationStop) in
            let mark = frame.mark
            var isReached = false
            do throws(EvaluationStop) {
                var isPossible = true
                for code in certain where isPossible {
                    isPossible = try code.run(frame, { _ in true })
                }
                if isPossible {
                    let isDone = try Self.nested(open, 0, frame) { frame throws(EvaluationStop) in
                        isReached = true
                        return try next(frame)
                    }
                    if isDone { return true }
                }
                // One part has no outcome; another one may still be undefined.
                if !isReached, !frame.isTolerant {
                    for code in certain + open { _ = try code.run(frame, { _ in false }) }
                }
            } catch {
                frame.unwind(to: mark)
                throw error
            }
            frame.back(to: mark)
            return false
        }
    }

    /// What stands beside a `;` reads what was before all of it, not what its first half has
    /// written: `current` is put back for what follows, and taken up again when that comes back.
    private func apart(
        _ code: @escaping Execute, _ symbols: [Int], _ scope: Scope
    ) -> Execute {
        let slots = symbols.map { (own: scope.slot($0), entry: newSlot()) }
        let all = slots.map(\.own) + slots.map(\.entry)
        return { frame, next throws(EvaluationStop) in
            for slot in slots { frame.current[slot.entry] = frame.current[slot.own] }
            return try code(frame) { frame throws(EvaluationStop) in
                let mark = frame.mark
                frame.save(all)
                for slot in slots { frame.current[slot.own] = frame.current[slot.entry] }
                do throws(EvaluationStop) {
                    if try next(frame) {
                        frame.keepWritten(since: mark)
                        return true
                    }
                } catch {
                    frame.unwind(to: mark)
                    throw error
                }
                frame.back(to: mark)
                return false
            }
        }
    }

    private static func nested(
        _ parts: [ExecuteCode], _ place: Int, _ frame: Frame, _ next: Next
    ) throws(EvaluationStop) -> Bool {
        if place == parts.count { return try next(frame) }
        return try parts[place].run(frame) { frame throws(EvaluationStop) in
            try nested(parts, place + 1, frame, next)
        }
    }

    private func sequence(_ parts: [Substitution], _ scope: Scope) -> Execute {
        var before = scope
        before.known = [:]
        var steps: [SequenceStep] = []
        var all: Set<Int> = []
        for (place, part) in parts.enumerated() {
            let written = writes(part)
            all.formUnion(written)
            steps.append(
                SequenceStep(
                    run: substitution(part, written, place == parts.count - 1 ? scope : before),
                    span: part.span, slots: written.map { scope.slot($0) },
                    isCertain: part.isDeterministic(in: machine)))
        }
        guard let last = steps.last else { return keeping([], scope) }
        let earlier = all.map { scope.slot($0) }.filter { !last.slots.contains($0) }
        return { [steps] frame, next throws(EvaluationStop) in
            try Self.run(steps, from: 0, frame) { frame throws(EvaluationStop) in
                for slot in earlier { frame.next[slot] = frame.current[slot] }
                return try next(frame)
            }
        }
    }

    private struct SequenceStep {
        var run: Execute
        var span: SourceSpan
        /// What it writes.
        var slots: [Int]
        var isCertain: Bool
    }

    /// Steps with one outcome follow each other in a loop; only a choice takes room on the stack.
    private static func run(
        _ steps: [SequenceStep], from start: Int, _ frame: Frame, _ next: Next
    ) throws(EvaluationStop) -> Bool {
        let mark = frame.mark
        var place = start
        do throws(EvaluationStop) {
            while place < steps.count - 1, steps[place].isCertain {
                guard try steps[place].run(frame, { _ in true }) else {
                    frame.back(to: mark)
                    return false
                }
                frame.settle(steps[place].slots)
                place += 1
            }
            let isDone: Bool
            if place == steps.count - 1 {
                isDone = try steps[place].run(frame, next)
            } else {
                try frame.open(steps[place].span)
                defer { frame.close() }
                isDone = try steps[place].run(frame) { frame throws(EvaluationStop) in
                    let inner = frame.mark
                    frame.settle(steps[place].slots)
                    do throws(EvaluationStop) {
                        if try run(steps, from: place + 1, frame, next) {
                            frame.keepWritten(since: inner)
                            return true
                        }
                    } catch {
                        frame.unwind(to: inner)
                        throw error
                    }
                    frame.back(to: inner)
                    return false
                }
            }
            if isDone {
                frame.keepWritten(since: mark)
                return true
            }
        } catch {
            frame.unwind(to: mark)
            throw error
        }
        frame.back(to: mark)
        return false
    }

    /// No promise is made where the condition is false.
    func precondition(
        _ conditions: [Predicate], _ body: @escaping Execute, _ scope: Scope
    ) -> Execute {
        let tests = conditions.map { (code: test($0, scope), span: $0.span) }
        if tests.isEmpty { return body }
        return { frame, next throws(EvaluationStop) in
            for test in tests where !(try test.code.run(frame)) {
                if !frame.isTolerant {
                    throw EvaluationStop(.undefined("is a PRE that does not hold here"), test.span)
                }
                frame.isOutsideContract = true
                return false
            }
            return try body(frame, next)
        }
    }

    private func assertion(
        _ condition: Predicate, _ body: @escaping Execute, _ scope: Scope
    ) -> Execute {
        let test = predicate(condition, scope)
        let stop = EvaluationStop(EvaluationStop.falseAssert, condition.span)
        return { frame, next throws(EvaluationStop) in
            if !(try test(frame)) { throw stop }
            return try body(frame, next)
        }
    }
}
