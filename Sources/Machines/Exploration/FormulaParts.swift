/// What a formula or substitution directly consists of.
struct FormulaParts {
    var expressions: [Expression] = []
    var predicates: [Predicate] = []
    var substitutions: [Substitution] = []
    /// Slots that are bound here.
    var bound: [Int] = []
}

extension Expression {
    var formulaParts: FormulaParts {
        switch node {
        case .integer, .boolean, .string, .element, .symbol, .before, .builtIn, .given:
            FormulaParts()
        case .unary(_, let operand): FormulaParts(expressions: [operand])
        case .binary(_, let left, let right), .apply(let left, let right),
            .image(let left, let right):
            FormulaParts(expressions: [left, right])
        case .set(let elements), .sequence(let elements): FormulaParts(expressions: elements)
        case .comprehension(let slots, let predicate):
            FormulaParts(predicates: [predicate], bound: slots)
        case .lambda(let slots, let predicate, let body),
            .quantified(_, let slots, let predicate, let body):
            FormulaParts(expressions: [body], predicates: [predicate], bound: slots)
        case .truth(let predicate): FormulaParts(predicates: [predicate])
        case .record(let fields), .recordSet(let fields):
            FormulaParts(expressions: fields.map(\.value))
        case .field(let record, _): FormulaParts(expressions: [record])
        }
    }
}

extension Predicate {
    var formulaParts: FormulaParts {
        switch node {
        case .constant: FormulaParts()
        case .and(let left, let right), .or(let left, let right), .implies(let left, let right),
            .equivalent(let left, let right):
            FormulaParts(predicates: [left, right])
        case .not(let operand): FormulaParts(predicates: [operand])
        case .forAll(let slots, let body), .exists(let slots, let body):
            FormulaParts(predicates: [body], bound: slots)
        case .compare(_, let left, let right): FormulaParts(expressions: [left, right])
        }
    }
}

extension Substitution {
    var formulaParts: FormulaParts {
        switch node {
        case .skip: FormulaParts()
        case .assign(let writes): FormulaParts(expressions: writes.map(\.value))
        case .becomesElement(_, let set): FormulaParts(expressions: [set])
        case .becomesSuchThat(_, let predicate): FormulaParts(predicates: [predicate])
        case .parallel(let parts), .sequence(let parts), .choice(let parts):
            FormulaParts(substitutions: parts)
        case .precondition(let predicate, let body), .assert(let predicate, let body):
            FormulaParts(predicates: [predicate], substitutions: [body])
        case .conditional(let arms, let otherwise):
            FormulaParts(
                predicates: arms.map(\.condition),
                substitutions: arms.map(\.body) + (otherwise.map { [$0] } ?? []))
        case .select(let arms, let otherwise):
            FormulaParts(
                predicates: arms.map(\.guard),
                substitutions: arms.map(\.body) + (otherwise.map { [$0] } ?? []))
        case .cases(let chosen, let arms, let otherwise):
            FormulaParts(
                expressions: [chosen] + arms.flatMap(\.values),
                substitutions: arms.map(\.body) + (otherwise.map { [$0] } ?? []))
        case .any(let slots, let predicate, let body):
            FormulaParts(predicates: [predicate], substitutions: [body], bound: slots)
        case .bind(let bindings, let body):
            FormulaParts(
                expressions: bindings.map(\.value), substitutions: [body],
                bound: bindings.map(\.slot))
        case .local(let slots, let body): FormulaParts(substitutions: [body], bound: slots)
        case .loop(let condition, let body, let invariant, let variant):
            FormulaParts(
                expressions: variant.map { [$0] } ?? [],
                predicates: [condition] + (invariant.map { [$0] } ?? []), substitutions: [body])
        case .call(_, let arguments, _): FormulaParts(expressions: arguments)
        }
    }
}
