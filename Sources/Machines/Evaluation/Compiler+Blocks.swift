/// `LET`, `VAR`, calls and loops.
extension Compiler {
    func bind(
        _ parts: [(slot: Int, value: Expression)], _ body: Substitution, _ targets: [Int],
        _ scope: Scope
    ) -> Execute {
        let (inner, slots) = binding(parts.map(\.slot), scope)
        let values = parts.map { self.code($0.value, scope) }
        let code = protecting(slots, substitution(body, targets, inner), scope)
        return { frame, next throws(EvaluationStop) in
            for (slot, value) in zip(slots, values) { frame.current[slot] = try value.run(frame) }
            return try code(frame, next)
        }
    }

    func local(
        _ symbols: [Int], _ body: Substitution, _ targets: [Int], _ scope: Scope
    ) -> Execute {
        var (inner, slots) = binding(symbols, scope)
        inner.unset.formUnion(slots)
        let own = writes(body).filter(symbols.contains)
        let code = protecting(slots, substitution(body, targets + own, inner), scope)
        return { [slots] frame, next throws(EvaluationStop) in
            for slot in slots {
                frame.current[slot] = .unset
                frame.next[slot] = .unset
            }
            return try code(frame, next)
        }
    }

    /// The called operation is compiled where it is called, with slots of its own.
    func call(
        _ operation: Int, _ arguments: [Expression], _ results: [Int], _ span: SourceSpan,
        _ scope: Scope
    ) -> Execute {
        guard !calls.contains(operation), calls.count < 32 else {
            let stop = EvaluationStop(.undecided("calls itself"), span)
            return { _, _ throws(EvaluationStop) in throw stop }
        }
        let callee = machine.operations[operation]
        let values = arguments.map { self.code($0, scope) }
        var inner = Scope()
        inner.depth = scope.depth
        (inner.isInLoop, inner.isRecording) = (scope.isInLoop, scope.isRecording)
        (inner.isForAcceptance, inner.unset) = (scope.isForAcceptance, scope.unset)
        inner.isConcrete = isConcrete(callee)
        for variable in machine.variables { inner.known[variable] = scope.known[variable] }
        let inputs: [Int], outputs: [Int]
        (inner, inputs) = binding(callee.inputs, inner)
        (inner, outputs) = binding(callee.outputs, inner)
        inner.unset.formUnion(outputs)
        let moves = zip(outputs, results).map { (from: $0, to: scope.slot($1)) }
        for move in moves { inner.known[move.from] = scope.known[move.to] }
        calls.append(operation)
        defer { calls.removeLast() }
        let own = writes(callee.body).filter { symbol in
            machine.variables.contains(symbol) || callee.outputs.contains(symbol)
        }
        let body = substitution(callee.body, own, inner)
        let code = protecting(
            inputs + outputs, precondition(callee.preconditions, body, inner), scope)
        return { [inputs] frame, next throws(EvaluationStop) in
            for (slot, value) in zip(inputs, values) {
                frame.current[slot] = try value.run(frame)
            }
            for move in moves {
                frame.current[move.from] = .unset
                frame.next[move.from] = .unset
            }
            return try code(frame) { frame throws(EvaluationStop) in
                for move in moves { frame.next[move.to] = frame.next[move.from] }
                return try next(frame)
            }
        }
    }

    func isConcrete(_ operation: CheckedMachine.Operation) -> Bool {
        machine.kind == .implementation && operation.isOwn
    }

    /// `WHILE`: a false invariant, or a variant that does not go down, is a defect of the machine
    /// and leaves the loop without a value.
    func loop(_ substitution: Substitution, _ scope: Scope) -> Execute {
        guard
            case .loop(let condition, let body, let invariant, let variant) = substitution.node
        else { return keeping([], scope) }
        let symbols = writes(substitution)
        var inner = scope
        (inner.isInLoop, inner.known) = (true, [:])
        var abstract = scope
        (abstract.isConcrete, abstract.isInLoop) = (false, true)
        var entries: [(from: Int, to: Int)] = []
        for symbol in symbols {
            let slot = newSlot()
            abstract.befores[symbol] = slot
            entries.append((scope.slot(symbol), slot))
        }
        let loop = CompiledLoop(
            condition: predicate(condition, scope),
            body: self.substitution(body, symbols, inner),
            invariant: invariant.map { test($0, abstract) },
            invariantSpan: invariant?.span ?? substitution.span,
            variant: variant.map { self.code($0, abstract) },
            span: substitution.span, slots: symbols.map { scope.slot($0) })
        let isCertain = body.isDeterministic(in: machine)
        return { [entries] frame, next throws(EvaluationStop) in
            for entry in entries { frame.current[entry.to] = frame.current[entry.from] }
            if !isCertain { return try loop.branch(frame, nil, next) }
            let mark = frame.mark
            frame.save(loop.slots)
            do throws(EvaluationStop) {
                if try loop.run(frame), try next(frame) {
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
