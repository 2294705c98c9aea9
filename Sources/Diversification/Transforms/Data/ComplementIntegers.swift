import CClang

/// Stores integer variables as their complement: `~x` instead of `x`.
///
/// Locals, `static` variables and parameters of `static` functions, three in four of them by the
/// seed; no elements of arrays, no fields, nothing else. Optimisers undo it for locals that never
/// leave a register; what is in memory or passed to a function keeps it.
///
/// Refuses: what `VariableSites` refuses; parameters of functions that other files can name, are
/// used other than called by their name, or have no prototype.
///
/// Sound because `~` undoes itself in every integer type (`!` in `_Bool`), every write stores the
/// complement of the value converted to the variable's type, every read gives it back in that very
/// type, and what starts as zero starts as the complement of zero. Steps go the other way:
/// `~(x + 1)` is `~x - 1`, and one overflows exactly when the other does.
package struct ComplementIntegers: Transform {
    package let name = "ComplementIntegers"

    package init() {}

    package func plan(_ program: Program, _ random: inout SeededGenerator) -> Plan {
        let sites = VariableSites(program)
        var chosen: [Int: IntegerVariable] = [:]
        for variable in sites.eligible where isStorable(variable, sites) {
            if random.next(below: 4) > 0 { chosen[variable.id] = variable }
        }
        var edits = ComplementEdits(chosen: chosen, rules: program.rules)
        for site in sites.sites {
            switch site {
            case .use(let use): edits.add(use)
            case .call(let function, let arguments): edits.add(call: function, arguments)
            case .comparison, .output, .entry, .end: break
            }
        }
        var plan = Plan()
        plan.edits = edits.edits
        plan.sites = edits.sites
        plan.moved = chosen.count
        return plan
    }

    private func isStorable(_ variable: IntegerVariable, _ sites: VariableSites) -> Bool {
        guard case .parameter(let function, _) = variable.storage else { return true }
        guard let definition = sites.definitions[function], !definition.declaration.isExternal,
            definition.node.type.canonical.kind == CXType_FunctionProto
        else { return false }
        return !sites.program.rules.escapesFixParameters || !sites.escaping.contains(function)
    }
}
