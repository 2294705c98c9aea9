extension MachineChecker {
    /// Links the refined machine: its sets, constants and signatures hold here, its variables are
    /// what the gluing invariant may speak of.
    func linkRefined(_ instance: Instance) {
        guard let refines = instance.syntax.refines else { return }
        let machine = names[refines.name]
        var overrides = instance.scope
        for valuation in instance.syntax.values {
            guard let syntax = files[machine], syntax.declaresSet(valuation.name, in: files, names)
            else { continue }
            let slot = addSymbol(
                names[valuation.name], .constant, valuation.span,
                type: types.power(types.unknown()))
            instance.constants.append(slot)
            overrides[valuation.name] = .symbol(slot)
            define(valuation.name, .symbol(slot), in: instance, at: valuation.span)
        }
        guard
            let refined = self.instance(
                machine, prefix: instance.prefix, at: refines.span,
                key: "\(instance.prefix)/\(machine)", isLive: false, isRoot: instance.isRoot,
                overrides: overrides)
        else { return }
        instance.refined = refined
        for (name, meaning) in refined.exports.sorted(by: { $0.key.index < $1.key.index }) {
            adopt(name, meaning, in: instance)
        }
        let visible = Set(instance.scope.values)
        for slot in refined.concrete.sorted() where visible.contains(.symbol(slot)) {
            instance.variables.append(slot)
            instance.assignable.insert(slot)
            instance.concrete.insert(slot)
        }
    }

    /// Takes a name of the refined machine over, unless a machine that is used gives it.
    private func adopt(_ name: Name, _ meaning: Meaning, in instance: Instance) {
        guard let known = instance.scope[name], known != meaning else {
            instance.scope[name] = meaning
            instance.exports[name] = meaning
            return
        }
        guard case .symbol(let given) = known, case .symbol(let abstract) = meaning else { return }
        if !types.unify(symbols[given].type, symbols[abstract].type) {
            refuse(
                symbols[given].span,
                "'\(names[name])' is \(text(symbols[given].type)) here and "
                    + "\(text(symbols[abstract].type)) in the refined machine")
        }
        if symbols[given].role == .constant, symbols[abstract].role == .constant {
            instance.identities.append((given, abstract))
        }
    }
}

extension MachineSyntax {
    /// Whether this machine, or one that it refines, declares a set that is still to be valued.
    func declaresSet(_ name: Name, in files: [String: MachineSyntax], _ names: NameTable) -> Bool {
        var machine: MachineSyntax? = self
        var steps = 0
        while let current = machine, steps < files.count {
            if current.sets.contains(where: { $0.name == name && $0.elements == nil }) {
                return true
            }
            machine = current.refines.flatMap { files[names[$0.name]] }
            steps += 1
        }
        return false
    }
}
