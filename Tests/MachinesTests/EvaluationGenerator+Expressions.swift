import Machines

extension EvaluationGenerator {
    mutating func expression(_ type: MachineType, _ depth: Int) -> Expression {
        let names = scope.filter { $0.type == type }
        if !names.isEmpty, draws.isChosen(percent: depth <= 0 ? 50 : 20) { return draws.one(names) }
        if depth > 0, draws.isChosen(percent: 12), let applied = application(type, depth) {
            return applied
        }
        switch type {
        case .integer: return integer(depth)
        case .boolean:
            return depth > 0 && draws.isChosen(percent: 60)
                ? .truth(predicate(depth - 1))
                : Expression(booleanLiteral: draws.isChosen(percent: 50))
        case .given(let set):
            return Expression(.element(set: set, index: draws.number(0...2)), of: type)
        case .pair(let a, let b): return expression(a, depth - 1).to(expression(b, depth - 1))
        case .power(let element): return set(of: element, depth, isValue: true)
        case .record(let fields):
            return Expression(
                .record(fields.map { ($0.label, expression($0.type, depth - 1)) }), of: type)
        case .string: return Expression(.string("a"), of: .string)
        }
    }

    private mutating func application(_ type: MachineType, _ depth: Int) -> Expression? {
        let functions = scope.filter {
            if case .power(.pair(_, type)) = $0.type { true } else { false }
        }
        guard !functions.isEmpty else { return nil }
        let function = draws.one(functions)
        guard case .pair(let argument, _) = function.element else { return nil }
        return function(expression(argument, depth - 1))
    }

    mutating func integer(_ depth: Int) -> Expression {
        let names = scope.filter { $0.type == .integer }
        if depth <= 0 {
            return draws.isChosen(percent: 50)
                ? Expression(integerLiteral: draws.number(-1...3)) : draws.one(names)
        }
        switch draws.number(0...15) {
        case 0, 1: return integer(depth - 1) + integer(depth - 1)
        case 2: return integer(depth - 1) - integer(depth - 1)
        case 3: return integer(depth - 1) * integer(depth - 1)
        case 4: return integer(depth - 1) / integer(depth - 1)
        case 5: return integer(depth - 1) % integer(depth - 1)
        case 6:
            return .op(
                .raise, integer(depth - 1), Expression(integerLiteral: draws.number(-1...3)),
                .integer)
        case 7: return integer(depth - 1).unary(.negate, .integer)
        case 8:
            return expression(Self.integers, depth - 1).unary(
                draws.one([.minimum, .maximum]), .integer)
        case 9:
            return set(of: draws.one([.integer, color]), depth - 1).unary(.cardinality, .integer)
        case 10:
            let (names, conjuncts, outer) = binding(depth - 1)
            defer {
                scope = outer
                boundDepth -= 1
            }
            return Expression(
                .quantified(
                    draws.one([.sum, .product]), names.map(\.slot), Self.joined(conjuncts),
                    integer(depth - 1)), of: .integer)
        case 11:
            return sequence(.integer, depth - 1).unary(draws.one([.size, .first, .last]), .integer)
        case 12:
            return expression(Self.relation, depth - 1)(integer(depth - 1))
        default: return integer(0)
        }
    }

    private mutating func sequence(_ element: MachineType, _ depth: Int) -> Expression {
        let type = MachineType.power(.pair(.integer, element))
        if depth > 0, draws.isChosen(percent: 30) { return expression(type, depth - 1) }
        switch draws.number(0...7) {
        case 0 where depth > 0:
            return .op(
                .concatenate, sequence(element, depth - 1), sequence(element, depth - 1), type)
        case 1 where depth > 0:
            return .op(.prepend, expression(element, depth - 1), sequence(element, depth - 1), type)
        case 2 where depth > 0:
            return .op(.append, sequence(element, depth - 1), expression(element, depth - 1), type)
        case 3 where depth > 0:
            return .op(
                draws.one([.prefix, .suffix]), sequence(element, depth - 1), integer(0), type)
        case 4 where depth > 0:
            return sequence(element, depth - 1).unary(draws.one([.front, .tail, .reverse]), type)
        default:
            let parts = (0..<draws.number(0...3)).map { _ in expression(element, depth - 1) }
            return Expression(.sequence(parts), of: type)
        }
    }

