/// Which symbols a formula mentions. Open work is kept in arrays, so that depth costs no stack.
struct SlotReader {
    private var found: Set<Int> = []
    private var predicates: [Predicate] = []
    private var expressions: [Expression] = []

    static func slots(of predicate: Predicate) -> Set<Int> {
        var reader = SlotReader()
        reader.predicates = [predicate]
        reader.run()
        return reader.found
    }

    private mutating func run() {
        while true {
            if let predicate = predicates.popLast() {
                read(predicate)
            } else if let expression = expressions.popLast() {
                read(expression)
            } else {
                return
            }
        }
    }

    private mutating func read(_ predicate: Predicate) {
        switch predicate.node {
        case .constant: break
        case .and(let left, let right), .or(let left, let right), .implies(let left, let right),
            .equivalent(let left, let right):
            predicates += [left, right]
        case .not(let inner), .forAll(_, let inner), .exists(_, let inner): predicates.append(inner)
        case .compare(_, let left, let right): expressions += [left, right]
        }
    }

    private mutating func read(_ expression: Expression) {
        switch expression.node {
        case .integer, .boolean, .string, .element, .builtIn, .given: break
        case .symbol(let slot), .before(let slot): found.insert(slot)
        case .unary(_, let operand), .field(let operand, _): expressions.append(operand)
        case .binary(_, let left, let right), .apply(let left, let right),
            .image(let left, let right):
            expressions += [left, right]
        case .set(let items), .sequence(let items): expressions += items
        case .comprehension(_, let condition), .truth(let condition): predicates.append(condition)
        case .lambda(_, let condition, let value), .quantified(_, _, let condition, let value):
            predicates.append(condition)
            expressions.append(value)
        case .record(let fields), .recordSet(let fields): expressions += fields.map(\.value)
        }
    }
}
