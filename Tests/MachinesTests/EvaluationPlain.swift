import BigInt
import Machines

/// A value of the second evaluator: sets are Swift's, nothing is canonical by hand.
indirect enum Plain: Hashable {
    case int(Int)
    case bool(Bool)
    case element(Int)
    case pair(Plain, Plain)
    case set(Set<Plain>)
    case record([Plain])

    /// nil of what the second evaluator has no form for.
    init?(_ value: Value) {
        switch value {
        case .integer(let number): self = .int(number)
        case .boolean(let truth): self = .bool(truth)
        case .element(_, let index): self = .element(index)
        case .pair(let left, let right):
            guard let a = Plain(left), let b = Plain(right) else { return nil }
            self = .pair(a, b)
        case .set(let set):
            var all: Set<Plain> = []
            for value in set.elements {
                guard let element = Plain(value) else { return nil }
                all.insert(element)
            }
            // Canonical means: no element twice.
            if all.count != set.count { return nil }
            self = .set(all)
        case .record(let fields):
            let parts = fields.compactMap { Plain($0) }
            if parts.count < fields.count { return nil }
            self = .record(parts)
        case .large, .string: return nil
        }
    }

    var value: Value {
        switch self {
        case .int(let number): .integer(number)
        case .bool(let truth): .boolean(truth)
        case .element(let index): .element(set: 0, index: index)
        case .pair(let a, let b): .pair(a.value, b.value)
        case .set(let set): .set(SetValue(set.map(\.value)))
        case .record(let fields): .record(fields.map(\.value))
        }
    }

    var int: Int { if case .int(let number) = self { number } else { 0 } }
    var members: Set<Plain> { if case .set(let set) = self { set } else { [] } }
    var isTrue: Bool { self == .bool(true) }
    var first: Plain { if case .pair(let first, _) = self { first } else { self } }
    var second: Plain { if case .pair(_, let second) = self { second } else { self } }

    /// Integers anywhere inside.
    var integers: [Int] {
        switch self {
        case .int(let number): [number]
        case .bool, .element: []
        case .pair(let a, let b): a.integers + b.integers
        case .set(let set): set.flatMap(\.integers)
        case .record(let fields): fields.flatMap(\.integers)
        }
    }
}
