extension MachineChecker {
    /// A set of which nothing names the elements: as many as `card(S) = n` says; otherwise as
    /// `scope_S == n` says, or the default, either of them assumed.
    func deferred(
        _ set: Name, _ span: SourceSpan, isParameter: Bool, in instance: Instance
    ) -> CheckedMachine.GivenSet {
        let name = names[set]
        // A parameter is nobody else's, whatever others call theirs.
        let others = isParameter ? [] : files.values.sorted { $0.file < $1.file }
        let said =
            instance.syntax.cardinality(of: set)
            ?? others.lazy.compactMap { $0.cardinality(of: set, inConstraints: false) }.first
        let scope = ([instance.syntax] + others).lazy.compactMap { $0.scopes[set] }.first
        var size = said ?? scope ?? limits.deferredSize
        if size < 1 || size > limits.elementsMax {
            refuse(span, "'\(name)' cannot have \(size) elements, limit \(limits.elementsMax)")
            size = 1
        }
        let clause = isParameter ? "CONSTRAINTS" : "PROPERTIES"
        let remedy = "write 'card(\(name)) = \(size)', or another number, in \(clause)"
        var made = CheckedMachine.GivenSet(
            name: name, elements: (0..<size).map { "\(name)\($0 + 1)" }, isDeferred: true)
        if said == nil {
            made.assumption = CheckedMachine.Assumption(span: span, remedy: remedy)
        }
        if said == nil, scope == nil {
            warn(
                span,
                "no 'card(\(name)) = number' says how many elements '\(name)' has: \(size) taken, "
                    + "and nothing is shown for another number",
                hint: remedy)
        }
        return made
    }
}
