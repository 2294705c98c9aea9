extension MachineChecker {
    /// The instance of a machine with a prefix, made when there is none yet; nil after an error.
    func instance(
        _ machine: String, prefix: String, at span: SourceSpan, key: String? = nil,
        isLive: Bool, isRoot: Bool = false, overrides: [Name: Meaning] = [:]
    ) -> Instance? {
        let key = key ?? (prefix.isEmpty ? machine : "\(prefix).\(machine)")
        if path.contains(machine) {
            let start = path.firstIndex(of: machine) ?? 0
            let cycle = (path[start...] + [machine]).joined(separator: " → ")
            refuse(span, "machine '\(machine)' uses itself: \(cycle)")
            return nil
        }
        if let known = byKey[key] {
            if isLive { enliven(known) }
            return known
        }
        guard let syntax = files[machine] else { return nil }
        guard path.count < Self.machineDepthMax, instances.count < limits.filesMax else {
            refuse(
                span,
                "more than \(limits.filesMax) machines, or \(Self.machineDepthMax) within one "
                    + "another")
            return nil
        }
        let made = Instance(
            syntax, number: instances.count, prefix: prefix, isLive: isLive, isRoot: isRoot)
        instances.append(made)
        byKey[key] = made
        made.twin = finished.first { $0.syntax.file == syntax.file }
        path.append(machine)
        link(made, overrides)
        path.removeLast()
        finished.append(made)
        return made
    }

    /// A machine that only a refined one used is now used otherwise, too.
    private func enliven(_ instance: Instance) {
        guard !instance.isLive else { return }
        instance.isLive = true
        for other in instance.uses { enliven(other) }
    }

    private func link(_ instance: Instance, _ overrides: [Name: Meaning]) {
        let syntax = instance.syntax
        for reference in syntax.sees {
            use(reference, in: instance, prefix: reference.prefix, mayChange: false)
        }
        for reference in syntax.includes + syntax.extends + syntax.imports {
            let prefix = [instance.prefix, reference.prefix].filter { !$0.isEmpty }
            use(
                reference, in: instance, prefix: prefix.joined(separator: "."), mayChange: true)
        }
        linkRefined(instance)
        declareSets(instance, overrides)
        declareConstants(instance)
        declareVariables(instance)
        declareOperations(instance)
        offer(instance)
        infer(instance)
        checkClauses(instance)
    }

    /// Makes what another machine offers visible.
    private func use(
        _ reference: MachineSyntax.Reference, in instance: Instance, prefix: String,
        mayChange: Bool
    ) {
        guard
            let other = self.instance(
                reference.machine, prefix: prefix, at: reference.span, isLive: instance.isLive)
        else { return }
        instance.uses.append(other)
        for (name, meaning) in other.exports.sorted(by: { $0.key.index < $1.key.index }) {
            let visible = self.name(name, meaning, with: reference.prefix)
            define(visible, meaning, in: instance, at: reference.span)
            if mayChange { instance.exports[visible] = meaning }
        }
        for (name, key) in other.offered {
            instance.callable[prefixed(name, reference.prefix)] = key
        }
        if !mayChange { instance.seen.insert(other.number) }
        pass(reference, to: other, in: instance)
    }

    private func pass(
        _ reference: MachineSyntax.Reference, to other: Instance, in instance: Instance
    ) {
        guard reference.arguments.count == other.parameters.count else {
            refuse(
                reference.span,
                "machine '\(reference.machine)' takes \(other.parameters.count) parameters, "
                    + "found \(reference.arguments.count)")
            return
        }
        let prefix = reference.prefix.isEmpty ? "" : "\(reference.prefix)."
        other.use = (prefix + reference.machine, reference.span)
        for (slot, value) in zip(other.parameters, reference.arguments) {
            instance.equations.append((slot, value))
        }
    }

    /// Variables and operations are renamed with a prefix, sets and constants are not.
    private func name(_ name: Name, _ meaning: Meaning, with prefix: String) -> Name {
        guard case .symbol(let slot) = meaning, symbols[slot].role == .variable else { return name }
        return prefixed(name, prefix)
    }

    private func prefixed(_ name: Name, _ prefix: String) -> Name {
        prefix.isEmpty ? name : names.intern("\(prefix).\(names[name])")
    }

    func define(_ name: Name, _ meaning: Meaning, in instance: Instance, at span: SourceSpan) {
        if let known = instance.scope[name], known != meaning {
            refuse(span, "'\(names[name])' is declared twice")
        }
        instance.scope[name] = meaning
    }

    /// What the machines that use this one see.
    private func offer(_ instance: Instance) {
        let promoted = Set(instance.syntax.promotes.map(\.name))
        for declared in instance.syntax.promotes where instance.callable[declared.name] == nil {
            refuse(
                declared.span, "no operation '\(names[declared.name])' to promote",
                hint: NearName.hint(
                    for: names[declared.name], among: instance.callable.keys.map { names[$0] }))
        }
        for (name, key) in instance.callable where promoted.contains(name) {
            instance.offered[name] = key
        }
        for reference in instance.syntax.extends {
            let prefix = [instance.prefix, reference.prefix].filter { !$0.isEmpty }
            let machine = reference.machine
            let key = (prefix + [machine]).joined(separator: ".")
            for (name, operation) in byKey[key]?.offered ?? [:] {
                instance.offered[prefixed(name, reference.prefix)] = operation
            }
        }
        for (index, operation) in instance.operations.enumerated() where !operation.isLocal {
            instance.offered[operation.syntax.name] = OperationKey(
                instance: instance.number, operation: index)
        }
    }
}
