extension Compiler {
    /// Finds values of the constants that satisfy PROPERTIES, and whether others do, too; from here
    /// on they are as good as numbers.
    func solveProperties() throws(MachineErrors) -> (values: [Value], hasOthers: Bool) {
        let properties = machine.properties.flatMap(\.allConjuncts)
        var found: [[Value]] = []
        var stop = search(properties, machine.constants, &found, max: 2)
        guard let values = found.first else {
            if case .undecided? = stop?.reason {
            } else if properties.count > 1 {
                stop = firstUnsatisfied(properties) ?? stop
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

    /// The first property that cannot hold together with those before it.
    private func firstUnsatisfied(_ properties: [Predicate]) -> EvaluationStop? {
        for count in 1...properties.count {
            let some = Array(properties.prefix(count))
            let mentioned = some.reduce(into: Set<Int>()) { $0.formUnion($1.mentions) }
            var found: [[Value]] = []
            let stop = search(some, machine.constants.filter(mentioned.contains), &found, max: 1)
            if case .undecided? = stop?.reason { continue }
            if found.isEmpty {
                // It has no value for whatever satisfies the others: that says more.
                if let stop { return stop }
                return EvaluationStop(
                    .undefined("this one cannot hold together with those before it"),
                    properties[count - 1].span)
            }
        }
        return nil
    }

    private func failure(_ properties: [Predicate], _ stop: EvaluationStop?) -> MachineErrors {
        let span = stop?.span ?? properties.first?.span ?? .start
        let reason: String
        var hint = "give each constant a value: 'limit = 5'"
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
                    .error, span, "cannot find values of the constants: \(reason)", hint: hint)
            ],
            sources: machine.sources)
    }
}
