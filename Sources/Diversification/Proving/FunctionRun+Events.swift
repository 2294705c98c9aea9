import CClang

extension FunctionRun {
    var frame: RunFrame { frames[frames.count - 1] }

    /// The last events that satisfy `isMeant`: those that none of the others comes after. They
    /// stand for all, since what was before them is known from them.
    private func last(where isMeant: (Footprint) -> Bool) -> (events: [Term], covered: [UInt64]) {
        let events = frame.events
        var covered = [UInt64](repeating: 0, count: (events.count + 63) / 64)
        var found: [Term] = []
        for index in state.events.reversed() {
            let (word, bit) = (index / 64, UInt64(1) << UInt64(index % 64))
            guard covered[word] & bit == 0, isMeant(events[index].footprint) else { continue }
            found.append(events[index].term)
            covered[word] |= bit
            for (position, bits) in events[index].ancestors.enumerated() {
                covered[position] |= bits
            }
        }
        if let level = frame.level {
            found.append(terms.graph.make(bound: .carried, "", level: level))
        }
        return (found, covered)
    }

    /// Something happens to the memory.
    @discardableResult
    func addEvent(_ footprint: Footprint, _ term: (_ before: Term) -> Term) -> Term {
        let before = last { $0.conflicts(with: footprint) }
        let event = term(set(before.events))
        state.events.append(frame.events.count)
        frame.events.append(
            .init(term: event, footprint: footprint, ancestors: before.covered))
        frame.footprint.formUnion(footprint)
        return event
    }

    func store(_ value: Term, to location: Location, _ type: CXType) {
        let isVolatile = type.holdsVolatile
        let footprint = isVolatile ? Footprint.everything : Footprint(writes: [location])
        let target = place(location)
        let condition = state.condition
        addEvent(footprint) { before in
            make(.store, isVolatile ? "volatile" : "", [condition, target, value, before])
        }
    }

    func read(_ location: Location, _ type: CXType) -> Term {
        let target = place(location)
        let condition = state.condition
        if type.holdsVolatile {
            let event = addEvent(.everything) { before in
                make(.call, "volatile read", [condition, target, before])
            }
            return make(.result, "", [event])
        }
        frame.footprint.reads.insert(location)
        let before = last { footprint in
            footprint.writes.contains { $0.mayMeet(location) }
        }
        return make(.read, TypeName.of(type), [target, set(before.events)])
    }

    /// The term may be undefined, and here it must not be. What comes before and may not come back
    /// takes part.
    func demand(_ term: Term) {
        let before = last(where: \.isBarrier)
        frame.demands.insert(make(.demand, "", [state.condition, term, set(before.events)]))
    }

    func place(_ location: Location) -> Term {
        var term: Term =
            switch location.root {
            case .local(let object, _), .persistent(let object, _): object
            case .pointee(let pointer): make(.pointee, "", [pointer])
            case .anyPointee: make(.pointee)
            case .everything: make(.pointee, "everything")
            }
        for step in location.steps {
            switch step {
            case .field(let field, let record, _): term = make(.field, "", [term, field, record])
            case .element(let index, _, _): term = make(.element, "", [term, index])
            case .anyElement: term = make(.element, "", [term])
            }
        }
        return term
    }

    // MARK: Joining

    /// Control comes together: from one or more of the states, each under its own condition.
    /// - Parameters:
    ///   - base: before control went apart.
    ///   - choice: what tells the first of two states from the second.
    ///   - hasEscaped: some control went elsewhere.
    func join(_ exits: [State], base: State, choice: Term? = nil, hasEscaped: Bool) {
        guard let first = exits.first else {
            state = base
            isLive = false
            return
        }
        var joined = base
        for id in base.values.keys {
            let values = exits.compactMap { $0.values[id] }
            guard let value = values.first, values.count == exits.count else { continue }
            if values.allSatisfy({ $0 == value }) {
                joined.values[id] = value
            } else if let choice, values.count == 2 {
                joined.values[id] = make(.choice, "", [choice, values[0], values[1]])
            } else {
                let pairs = zip(exits, values).map { make(.pair, "", [$0.condition, $1]) }
                joined.values[id] = make(.join, "", [set(pairs)])
            }
        }
        joined.events = Set(exits.flatMap(\.events)).union(base.events).sorted()
        if hasEscaped {
            joined.condition =
                exits.count == 1
                ? first.condition : make(.disjunction, "", [set(exits.map(\.condition))])
        }
        state = joined
        isLive = true
    }
}
