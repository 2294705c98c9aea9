import Machines

/// Writes formulas with every parenthesis, so that grouping can be compared.
struct SyntaxPrinter {
    let machine: CheckedMachine

    init(_ machine: CheckedMachine) { self.machine = machine }

    func text(_ predicate: Predicate) -> String {
        switch predicate.node {
        case .constant(let value): value ? "btrue" : "bfalse"
        case .and(let left, let right): "(\(text(left)) & \(text(right)))"
        case .or(let left, let right): "(\(text(left)) or \(text(right)))"
        case .implies(let left, let right): "(\(text(left)) => \(text(right)))"
        case .equivalent(let left, let right): "(\(text(left)) <=> \(text(right)))"
        case .not(let inner): "not\(text(inner))"
        case .forAll(let slots, let body): "!\(names(slots)).\(text(body))"
        case .exists(let slots, let body): "#\(names(slots)).\(text(body))"
        case .compare(let comparison, let left, let right):
            "(\(text(left)) \(comparison.rawValue) \(text(right)))"
        }
    }

    func text(_ expression: Expression) -> String {
        switch expression.node {
        case .integer(let value): "\(value)"
        case .boolean(let value): value ? "TRUE" : "FALSE"
        case .string(let value): "\"\(value)\""
        case .element(let set, let index): machine.sets[set].elements[index]
        case .symbol(let slot): machine.symbols[slot].name
        case .before(let slot): machine.symbols[slot].name + "$0"
        case .unary(let unary, let operand): "\(unary.rawValue)(\(text(operand)))"
        case .binary(let binary, let left, let right):
            "(\(text(left)) \(binary.rawValue) \(text(right)))"
        case .set(let items): "{\(list(items))}"
        case .sequence(let items): "[\(list(items))]"
        case .comprehension(let slots, let body): "{\(names(slots)) | \(text(body))}"
        case .lambda(let slots, let condition, let value):
            "%\(names(slots)).(\(text(condition)) | \(text(value)))"
        case .quantified(let which, let slots, let condition, let value):
            "\(which.rawValue)\(names(slots)).(\(text(condition)) | \(text(value)))"
        case .builtIn(let set): set.rawValue
        case .given(let set): machine.sets[set].name
        case .truth(let inner): "bool\(text(inner))"
        case .apply(let function, let argument): "\(text(function))(\(text(argument)))"
        case .image(let relation, let set): "\(text(relation))[\(text(set))]"
        case .record(let fields): "rec(\(labelled(fields)))"
        case .field(let record, let label): "\(text(record))'\(label)"
        case .recordSet(let fields): "struct(\(labelled(fields)))"
        }
    }

    private func list(_ items: [Expression]) -> String {
        items.map(text).joined(separator: ", ")
    }

    private func labelled(_ fields: [(label: String, value: Expression)]) -> String {
        fields.map { "\($0.label): \(text($0.value))" }.joined(separator: ", ")
    }

    private func names(_ slots: [Int]) -> String {
        "(" + slots.map { machine.symbols[$0].name }.joined(separator: ", ") + ")"
    }
}
