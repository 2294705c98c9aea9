import CClang

extension FunctionRun {
    func loop(_ node: Node) throws(Unproved) {
        let parts = try LoopParts(node, unit.source)
        scopes.append([])
        if let initial = parts.initial { try statement(initial) }
        let outer = state
        let carried = try carried(parts)
        let level = frames.count - 1
        guard level < 60 else { throw Unproved("depth of loops") }
        let inner = RunFrame(level: level)
        frames.append(inner)
        state = State(values: outer.values, condition: make(.conjunction))
        for id in carried {
            state.values[id] = terms.graph.make(
                bound: .bound, labels[id] ?? "", level: level)
        }
        let before = jumps
        let ends = try iteration(parts, carried)
        jumps.breaks = before.breaks
        jumps.continues = before.continues
        frames.removeLast()
        scopes.removeLast()
        state = outer
        isLive = true
        finish(inner, ends, parts, carried)
    }

    /// How iterations end: all exits from the loop, and what the next one starts with.
    private struct Ends {
        var exits: Set<Term> = []
        var next: [Term] = []
    }

    private func iteration(
        _ parts: LoopParts, _ carried: [Int]
    ) throws(Unproved) -> Ends {
        var ends = Ends()
        breaks.append([])
        continues.append([])
        if !parts.testsAfterwards { try test(parts, carried, &ends) }
        let start = state
        let before = jumps
        try statement(parts.body)
        let repeats = continues.removeLast()
        if !repeats.isEmpty || !isLive {
            join(
                (isLive ? [state] : []) + repeats, base: start,
                hasEscaped: jumps.returns != before.returns || jumps.breaks != before.breaks)
        }
        if isLive, parts.testsAfterwards { try test(parts, carried, &ends) }
        if isLive, let increment = parts.increment { _ = try value(increment) }
        if isLive { ends.next.append(exit(state, carried)) }
        for state in breaks.removeLast() { ends.exits.insert(exit(state, carried)) }
        return ends
    }

    private func test(
        _ parts: LoopParts, _ carried: [Int], _ ends: inout Ends
    ) throws(Unproved) {
        guard let node = parts.condition, !parts.isEndless else { return }
        let (test, isNegated) = try condition(node)
        var left = state
        left.condition = and(state.condition, isNegated ? test : not(test))
        ends.exits.insert(exit(left, carried))
        state.condition = and(state.condition, isNegated ? not(test) : test)
    }

    private func exit(_ state: State, _ carried: [Int]) -> Term {
        make(.exit, "", [state.condition] + carried.compactMap { state.values[$0] })
    }

    /// The loop as one event of what surrounds it.
    private func finish(_ inner: RunFrame, _ ends: Ends, _ parts: LoopParts, _ carried: [Int]) {
        guard let level = inner.level else { return }
        let varies = { [terms] (term: Term) in terms.graph.depends(term, onLevel: level) }
        var footprint = Footprint(
            reads: Set(inner.footprint.reads.map { $0.widened(by: varies) }),
            writes: Set(inner.footprint.writes.map { $0.widened(by: varies) }),
            isBarrier: inner.footprint.isBarrier)
        // Nothing says that it ends.
        if parts.isEndless { footprint.formUnion(.everything) }
        let names = carried.compactMap { labels[$0] }
        let parts = [
            state.condition, make(.list, "", carried.compactMap { state.values[$0] }),
            set(ends.exits), make(.list, "", ends.next), set(inner.returns), set(inner.demands),
            set(inner.events.map(\.term)),
        ]
        let event = addEvent(footprint) { before in
            terms.graph.make(
                loop: "\(names)", level: level, parts + [before])
        }
        demand(event)
        for id in carried { state.values[id] = make(.loopOut, labels[id] ?? "", [event]) }
        if !inner.returns.isEmpty {
            let returned = make(.loopReturned, "", [event])
            let condition = and(state.condition, returned)
            frame.returns.insert(
                make(.pair, "", [condition, make(.loopReturn, "", [event])]))
            state.condition = and(state.condition, not(returned))
        }
        isLive = !ends.exits.isEmpty
    }

    /// The variables from outside that an iteration may assign to, by their labels.
    private func carried(_ parts: LoopParts) throws(Unproved) -> [Int] {
        var found: Set<Int> = []
        for node in parts.repeated {
            node.walk { inner in
                guard inner.mayChange, let target = inner.children.first?.bare,
                    target.kind == CXCursor_DeclRefExpr, let variable = target.declaration,
                    state.values[variable.id] != nil
                else { return }
                found.insert(variable.id)
            }
        }
        let carried = found.sorted { (labels[$0] ?? "") < (labels[$1] ?? "") }
        guard Set(carried.map { labels[$0] }).count == carried.count else {
            throw Unproved("two variables of one name in a loop")
        }
        return carried
    }
}
