import Machines

/// What a substitution may do, as the list of all ways to write names: no backtracking, no slots to
/// be put back.
extension Oracle {
    typealias Writes = [Int: Plain]

    /// - Parameter skipping: ways without a value are left out; otherwise they leave the whole
    ///   without one.
    func outcomes(_ substitution: Substitution, skipping: Bool) throws -> [Writes] {
        func ways(_ oracle: Oracle, _ body: Substitution) throws -> [Writes] {
            do {
                return try oracle.outcomes(body, skipping: skipping)
            } catch Stop.undefined where skipping {
                return []
            }
        }
        try spend(10)
        switch substitution.node {
        case .skip: return [[:]]
        case .assign(let parts):
            return [try parts.reduce(into: [:]) { $0[$1.slot] = try value($1.value) }]
        case .becomesElement(let symbols, let set):
            return try value(set).members.map { Self.spread($0, symbols) }
        case .becomesSuchThat(let symbols, let predicate):
            return try solutions(symbols, predicate, skipping, isAfter: true).map { inner in
                inner.names.filter { symbols.contains($0.key) }
            }
        case .parallel(let parts):
            return try parts.reduce([[:]]) { known, part in
                let more = try outcomes(part, skipping: skipping)
                return known.flatMap { first in more.map { first.merging($0) { $1 } } }
            }
        case .sequence(let parts):
            return try parts.reduce([[:]]) { known, part in
                try known.flatMap { first in
                    try ways(writing(first), part).map { first.merging($0) { $1 } }
                }
            }
        case .precondition(let condition, let body), .assert(let condition, let body):
            if try !holds(condition) { throw Stop.undefined }
            return try outcomes(body, skipping: skipping)
        case .conditional(let arms, let otherwise):
            for arm in arms where try holds(arm.condition) {
                return try outcomes(arm.body, skipping: skipping)
            }
            return try otherwise.map { try outcomes($0, skipping: skipping) } ?? [[:]]
        case .cases(let chosen, let arms, let otherwise):
            let chosen = try value(chosen)
            for arm in arms {
                for label in arm.values where try value(label) == chosen {
                    return try outcomes(arm.body, skipping: skipping)
                }
            }
            return try otherwise.map { try outcomes($0, skipping: skipping) } ?? [[:]]
        case .select(let arms, let otherwise):
            return try select(arms, otherwise, skipping, ways)
        case .choice(let parts): return try parts.flatMap { try ways(self, $0) }
        case .any(let symbols, let predicate, let body):
            return try solutions(symbols, predicate, skipping).flatMap { try ways($0, body) }
        case .bind(let parts, let body):
            var inner = self
            for part in parts { inner.names[part.slot] = try value(part.value) }
            return try inner.outcomes(body, skipping: skipping)
        case .local(let symbols, let body):
            var inner = self
            for symbol in symbols { inner.names[symbol] = nil }
            return try inner.outcomes(body, skipping: skipping).map { writes in
                writes.filter { !symbols.contains($0.key) }
            }
        case .loop(let condition, let body, _, _):
            return try rounds(condition, body, [:], skipping)
        case .call(let operation, let arguments, let results):
            return try call(operation, arguments, results, skipping)
        }
    }

    private func select(
        _ arms: [(guard: Predicate, body: Substitution)], _ otherwise: Substitution?,
        _ skipping: Bool, _ ways: (Oracle, Substitution) throws -> [Writes]
    ) throws -> [Writes] {
        var found: [Writes] = []
        var areAllFalse = true
        for arm in arms {
            do {
                guard try holds(arm.guard) else { continue }
            } catch Stop.undefined where skipping {
                areAllFalse = false
                continue
            }
            areAllFalse = false
            found += try ways(self, arm.body)
        }
        if areAllFalse, let otherwise { return try outcomes(otherwise, skipping: skipping) }
        return found
    }

    private func rounds(
        _ condition: Predicate, _ body: Substitution, _ done: Writes, _ skipping: Bool
    ) throws -> [Writes] {
        let here = writing(done)
        do {
            if try !here.holds(condition) { return [done] }
            return try here.outcomes(body, skipping: skipping).flatMap {
                try rounds(condition, body, done.merging($0) { $1 }, skipping)
            }
        } catch Stop.undefined where skipping && !done.isEmpty {
            return []
        }
    }

    private func call(
        _ operation: Int, _ arguments: [Expression], _ results: [Int], _ skipping: Bool
    ) throws -> [Writes] {
        let callee = machine.operations[operation]
        var inner = self
        for (input, argument) in zip(callee.inputs, arguments) {
            inner.names[input] = try value(argument)
        }
        for output in callee.outputs { inner.names[output] = nil }
        for condition in callee.preconditions where try !inner.holds(condition) {
            throw Stop.undefined
        }
        return try inner.outcomes(callee.body, skipping: skipping).map { writes in
            var all = writes
            for (output, result) in zip(callee.outputs, results) {
                all[output] = nil
                all[result] = writes[output]
            }
            return all
        }
    }

    private func writing(_ writes: Writes) -> Oracle {
        var inner = self
        inner.names.merge(writes) { $1 }
        return inner
    }

    /// Each way to bind the names so that the predicate holds.
    private func solutions(
        _ symbols: [Int], _ predicate: Predicate, _ skipping: Bool, isAfter: Bool = false
    ) throws -> [Oracle] {
        var found: [Oracle] = []
        var start = self
        if isAfter { for symbol in symbols { start.before[symbol] = names[symbol] } }
        var isUndefined = false
        try start.forAll(symbols) { inner in
            do {
                if try inner.holds(predicate) { found.append(inner.leavingUniverse(of: self)) }
            } catch Stop.undefined {
                isUndefined = true
            }
        }
        if isUndefined, !skipping { throw Stop.undefined }
        return found
    }

    private static func spread(_ value: Plain, _ symbols: [Int]) -> Writes {
        var writes: Writes = [:]
        var rest = value
        for symbol in symbols.dropFirst().reversed() {
            writes[symbol] = rest.second
            rest = rest.first
        }
        if let first = symbols.first { writes[first] = rest }
        return writes
    }
}
