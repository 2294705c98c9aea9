extension Value {
    /// How many values it is made of. O(weight).
    var weight: Int {
        switch self {
        case .integer, .large, .boolean, .element, .string: 1
        case .pair(let left, let right): left.weight + right.weight
        case .set(let set): set.weight
        case .record(let fields): fields.reduce(1) { $0 + $1.weight }
        }
    }
}

extension SetValue {
    fileprivate var weight: Int {
        switch form {
        // Kept as its bounds, however many it has.
        case .interval: 1
        case .function(_, let values): values.reduce(1) { $0 + $1.weight }
        case .sorted(let elements): elements.reduce(1) { $0 + $1.weight }
        }
    }
}
