import Machines

/// Random well-typed formulas over a few names of a machine.
struct EvaluationGenerator {
    var draws: EvaluationDraws
    var tree = EvaluationTree()
    /// Names that a formula may use, by type.
    var scope: [Expression] = []
    let color: MachineType
    var boundDepth = 0

    static let integer = MachineType.integer
    static let relation = MachineType.power(.pair(.integer, .integer))
    static let integers = MachineType.power(.integer)

    init(seed: UInt64) {
        draws = EvaluationDraws(seed: seed)
        color = tree.givenSet("Color", ["red", "green", "blue"])
        let flags = MachineType.power(.pair(.integer, .boolean))
        let paint = MachineType.power(.pair(color, .integer))
        for (name, type) in [
            ("ii", .integer), ("jj", .integer), ("bb", .boolean), ("cc", color),
            ("ss", Self.integers), ("rr", Self.relation), ("ff", flags), ("gg", paint),
            ("kk", .power(color)), ("pp", .pair(.integer, .boolean)),
        ] as [(String, MachineType)] {
            scope.append(tree.symbol(name, type, .variable))
        }
    }

    /// A value of a type, small enough for the universe of the second evaluator.
    mutating func plain(_ type: MachineType) -> Plain {
        switch type {
        case .integer: return .int(draws.number(-2...4))
        case .boolean: return .bool(draws.isChosen(percent: 50))
        case .given: return .element(draws.number(0...2))
        case .pair(let a, let b): return .pair(plain(a), plain(b))
        case .power(.pair(.integer, let image)) where draws.isChosen(percent: 50):
            let first = draws.number(0...1)
            let count = draws.number(0...3)
            return .set(Set((0..<count).map { .pair(.int(first + $0), plain(image)) }))
        case .power(let element):
            return .set(Set((0..<draws.number(0...3)).map { _ in plain(element) }))
        case .record(let fields): return .record(fields.map { plain($0.type) })
        case .string: return .int(0)
        }
    }

    // MARK: Predicates

    mutating func predicate(_ depth: Int) -> Predicate {
        if depth <= 0 { return comparison(0) }
        switch draws.number(0...11) {
        case 0, 1: return predicate(depth - 1) && predicate(depth - 1)
        case 2: return predicate(depth - 1) || predicate(depth - 1)
        case 3: return predicate(depth - 1).implies(predicate(depth - 1))
        case 4: return !predicate(depth - 1)
        case 5:
            return Predicate(of: .equivalent(predicate(depth - 1), predicate(depth - 1)))
        case 6, 7, 8: return quantified(depth - 1)
        default: return comparison(depth - 1)
        }
    }

    mutating func comparison(_ depth: Int) -> Predicate {
        switch draws.number(0...9) {
        case 0, 1, 2:
            let comparison: Comparison = draws.one([.less, .lessOrEqual, .greater, .greaterOrEqual])
            return integer(depth).compare(comparison, integer(depth))
        case 3, 4:
            let type = someType()
            return expression(type, depth).compare(
                draws.one([.equal, .notEqual]), expression(type, depth))
        case 5, 6, 7:
            let type = someType()
            let element = expression(type, depth)
            return element.compare(
                draws.one([.member, .member, .notMember]), set(of: type, depth))
        default:
            let type = draws.one([Self.integer, color, .boolean, .pair(.integer, .integer)])
            let comparison: Comparison = draws.one([
                .subset, .notSubset, .strictSubset, .notStrictSubset, .subset,
            ])
            return expression(.power(type), depth).compare(comparison, set(of: type, depth))
        }
    }

    mutating func quantified(_ depth: Int) -> Predicate {
        let (names, conjuncts, outer) = binding(depth)
        defer {
            scope = outer
            boundDepth -= 1
        }
        if draws.isChosen(percent: 50) { return .exists(names, Self.joined(conjuncts)) }
        let conclusion = predicate(depth)
        return .all(names, Self.joined(conjuncts).implies(conclusion))
    }

    static func joined(_ conjuncts: [Predicate]) -> Predicate {
        guard let first = conjuncts.first else { return Predicate(of: .constant(true)) }
        return conjuncts.dropFirst().reduce(first) { $0 && $1 }
    }