    /// - Parameter isValue: no set without end.
    mutating func set(of element: MachineType, _ depth: Int, isValue: Bool = false) -> Expression {
        let type = MachineType.power(element)
        let names = scope.filter { $0.type == type }
        if !names.isEmpty, draws.isChosen(percent: 20) { return draws.one(names) }
        if depth <= 0 { return flatSet(element, isValue: isValue) }
        switch draws.number(0...9) {
        case 0: return .op(.union, set(of: element, depth - 1), set(of: element, depth - 1), type)
        case 1:
            return .op(
                .intersection, set(of: element, depth - 1), set(of: element, depth - 1), type)
        case 2:
            return .op(.difference, set(of: element, depth - 1), set(of: element, depth - 1), type)
        case 3: return comprehension(element, depth - 1)
        case 4:
            let source = draws.one([.integer, color, .boolean])
            let relation = set(of: .pair(source, element), depth - 1)
            return draws.isChosen(percent: 50)
                ? Expression(.image(relation, set(of: source, depth - 1)), of: type)
                : relation.unary(.range, type)
        case 5:
            let relation = set(of: .pair(element, draws.one([.integer, .boolean])), depth - 1)
            return relation.unary(.domain, type)
        case 6:
            let sets = (0..<draws.number(0...2)).map { _ in set(of: element, depth - 1) }
            let family = Expression(.set(sets), of: .power(type))
            return family.unary(draws.one([.union, .intersection]), type)
        case 7, 8: return special(element, depth - 1)
        default: return flatSet(element, isValue: isValue)
        }
    }

    private mutating func comprehension(_ element: MachineType, _ depth: Int) -> Expression {
        let (names, conjuncts, outer) = binding(depth)
        defer {
            scope = outer
            boundDepth -= 1
        }
        let predicate = Self.joined(conjuncts)
        if case .pair(let from, let result) = element, names.count == 1, names[0].type == from {
            return Expression(
                .lambda([names[0].slot], predicate, expression(result, depth)), of: .power(element))
        }
        let tuple = names.dropFirst().reduce(names[0].type) { .pair($0, $1.type) }
        if tuple == element {
            return Expression(.comprehension(names.map(\.slot), predicate), of: .power(element))
        }
        let parts = set(of: element, depth)
        return Expression(
            .quantified(
                draws.one([.union, .intersection]), names.map(\.slot), predicate, parts),
            of: .power(element))
    }

    /// Sets whose form depends on what their elements are.
    private mutating func special(_ element: MachineType, _ depth: Int) -> Expression {
        let type = MachineType.power(element)
        switch element {
        case .pair(let a, let b):
            switch draws.number(0...9) {
            case 0: return set(of: a, depth).times(set(of: b, depth))
            case 1: return .op(.domainRestriction, set(of: a, depth), set(of: element, depth), type)
            case 2: return .op(.domainSubtraction, set(of: a, depth), set(of: element, depth), type)
            case 3: return .op(.rangeRestriction, set(of: element, depth), set(of: b, depth), type)
            case 4: return .op(.rangeSubtraction, set(of: element, depth), set(of: b, depth), type)
            case 5: return .op(.overriding, set(of: element, depth), set(of: element, depth), type)
            case 6: return set(of: .pair(b, a), depth).unary(.inverse, type)
            case 7:
                return .op(
                    .composition, set(of: .pair(a, .integer), depth),
                    set(of: .pair(.integer, b), depth), type)
            case 8 where a == b:
                let relation = set(of: element, depth)
                return draws.one([
                    relation.unary(.closure1, type), set(of: a, depth).unary(.identity, type),
                    .op(.iterate, relation, integer(0), type),
                ])
            case 9 where a == .integer: return sequence(b, depth)
            default: return flatSet(element, isValue: true)
            }
        case .power(.pair(let a, let b)):
            return set(of: a, 0).arrow(
                draws.one([
                    .relations, .partialFunctions, .totalFunctions, .partialInjections,
                    .totalInjections, .partialSurjections, .totalSurjections,
                    .partialBijections, .totalBijections,
                ]), set(of: b, 0))
        case .power(let inner):
            return set(of: inner, depth).unary(draws.one([.power, .power1, .finite]), type)
        default: return flatSet(element, isValue: true)
        }
    }

    private mutating func flatSet(_ element: MachineType, isValue: Bool) -> Expression {
        switch element {
        case .integer:
            if !isValue, draws.isChosen(percent: 10) {
                return .built(draws.one([.NAT, .NAT1, .INT, .NATURAL, .INTEGER, .NATURAL1]))
            }
            if draws.isChosen(percent: 50) { return integer(0).upTo(integer(0)) }
        case .boolean: if draws.isChosen(percent: 50) { return .built(.BOOL) }
        case .given(let set):
            if draws.isChosen(percent: 40) { return Expression(.given(set), of: .power(element)) }
        case .power: return special(element, 0)
        default: break
        }
        let parts = (0..<draws.number(0...2)).map { _ in expression(element, 0) }
        return .set(parts, of: element)
    }
}
