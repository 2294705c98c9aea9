extension Value {
    /// How many values it is made of. O(weight).
    var weight: Int {
        switch self {
        case .integer, .large, .boolean, .element, .string: 1
        case .pair(let left, let right): left.weight + right.weight
        case .set(let set): set.elements.reduce(1) { $0 + $1.weight }
        case .record(let fields): fields.reduce(1) { $0 + $1.weight }
        }
    }
}
