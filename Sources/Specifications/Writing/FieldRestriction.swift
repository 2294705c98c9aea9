import Machines

/// What the fields of demands leave of an operation's inputs, as conjuncts beside its PRE.
package struct FieldRestriction {
    private let schema: DemandSchema
    private let machine: CheckedMachine
    private let operation: BoundOperation

    package init(_ schema: DemandSchema, _ operation: BoundOperation, of machine: CheckedMachine) {
        self.schema = schema
        self.machine = machine
        self.operation = operation
    }

    package var conjuncts: [Predicate] {
        let declared = machine.operations[operation.index]
        return zip(declared.inputs, operation.inputs).compactMap { slot, source in
            guard case .demand(let index, let form) = source else { return nil }
            let place = machine.symbols[slot].span
            guard let set = set(of: schema.fields[index], form, place) else { return nil }
            let input = Expression(.symbol(slot), machine.symbols[slot].type, place)
            return Predicate(.compare(.member, input, set), place)
        }
    }

    /// The values of a field; nil where its type says all.
    private func set(
        of field: DemandSchema.Field, _ form: ValueForm, _ place: SourceSpan
    ) -> Expression? {
        switch (form, field.type) {
        case (.bits, .bits(let width)):
            return functions(
                below: integer(width, place),
                to: Expression(.builtIn(.BOOL), .power(.boolean), place),
                place)
        case (.list(let element), _):
            guard let count = count(of: field, place), let images = images(field, element, place)
            else { return nil }
            return functions(below: count, to: images, place)
        default: return elements(field, form, place)
        }
    }

    private func elements(
        _ field: DemandSchema.Field, _ form: ValueForm, _ place: SourceSpan
    ) -> Expression? {
        switch form {
        case .integer:
            guard let range = field.range else { return nil }
            return interval(
                integer(Int(range.lowerBound), place), integer(Int(range.upperBound), place), place)
        case .element(let set, let indices):
            let type = MachineType.given(set)
            let elements = indices.map { Expression(.element(set: set, index: $0), type, place) }
            return Expression(.set(elements), .power(type), place)
        case .boolean, .string, .bits, .list: return nil
        }
    }

    private func images(
        _ field: DemandSchema.Field, _ form: ValueForm, _ place: SourceSpan
    ) -> Expression? {
        if let elements = elements(field, form, place) { return elements }
        switch form {
        case .integer: return Expression(.builtIn(.INTEGER), .power(.integer), place)
        case .boolean: return Expression(.builtIn(.BOOL), .power(.boolean), place)
        case .string, .bits, .element, .list: return nil
        }
    }

    /// How many values a list has; nil when an input that is not there says so.
    private func count(of field: DemandSchema.Field, _ place: SourceSpan) -> Expression? {
        guard let count = field.count else { return nil }
        let factor = integer(count.factor, place)
        guard let name = count.field else { return factor }
        let slots = machine.operations[operation.index].inputs
        for (slot, source) in zip(slots, operation.inputs) {
            guard case .demand(let index, .integer) = source, schema.fields[index].name == name
            else { continue }
            let times = Expression(.symbol(slot), .integer, place)
            return Expression(.binary(.multiply, factor, times), .integer, place)
        }
        return nil
    }

    private func functions(
        below count: Expression, to images: Expression, _ place: SourceSpan
    ) -> Expression {
        let last = Expression(.binary(.subtract, count, integer(1, place)), .integer, place)
        let domain = interval(integer(0, place), last, place)
        guard case .power(let image) = images.type else { return images }
        return Expression(
            .binary(.totalFunctions, domain, images), .power(.power(.pair(.integer, image))), place)
    }

    private func interval(
        _ lower: Expression, _ upper: Expression, _ place: SourceSpan
    ) -> Expression {
        Expression(.binary(.interval, lower, upper), .power(.integer), place)
    }

    private func integer(_ number: Int, _ place: SourceSpan) -> Expression {
        Expression(.integer(.init(number)), .integer, place)
    }
}
