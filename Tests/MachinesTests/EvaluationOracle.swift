import BigInt
import Machines

/// A second meaning of expressions and predicates, written to be seen to be right: sets are written
/// out, and a bound name takes every value of its type. Integers are those of a small universe;
/// where a formula leaves it inside of a quantifier nothing is said (`escaped`).
struct Oracle {
    enum Stop: Error, Equatable {
        case undefined
        case escaped
    }

    let machine: CheckedMachine
    var names: [Int: Plain] = [:]
    var before: [Int: Plain] = [:]
    /// What integers may be while names are bound to them, alone and inside of sets.
    static let integers = -6...12
    static let inSets = 0...2
    /// How much it may still write out: nothing here finds a short way.
    private final class Effort {
        var left = 3_000
    }
    private let effort = Effort()
    private var bindsInteger = false
    private var bindsSetOfIntegers = false

    init(_ machine: CheckedMachine) { self.machine = machine }

    // MARK: Predicates

    func holds(_ predicate: Predicate) throws -> Bool {
        switch predicate.node {
        case .constant(let truth): return truth
        case .and(let left, let right): return try holds(left) ? holds(right) : false
        case .or(let left, let right): return try holds(left) ? true : holds(right)
        case .implies(let left, let right): return try holds(left) ? holds(right) : true
        case .equivalent(let left, let right):
            let (a, b) = (try holds(left), try holds(right))
            return a == b
        case .not(let part): return try !holds(part)
        case .exists(let symbols, let body):
            return try decided(symbols, by: true) { try $0.holds(body) }
        case .forAll(let symbols, let body):
            return try decided(symbols, by: false) { try $0.holds(body) }
        case .compare(let comparison, let left, let right):
            return try compare(comparison, left, right)
        }
    }

    private func decided(
        _ symbols: [Int], by wanted: Bool, _ test: (Oracle) throws -> Bool
    ) throws -> Bool {
        var isUndefined = false
        var isDecided = false
        try forAll(symbols) { inner in
            do {
                if try test(inner) == wanted { isDecided = true }
            } catch Stop.undefined {
                isUndefined = true
            }
        }
        if isDecided { return wanted }
        if isUndefined { throw Stop.undefined }
        return !wanted
    }

    /// Every value of every name.
    func forAll(_ symbols: [Int], _ visit: (Oracle) throws -> Void) throws {
        guard let symbol = symbols.first else {
            try spend()
            return try visit(self)
        }
        var inner = self
        let type = machine.symbols[symbol].type
        inner.bindsInteger = bindsInteger || type == .integer || type.isPairWithInteger
        inner.bindsSetOfIntegers = bindsSetOfIntegers || type.isSetWithInteger
        for value in try universe(type) {
            inner.names[symbol] = value
            try inner.forAll(Array(symbols.dropFirst()), visit)
        }
    }

    func spend(_ count: Int = 1) throws {
        effort.left -= count
        if effort.left < 0 { throw Stop.escaped }
    }

    /// Names are bound; what is done with them need not stay in the universe.
    func leavingUniverse(of outer: Oracle) -> Oracle {
        var inner = self
        inner.bindsInteger = outer.bindsInteger
        inner.bindsSetOfIntegers = outer.bindsSetOfIntegers
        return inner
    }

    private func universe(_ type: MachineType, inSet: Bool = false) throws -> [Plain] {
        switch type {
        case .integer: return (inSet ? Self.inSets : Self.integers).map { .int($0) }
        case .boolean: return [.bool(false), .bool(true)]
        case .given(let set): return machine.sets[set].elements.indices.map { .element($0) }
        case .pair(let left, let right):
            let (a, b) = (try universe(left, inSet: inSet), try universe(right, inSet: inSet))
            return a.flatMap { first in b.map { .pair(first, $0) } }
        case .power(let element):
            return try subsets(Set(try universe(element, inSet: true))).map { .set($0) }
        case .string, .record: throw Stop.escaped
        }
    }

    private func compare(
        _ comparison: Comparison, _ left: Expression, _ right: Expression
    ) throws -> Bool {
        if case .builtIn(let name) = right.node, name != .BOOL {
            let limits = MachineLimits()
            func isIn(_ plain: Plain) -> Bool {
                switch name {
                case .INTEGER: true
                case .NATURAL: plain.int >= 0
                case .NATURAL1: plain.int >= 1
                case .INT: (limits.integerMin...limits.integerMax).contains(plain.int)
                case .NAT: (0...limits.integerMax).contains(plain.int)
                default: (1...limits.integerMax).contains(plain.int)
                }
            }
            let value = try self.value(left)
            switch comparison {
            case .member: return isIn(value)
            case .notMember: return !isIn(value)
            case .subset: return value.members.allSatisfy(isIn)
            case .notSubset: return !value.members.allSatisfy(isIn)
            default: throw Stop.escaped
            }
        }
        let (a, b) = (try value(left), try value(right))
        switch comparison {
        case .equal: return a == b
        case .notEqual: return a != b
        case .member: return b.members.contains(a)
        case .notMember: return !b.members.contains(a)
        case .subset: return a.members.isSubset(of: b.members)
        case .notSubset: return !a.members.isSubset(of: b.members)
        case .strictSubset: return a.members.isStrictSubset(of: b.members)
        case .notStrictSubset: return !a.members.isStrictSubset(of: b.members)
        case .less: return a.int < b.int
        case .lessOrEqual: return a.int <= b.int
        case .greater: return a.int > b.int
        case .greaterOrEqual: return a.int >= b.int
        }
    }

