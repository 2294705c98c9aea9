import BigInt

extension Value {
    /// Negative, zero or positive: where this stands to another value of the same type in the one
    /// order that all written-out sets have. Numbers by size, FALSE before TRUE, elements as they
    /// were declared, strings by their bytes, pairs and records from the left, sets by their
    /// number of elements first.
    package func order(_ other: Value) -> Int {
        switch (self, other) {
        case (.integer(let a), .integer(let b)): a < b ? -1 : (a > b ? 1 : 0)
        case (.boolean(let a), .boolean(let b)): (a ? 1 : 0) - (b ? 1 : 0)
        case (.element(_, let a), .element(_, let b)): a < b ? -1 : (a > b ? 1 : 0)
        case (.large(let a), .large(let b)): a < b ? -1 : (a > b ? 1 : 0)
        case (.integer, .large(let b)): b < 0 ? 1 : -1
        case (.large(let a), .integer): a < 0 ? -1 : 1
        case (.string(let a), .string(let b)): Self.order(of: a, b)
        case (.pair(let a, let b), .pair(let c, let d)):
            { $0 != 0 ? $0 : b.order(d) }(a.order(c))
        case (.set(let a), .set(let b)): a.order(b)
        case (.record(let a), .record(let b)): Self.order(of: a, b)
        // Values of different types are never compared; an order all the same.
        default: rank - other.rank
        }
    }

    static func order(of left: [Value], _ right: [Value]) -> Int {
        for (a, b) in zip(left, right) {
            let order = a.order(b)
            if order != 0 { return order }
        }
        return left.count - right.count
    }

    private static func order(of left: String, _ right: String) -> Int {
        if left.utf8.elementsEqual(right.utf8) { return 0 }
        return left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1
    }

    private var rank: Int {
        switch self {
        case .integer, .large: 0
        case .boolean: 1
        case .element: 2
        case .string: 3
        case .pair: 4
        case .set: 5
        case .record: 6
        }
    }
}
