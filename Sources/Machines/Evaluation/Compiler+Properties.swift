extension Compiler {
    /// Finds values of the constants that satisfy PROPERTIES, and whether others do, too; from here
    /// on they are as good as numbers.
    func solveProperties() throws(MachineErrors) -> (values: [Value], hasOthers: Bool) {
        let properties = machine.properties.flatMap(\.allConjuncts)
        var found: [[Value]] = []
        var stop = search(properties, machine.constants, &found, max: 2)
        guard let values = found.first else {
            if case .undecided? = stop?.reason {
            } else if let found = firstUnsatisfied(properties) {
                if found.stop == nil, let constraint = constraint(found.conjunct) {
                    throw failure(constraint)
                }
                if properties.count > 1 { stop = found.stop ?? Self.contradiction(found.conjunct) }
            }
            throw failure(properties, stop)
        }
        for (symbol, value) in zip(machine.constants, values) { constants[symbol] = value }
        return (values, found.count > 1 || stop != nil)
    }

    /// Different values of the constants, the first ones found; and why there may be more.
    private func search(
        _ properties: [Predicate], _ symbols: [Int], _ found: inout [[Value]], max: Int
    ) -> EvaluationStop? {
        let solve = solutions(
            of: properties, for: symbols, Scope(), properties.first?.span ?? .start,
            .passingOver, isForTruth: true)
        let frame = Frame(capacity: slotCount, limits: limits)
        frame.begin()
        do throws(EvaluationStop) {
            let isEnded = try solve(frame) { frame throws(EvaluationStop) in
                let values = symbols.map { frame.current[$0] }
                if found.contains(values) { return false }
                found.append(values)
                return found.count == max
            }
            return isEnded ? nil : frame.pending
        } catch {
            return error
        }
    }

    private static func contradiction(_ conjunct: Predicate) -> EvaluationStop {
        EvaluationStop(
            .undefined("this one cannot hold together with those before it"), conjunct.span)
    }

    /// The first property that cannot hold together with those before it; and what has no value
    /// for whatever satisfies the others: that says more.
    private func firstUnsatisfied(
        _ properties: [Predicate]
    ) -> (conjunct: Predicate, stop: EvaluationStop?)? {
        for count in properties.indices.map({ $0 + 1 }) {
            let some = Array(properties.prefix(count))
            let mentioned = some.reduce(into: Set<Int>()) { $0.formUnion($1.mentions) }
            var found: [[Value]] = []
            let stop = search(some, machine.constants.filter(mentioned.contains), &found, max: 1)
            if case .undecided? = stop?.reason { continue }
            if found.isEmpty { return (properties[count - 1], stop) }
        }
        return nil
    }

    /// The parameters that a machine is given do not satisfy its CONSTRAINTS.
    private func failure(_ constraint: CheckedMachine.Constraint) -> MachineErrors {
        let span = constraint.predicate.span
        let message =
            "the parameters of '\(constraint.instance)' do not satisfy its CONSTRAINTS "
            + "'\(span.text(in: machine.sources))' (\(span.place(in: machine.sources)))"
        return MachineErrors(
            [Diagnostic(.error, constraint.use, message, hint: "give other parameters")],
            sources: machine.sources)
    }

    /// The one that a conjunct of the properties is; the same text may stand for several machines.
    private func constraint(_ conjunct: Predicate) -> CheckedMachine.Constraint? {
        let mentions = conjunct.mentions
        return machine.constraints.first {
            $0.predicate.span.contains(conjunct.span) && !mentions.isEmpty
                && $0.predicate.mentions.isSuperset(of: mentions)
        }
    }

    private func failure(_ properties: [Predicate], _ stop: EvaluationStop?) -> MachineErrors {
        let span = stop?.span ?? properties.first?.span ?? .start
        let reason: String
        let assumed = machine.assumedSets.map { machine.sets[$0] }
        let taken = assumed.isEmpty ? "" : " (\(assumed.map(\.taken).joined(separator: ", ")))"
        var hint = assumed.first?.assumption?.remedy ?? "give each constant a value: 'limit = 5'"
        switch stop?.reason {
        case nil: reason = "nothing satisfies them"
        case .undefined(let text): reason = text
        case .undecided(let text):
            reason = text
            hint = "give each constant a value, or a small set to be found in"
        }
        return MachineErrors(
            [
                Diagnostic(
                    .error, span, "cannot find values of the constants: \(reason)\(taken)",
                    hint: hint)
            ],
            sources: machine.sources)
    }
}
