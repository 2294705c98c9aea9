import Machines

/// Trees as text, for what a failing seed says.
struct EvaluationText {
    let machine: CheckedMachine

    func name(_ slot: Int) -> String { machine.symbols[slot].name }
    func names(_ slots: [Int]) -> String { slots.map(name).joined(separator: ", ") }

    func text(_ e: Expression) -> String {
        func list(_ all: [Expression]) -> String { all.map(text).joined(separator: ", ") }
        return switch e.node {
        case .integer(let number): "\(number)"
        case .boolean(let truth): truth ? "TRUE" : "FALSE"
        case .string(let string): "\"\(string)\""
        case .element(let set, let index): machine.sets[set].elements[index]
        case .symbol(let slot): name(slot)
        case .before(let slot): "\(name(slot))$0"
        case .unary(let op, let part): "\(op.rawValue)(\(text(part)))"
        case .binary(let op, let a, let b): "(\(text(a)) \(op.rawValue) \(text(b)))"
        case .set(let all): "{\(list(all))}"
        case .sequence(let all): "[\(list(all))]"
        case .comprehension(let slots, let p): "{\(names(slots)) | \(text(p))}"
        case .lambda(let slots, let p, let r): "%(\(names(slots))).(\(text(p)) | \(text(r)))"
        case .quantified(let op, let slots, let p, let r):
            "\(op.rawValue)(\(names(slots))).(\(text(p)) | \(text(r)))"
        case .builtIn(let set): set.rawValue
        case .given(let set): machine.sets[set].name
        case .truth(let p): "bool(\(text(p)))"
        case .apply(let f, let x): "\(text(f))(\(text(x)))"
        case .image(let r, let s): "\(text(r))[\(text(s))]"
        case .record(let fields): "rec(\(list(fields.map(\.value))))"
        case .field(let record, let label): "\(text(record))'\(label)"
        case .recordSet(let fields): "struct(\(list(fields.map(\.value))))"
        }
    }

    func text(_ p: Predicate) -> String {
        switch p.node {
        case .constant(let truth): truth ? "btrue" : "bfalse"
        case .and(let a, let b): "(\(text(a)) & \(text(b)))"
        case .or(let a, let b): "(\(text(a)) or \(text(b)))"
        case .implies(let a, let b): "(\(text(a)) => \(text(b)))"
        case .equivalent(let a, let b): "(\(text(a)) <=> \(text(b)))"
        case .not(let part): "not(\(text(part)))"
        case .forAll(let slots, let body): "!(\(names(slots))).(\(text(body)))"
        case .exists(let slots, let body): "#(\(names(slots))).(\(text(body)))"
        case .compare(let comparison, let a, let b):
            "\(text(a)) \(comparison.rawValue) \(text(b))"
        }
    }

    func text(_ s: Substitution) -> String {
        func list(_ all: [Substitution], _ by: String) -> String {
            all.map(text).joined(separator: by)
        }
        func end(_ otherwise: Substitution?) -> String {
            otherwise.map { " ELSE \(text($0))" } ?? ""
        }
        return switch s.node {
        case .skip: "skip"
        case .assign(let parts):
            parts.map { "\(name($0.slot)) := \(text($0.value))" }.joined(separator: " || ")
        case .becomesElement(let slots, let set): "\(names(slots)) :: \(text(set))"
        case .becomesSuchThat(let slots, let p): "\(names(slots)) : (\(text(p)))"
        case .parallel(let parts): "BEGIN \(list(parts, " || ")) END"
        case .sequence(let parts): "BEGIN \(list(parts, " ; ")) END"
        case .precondition(let p, let body): "PRE \(text(p)) THEN \(text(body)) END"
        case .assert(let p, let body): "ASSERT \(text(p)) THEN \(text(body)) END"
        case .conditional(let arms, let otherwise):
            "IF "
                + arms.map { "\(text($0.condition)) THEN \(text($0.body))" }
                .joined(separator: " ELSIF ") + end(otherwise) + " END"
        case .cases(let value, let arms, let otherwise):
            "CASE \(text(value)) OF "
                + arms.map { "\($0.values.map(text)) THEN \(text($0.body))" }
                .joined(separator: " OR ") + end(otherwise) + " END"
        case .select(let arms, let otherwise):
            "SELECT "
                + arms.map { "\(text($0.guard)) THEN \(text($0.body))" }
                .joined(separator: " WHEN ") + end(otherwise) + " END"
        case .choice(let parts): "CHOICE \(list(parts, " OR ")) END"
        case .any(let slots, let p, let body):
            "ANY \(names(slots)) WHERE \(text(p)) THEN \(text(body)) END"
        case .bind(let parts, let body):
            "LET \(parts.map { "\(name($0.slot)) = \(text($0.value))" }) IN \(text(body)) END"
        case .local(let slots, let body): "VAR \(names(slots)) IN \(text(body)) END"
        case .loop(let condition, let body, _, _): "WHILE \(text(condition)) DO \(text(body)) END"
        case .call(let operation, let arguments, let results):
            "\(names(results)) <-- \(machine.operations[operation].name)(\(arguments.map(text)))"
        }
    }
}