    /// Names, and conjuncts one of which keeps each integer inside of the universe.
    mutating func binding(
        _ depth: Int
    ) -> (names: [Expression], conjuncts: [Predicate], outer: [Expression]) {
        let outer = scope
        boundDepth += 1
        let types: [MachineType] =
            boundDepth > 1
            ? [.integer, .boolean, color]
            : [
                .integer, .integer, .integer, .boolean, color, .pair(.integer, .boolean),
                Self.integers, .power(color), .power(.pair(.integer, .boolean)),
            ]
        let count = boundDepth > 1 ? 1 : draws.number(1...2)
        var names: [Expression] = []
        for place in 0..<count {
            let type = place == 1 ? draws.one([.integer, .boolean, color]) : draws.one(types)
            names.append(tree.symbol("zz\(tree.machine.symbols.count)", type))
        }
        scope += names
        var conjuncts = (0..<draws.number(0...2)).map { _ in conjunct(names, depth) }
        for name in names {
            let place = draws.number(0...conjuncts.count)
            conjuncts.insert(contentsOf: bounds(name, depth), at: place)
        }
        return (names, conjuncts, outer)
    }

    /// What keeps a name in the universe; nothing for a type without integers, now and then.
    private mutating func bounds(_ name: Expression, _ depth: Int) -> [Predicate] {
        let span = (draws.number(-3...1), draws.number(0...5))
        let lower = Expression(integerLiteral: span.0)
        let upper = Expression(integerLiteral: span.1)
        switch name.type {
        case .integer:
            switch draws.number(0...4) {
            case 0: return [name >= lower, name <= upper]
            case 1: return [upper > name && lower < name]
            case 2:
                return [
                    name.isIn(.built(draws.one([.NAT, .NAT1, .INT]))), name < upper, lower <= name,
                ]
            default: return [name.isIn(lower.upTo(upper))]
            }
        case .pair(let a, let b) where name.type.hasInteger:
            return [name.isIn(set(of: a, 0).times(set(of: b, 0)))]
        case .power(.pair(let a, let b)):
            let (from, to) = (smallSet(a), smallSet(b))
            let arrow: [BinaryOperator] = [
                .relations, .partialFunctions, .totalFunctions, .partialInjections,
                .totalInjections, .partialSurjections, .totalSurjections, .partialBijections,
                .totalBijections,
            ]
            return [name.isIn(from.arrow(draws.one(arrow), to))]
        case .power(.integer):
            let base = smallSet(.integer)
            switch draws.number(0...3) {
            case 0: return [name.isIn(base.unary(.power, .power(name.type)))]
            case 1: return [name.isIn(base.unary(.power1, .power(name.type)))]
            case 2: return [name.compare(.strictSubset, base)]
            default: return [name.compare(.subset, base)]
            }
        default: return draws.isChosen(percent: 50) ? [name.isIn(set(of: name.type, 0))] : []
        }
    }

    private mutating func smallSet(_ type: MachineType) -> Expression {
        switch type {
        case .integer:
            return draws.isChosen(percent: 70)
                ? Expression(integerLiteral: draws.number(0...1)).upTo(
                    Expression(integerLiteral: draws.number(0...2)))
                : .set([0, 2])
        case .boolean: return .built(.BOOL)
        default: return set(of: type, 0)
        }
    }

    /// Something that often says which values a name has.
    private mutating func conjunct(_ names: [Expression], _ depth: Int) -> Predicate {
        let name = draws.one(names)
        switch draws.number(0...7) {
        case 0: return name.equals(expression(name.type, depth))
        case 1: return expression(name.type, depth).equals(name)
        case 2: return name.isIn(set(of: name.type, depth))
        case 3 where name.type == .integer:
            let comparison: Comparison = draws.one([.less, .lessOrEqual, .greater, .greaterOrEqual])
            return draws.isChosen(percent: 50)
                ? name.compare(comparison, integer(depth))
                : integer(depth).compare(comparison, name)
        case 4:
            let other = draws.isChosen(percent: 50) ? draws.one(names) : expression(.integer, 0)
            return name.to(other).isIn(set(of: .pair(name.type, other.type), depth))
        case 5:
            let other = expression(.boolean, 0)
            return name.to(other).equals(expression(.pair(name.type, .boolean), depth))
        case 6 where boundDepth < 2: return quantified(0)
        default: return predicate(depth)
        }
    }

    mutating func someType() -> MachineType {
        draws.one([
            .integer, .integer, .boolean, color, .pair(.integer, .integer), Self.integers,
            .pair(.integer, .boolean), Self.relation, .power(.pair(.integer, .boolean)),
        ])
    }
}
