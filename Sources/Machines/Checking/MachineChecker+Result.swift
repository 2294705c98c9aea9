extension MachineChecker {
    /// The checked machine, after all instances are linked and without errors.
    func result(_ root: Instance) -> CheckedMachine {
        var machine = CheckedMachine(
            name: names[root.syntax.name], kind: root.syntax.kind, sources: sources)
        numberOperations(root)
        live = Set(finished.filter(\.isLive).flatMap(\.variables))
        refuseAbstractReads()
        let builders = finished.map { instance in
            var builder = TreeBuilder(instance, self)
            builder.build()
            return builder
        }
        guard diagnostics.isEmpty, let symbols = finishedSymbols() else { return machine }
        machine.symbols = symbols
        machine.sets = sets
        for instance in finished { machine.constants += instance.constants }
        var seen: Set<Int> = []
        for instance in finished where instance.isLive {
            machine.variables += instance.variables.filter { seen.insert($0).inserted }
        }
        for builder in builders { addClauses(of: builder, to: &machine) }
        // Last, when the parameters are known: so it is they that are found not to hold.
        machine.properties += machine.constraints.map(\.predicate)
        machine.initialisation = initialisation(builders)
        machine.operations = operations(builders)
        for (index, elsewhere) in operationsElsewhere(root)
        where machine.operations.indices.contains(index) {
            machine.operations[index].elsewhere = elsewhere
        }
        return machine
    }

    /// Every symbol with its type; those without one are errors.
    func finishedSymbols() -> [CheckedMachine.Symbol]? {
        var found: [CheckedMachine.Symbol] = []
        for symbol in symbols {
            do {
                let type = try types.resolve(symbol.type)
                found.append(
                    CheckedMachine.Symbol(
                        name: symbol.name, type: type, role: symbol.role, span: symbol.span))
            } catch {
                switch error {
                case .unknown:
                    refuse(symbol.span, "cannot infer the type of '\(symbol.name)'")
                case .tooLarge: refuse(symbol.span, "the type of '\(symbol.name)' is too large")
                }
            }
        }
        return found.count == symbols.count ? found : nil
    }

    /// Own operations first, then those of machines that are part of the whole.
    private func numberOperations(_ root: Instance) {
        var next = 0
        for instance in [root] + finished.filter({ $0 !== root && $0.isLive }) {
            for index in instance.operations.indices {
                instance.operations[index].index = next
                next += 1
            }
        }
    }

    private func addClauses(
        of builder: TreeBuilder, to machine: inout CheckedMachine
    ) {
        let instance = builder.instance
        let syntax = instance.syntax
        let properties = instance.twin == nil ? syntax.properties : []
        let constraints = syntax.constraints.flatMap {
            builder.predicates[Int($0)]?.conjuncts ?? []
        }
        if let use = instance.use {
            machine.constraints += constraints.map {
                CheckedMachine.Constraint(predicate: $0, instance: use.name, use: use.span)
            }
        } else {
            machine.properties += constraints
        }
        for node in properties {
            machine.properties += builder.predicates[Int(node)]?.conjuncts ?? []
        }
        for (slot, value) in instance.equations {
            guard let value = builder.expression(value) else { continue }
            machine.properties.append(equation(slot, value))
        }
        for (slot, other) in instance.identities {
            let span = symbols[slot].span
            let type = machine.symbols[other].type
            machine.properties.append(equation(slot, Expression(.symbol(other), type, span)))
        }
        for node in syntax.invariant {
            for conjunct in builder.predicates[Int(node)]?.conjuncts ?? [] {
                if readsAbstract(conjunct) {
                    if instance.isLive || instance.isRoot { noteGluing(conjunct.span) }
                } else {
                    machine.invariant.append(conjunct)
                }
            }
        }
        for node in syntax.assertions where instance.isLive {
            for conjunct in builder.predicates[Int(node)]?.conjuncts ?? [] {
                if readsAbstract(conjunct) {
                    noteGluing(conjunct.span)
                } else {
                    machine.assertions.append(conjunct)
                }
            }
        }
    }

    private func equation(_ slot: Int, _ value: Expression) -> Predicate {
        let name = Expression(.symbol(slot), value.type, value.span)
        return Predicate(.compare(.equal, name, value), value.span)
    }

    /// What is used is initialised before what uses it.
    private func initialisation(_ builders: [TreeBuilder]) -> Substitution? {
        var all: [Substitution] = []
        for builder in builders where builder.instance.isLive {
            guard let node = builder.instance.syntax.initialisation,
                let made = builder.substitutions[Int(node)]
            else { continue }
            all.append(made)
        }
        guard let last = all.last else { return nil }
        return all.count == 1 ? last : Substitution(.sequence(all), last.span)
    }

    private func operations(_ builders: [TreeBuilder]) -> [CheckedMachine.Operation] {
        let offered = finished.last?.offered.values.map {
            instances[$0.instance].operations[$0.operation].index
        }
        let promoted = Set(offered ?? [])
        var found: [(Int, CheckedMachine.Operation)] = []
        for builder in builders {
            for operation in builder.instance.operations where operation.index >= 0 {
                guard
                    let made = self.operation(
                        operation, builder, builders, promoted: promoted)
                else { continue }
                found.append((operation.index, made))
            }
        }
        return found.sorted { $0.0 < $1.0 }.map(\.1)
    }
}