    // MARK: Expressions

    func value(_ expression: Expression) throws -> Plain {
        let value = try plain(expression)
        if bindsInteger, !value.integers.allSatisfy(Self.integers.contains) { throw Stop.escaped }
        if bindsSetOfIntegers, case .set = value,
            !value.integers.allSatisfy(Self.inSets.contains)
        {
            throw Stop.escaped
        }
        if case .set(let set) = value, set.count > 300 { throw Stop.escaped }
        return value
    }

    private func plain(_ expression: Expression) throws -> Plain {
        switch expression.node {
        case .integer(let number):
            guard let small = Int(exactly: number) else { throw Stop.escaped }
            return .int(small)
        case .boolean(let truth): return .bool(truth)
        case .element(_, let index): return .element(index)
        case .symbol(let symbol):
            guard let value = names[symbol] else { throw Stop.undefined }
            return value
        case .before(let symbol):
            guard let value = before[symbol] ?? names[symbol] else { throw Stop.undefined }
            return value
        case .unary(let op, let part): return try unary(op, part)
        case .binary(let op, let left, let right):
            return try binary(op, try value(left), try value(right), left.type)
        case .set(let parts): return .set(Set(try parts.map { try value($0) }))
        case .sequence(let parts): return sequence(try parts.map { try value($0) })
        case .given(let set):
            return .set(Set(machine.sets[set].elements.indices.map { .element($0) }))
        case .builtIn(.BOOL): return .set([.bool(false), .bool(true)])
        case .builtIn, .string: throw Stop.escaped
        case .truth(let predicate): return .bool(try holds(predicate))
        case .apply(let function, let argument):
            let (f, x) = (try value(function), try value(argument))
            let images = Set(f.members.filter { $0.first == x }.map(\.second))
            guard images.count == 1, let image = images.first else { throw Stop.undefined }
            return image
        case .image(let relation, let set):
            let (r, s) = (try value(relation).members, try value(set).members)
            return .set(Set(r.filter { s.contains($0.first) }.map(\.second)))
        case .comprehension(let symbols, let predicate):
            return .set(Set(try instances(symbols, predicate) { try $0.tuple(symbols) }))
        case .lambda(let symbols, let predicate, let result):
            return .set(
                Set(
                    try instances(symbols, predicate) {
                        .pair(try $0.tuple(symbols), try $0.value(result))
                    }))
        case .quantified(let op, let symbols, let predicate, let result):
            return try gathered(op, try instances(symbols, predicate) { try $0.value(result) })
        case .record(let fields): return .record(try fields.map { try value($0.value) })
        case .field(let record, let label):
            guard case .record(let types) = record.type,
                case .record(let parts) = try value(record),
                let place = types.firstIndex(where: { $0.label == label })
            else { throw Stop.escaped }
            return parts[place]
        case .recordSet(let fields):
            var all: [[Plain]] = [[]]
            for field in fields {
                let set = try value(field.value).members
                all = all.flatMap { record in set.map { record + [$0] } }
            }
            return .set(Set(all.map { .record($0) }))
        }
    }

    private func tuple(_ symbols: [Int]) throws -> Plain {
        let parts = symbols.compactMap { names[$0] }
        return parts.dropFirst().reduce(parts[0]) { .pair($0, $1) }
    }

    private func instances(
        _ symbols: [Int], _ predicate: Predicate, _ make: (Oracle) throws -> Plain
    ) throws -> [Plain] {
        var found: [Plain] = []
        var isUndefined = false
        try forAll(symbols) { inner in
            do {
                if try inner.holds(predicate) { found.append(try make(inner)) }
            } catch Stop.undefined {
                isUndefined = true
            }
        }
        if isUndefined { throw Stop.undefined }
        return found
    }

    private func gathered(_ op: QuantifiedOperator, _ all: [Plain]) throws -> Plain {
        switch op {
        case .sum: return .int(all.reduce(0) { $0 + $1.int })
        case .product: return .int(try all.reduce(1) { try times($0, $1.int) })
        case .union: return .set(all.reduce(into: []) { $0.formUnion($1.members) })
        case .intersection:
            guard let first = all.first else { throw Stop.undefined }
            return .set(all.reduce(first.members) { $0.intersection($1.members) })
        }
    }

    func times(_ a: Int, _ b: Int) throws -> Int {
        let (product, overflows) = a.multipliedReportingOverflow(by: b)
        if overflows || abs(product) > 1 << 40 { throw Stop.escaped }
        return product
    }

    func subsets(_ set: Set<Plain>) throws -> [Set<Plain>] {
        if set.count > 9 { throw Stop.escaped }
        return set.reduce([[]]) { all, element in all + all.map { $0.union([element]) } }
    }

    func sequence(_ parts: [Plain]) -> Plain {
        .set(Set(parts.enumerated().map { .pair(.int($0.offset + 1), $0.element) }))
    }
}

extension MachineType {
    var hasInteger: Bool {
        switch self {
        case .integer: true
        case .boolean, .string, .given: false
        case .pair(let a, let b): a.hasInteger || b.hasInteger
        case .power(let element): element.hasInteger
        case .record(let fields): fields.contains { $0.type.hasInteger }
        }
    }
    var isPairWithInteger: Bool { if case .pair = self { hasInteger } else { false } }
    var isSetWithInteger: Bool {
        switch self {
        case .power: hasInteger
        case .pair(let a, let b): a.isSetWithInteger || b.isSetWithInteger
        default: false
        }
    }
}
