import BigInt

extension MachineChecker {
    func declareSets(_ instance: Instance, _ overrides: [Name: Meaning]) {
        for parameter in instance.syntax.parameters { declare(parameter: parameter, in: instance) }
        if let twin = instance.twin {
            for set in instance.syntax.sets {
                for name in [set.name] + (set.elements ?? []).map(\.name) {
                    guard let meaning = twin.exports[name] else { continue }
                    declare(name, meaning, in: instance, at: set.span)
                }
            }
            return
        }
        let valued = Set(instance.syntax.values.map(\.name))
        for set in instance.syntax.sets {
            if let meaning = overrides[set.name] {
                define(set.name, meaning, in: instance, at: set.span)
                instance.exports[set.name] = meaning
                for element in set.elements ?? [] {
                    guard let meaning = overrides[element.name] else { continue }
                    define(element.name, meaning, in: instance, at: element.span)
                    instance.exports[element.name] = meaning
                }
            } else if set.value != nil || set.elements == nil && valued.contains(set.name) {
                let type = types.power(types.unknown())
                let slot = addSymbol(names[set.name], .constant, set.span, type: type)
                instance.constants.append(slot)
                if let value = set.value { instance.equations.append((slot, value)) }
                declare(set.name, .symbol(slot), in: instance, at: set.span)
            } else {
                declare(set: set, in: instance)
            }
        }
    }

    /// Makes a name of the machine's own visible here and to others.
    private func declare(
        _ name: Name, _ meaning: Meaning, in instance: Instance, at span: SourceSpan
    ) {
        define(name, meaning, in: instance, at: span)
        instance.exports[name] = meaning
    }

    private func declare(set: MachineSyntax.SetDeclaration, in instance: Instance) {
        let name = names[set.name]
        guard let elements = set.elements else {
            let index = add(deferred(set.name, set.span, isParameter: false, in: instance))
            return declare(set.name, .set(index), in: instance, at: set.span)
        }
        let index = add(
            CheckedMachine.GivenSet(
                name: name, elements: elements.map { names[$0.name] }, isDeferred: false))
        declare(set.name, .set(index), in: instance, at: set.span)
        for (position, element) in elements.enumerated() {
            declare(
                element.name, .element(set: index, index: position), in: instance,
                at: element.span)
        }
    }

    /// Parameters in capitals are sets, all others numbers, truth values or elements of sets.
    private func declare(parameter: MachineSyntax.Declared, in instance: Instance) {
        let name = names[parameter.name]
        if let refined = instance.scope[parameter.name] {
            instance.exports[parameter.name] = refined
            if case .symbol(let slot) = refined { instance.parameters.append(slot) }
            return
        }
        let isSet = !name.unicodeScalars.contains { $0.properties.isLowercase }
        let isOwn = instance.isRoot
        if isSet, isOwn {
            let index = add(
                deferred(parameter.name, parameter.span, isParameter: true, in: instance))
            return declare(parameter.name, .set(index), in: instance, at: parameter.span)
        }
        let type = isSet ? types.power(types.unknown()) : types.unknown()
        let slot = addSymbol(
            display(name, instance.prefix), .constant, parameter.span, type: type)
        instance.constants.append(slot)
        instance.parameters.append(slot)
        define(parameter.name, .symbol(slot), in: instance, at: parameter.span)
        if isOwn { instance.exports[parameter.name] = .symbol(slot) }
    }

    private func display(_ name: String, _ prefix: String) -> String {
        prefix.isEmpty ? name : "\(prefix).\(name)"
    }

    func declareConstants(_ instance: Instance) {
        for declared in instance.syntax.constants {
            if let meaning = instance.twin?.exports[declared.name] {
                declare(declared.name, meaning, in: instance, at: declared.span)
                continue
            }
            if case .symbol(let slot) = instance.refined?.exports[declared.name],
                symbols[slot].role == .constant
            {
                instance.exports[declared.name] = .symbol(slot)
                continue
            }
            let slot = addSymbol(names[declared.name], .constant, declared.span)
            instance.constants.append(slot)
            declare(declared.name, .symbol(slot), in: instance, at: declared.span)
        }
    }

    /// A variable of a refinement that has the name of an abstract one is that one.
    func declareVariables(_ instance: Instance) {
        var seen: Set<Name> = []
        for declared in instance.syntax.variables {
            guard seen.insert(declared.name).inserted else {
                refuse(declared.span, "'\(names[declared.name])' is declared twice")
                continue
            }
            var slot = -1
            if case .symbol(let known) = instance.refined?.exports[declared.name],
                symbols[known].role == .variable
            {
                slot = known
                instance.scope[declared.name] = .symbol(slot)
            } else {
                slot = addSymbol(
                    display(names[declared.name], instance.prefix), .variable, declared.span)
            }
            if instance.assignable.insert(slot).inserted { instance.variables.append(slot) }
            if declared.isConcrete { instance.concrete.insert(slot) }
            declare(declared.name, .symbol(slot), in: instance, at: declared.span)
        }
    }

    /// Slots for all bound names; those of a refining operation are the refined one's.
    func declareOperations(_ instance: Instance) {
        instance.slots = instance.syntax.locals.map { local in
            addSymbol(names[local.name], local.role, local.span)
        }
        for syntax in instance.syntax.localOperations {
            declare(syntax, isLocal: true, in: instance)
        }
        for syntax in instance.syntax.operations { declare(syntax, isLocal: false, in: instance) }
    }

    private func declare(
        _ syntax: MachineSyntax.OperationSyntax, isLocal: Bool, in instance: Instance
    ) {
        let same = instance.operationIndices[syntax.name]
        var operation = Instance.Operation(syntax: syntax, isLocal: isLocal)
        if let same {
            guard instance.operations[same].isLocal, !isLocal else {
                refuse(syntax.span, "operation '\(names[syntax.name])' is defined twice")
                return
            }
            operation = Instance.Operation(syntax: syntax, isLocal: true)
            adopt(instance.operations[same].syntax, instance.slots, for: syntax, in: instance)
            instance.operations[same] = operation
            return
        }
        if !isLocal, let key = instance.refined?.offered[syntax.name] {
            operation.refined = key
            let refined = instances[key.instance]
            adopt(
                refined.operations[key.operation].syntax, refined.slots, for: syntax, in: instance)
        }
        if isLocal {
            instance.callable[syntax.name] = OperationKey(
                instance: instance.number, operation: instance.operations.count)
        }
        instance.operationIndices[syntax.name] = instance.operations.count
        instance.operations.append(operation)
    }

    /// Inputs and outputs are the same as those of a more abstract operation.
    private func adopt(
        _ abstract: MachineSyntax.OperationSyntax, _ slots: [Int],
        for syntax: MachineSyntax.OperationSyntax, in instance: Instance
    ) {
        let name = names[syntax.name]
        for (theirs, ours, kind) in [
            (abstract.inputs, syntax.inputs, "inputs"),
            (abstract.outputs, syntax.outputs, "outputs"),
        ] {
            guard theirs.count == ours.count else {
                return refuse(
                    syntax.span,
                    "operation '\(name)' has \(ours.count) \(kind), the refined one "
                        + "\(theirs.count)")
            }
            for (their, our) in zip(theirs.range, ours.range) {
                let old = instance.slots[our]
                let (here, there) = (symbols[old], symbols[slots[their]])
                _ = types.unify(here.type, there.type)
                instance.slots[our] = slots[their]
                if here.name != there.name {
                    refuse(
                        here.span,
                        "operation '\(name)' calls '\(here.name)' what the refined one calls "
                            + "'\(there.name)'")
                }
            }
        }
    }
}
