import BigInt
import Machines
import Voting

/// What the fields of demands and answers say about an operation's inputs, beyond its PRE: ranges,
/// words, numbers of values, and that two inputs are one field.
struct InputRestrictions {
    private let machine: CheckedMachine
    private let operation: BoundOperation
    private let demand: DemandSchema
    private let answer: AnswerSchema
    private(set) var predicates: [Predicate] = []

    init(
        _ operation: BoundOperation, of machine: CheckedMachine, demand: DemandSchema,
        answer: AnswerSchema
    ) {
        self.machine = machine
        self.operation = operation
        self.demand = demand
        self.answer = answer
        let slots = machine.operations[operation.index].inputs
        for (index, source) in operation.inputs.enumerated() {
            let input = Place(machine.symbols[slots[index]], slot: slots[index])
            if let set = values(of: source, input) {
                predicates.append(input.predicate(.member, input.symbol, set))
            }
            if let earlier = operation.inputs[..<index].firstIndex(of: source) {
                let other = Place(machine.symbols[slots[earlier]], slot: slots[earlier])
                predicates.append(input.predicate(.equal, input.symbol, other.symbol))
            }
        }
    }

    /// Nil: anything of the type.
    private func values(of source: InputSource, _ input: Place) -> Expression? {
        switch source {
        case .demand(let index, let form):
            let field = demand.fields[index]
            guard case .list(let element) = form else {
                if case .bits(let width) = field.type, form == .bits {
                    return input.functions(upTo: input.number(width - 1), to: input.builtIn(.BOOL))
                }
                return scalars(form, field.range, input)
            }
            guard let last = last(of: field, input), let elementType = input.type.listElement else {
                return nil
            }
            let elements = scalars(element, field.range, input) ?? input.everything(of: elementType)
            return elements.map { input.functions(upTo: last, to: $0) }
        case .previous(let source):
            let field = answer.fields[source.fields.lowerBound]
            guard source.form == .bits else {
                return scalars(source.form, field.integers, input)
            }
            var width = source.fields.count
            if case .bits(let own) = field.type, width == 1 { width = own }
            return input.functions(upTo: input.number(width - 1), to: input.builtIn(.BOOL))
        }
    }

    private func scalars(
        _ form: ValueForm, _ range: ClosedRange<Int64>?, _ input: Place
    ) -> Expression? {
        switch form {
        case .integer: return range.map { input.interval($0) }
        case .element(let set, let indices):
            if indices.count == machine.sets[set].elements.count { return nil }
            return input.elements(of: set, indices)
        case .boolean, .string, .bits, .list: return nil
        }
    }

    /// The index of a list's last value; nil when no input says how many there are.
    private func last(of field: DemandSchema.Field, _ input: Place) -> Expression? {
        guard let count = field.count else { return nil }
        guard let name = count.field else { return input.number(count.factor - 1) }
        let other = operation.inputs.firstIndex { source in
            if case .demand(let index, .integer) = source {
                return demand.fields[index].name == name
            }
            return false
        }
        guard let other else { return nil }
        let slot = machine.operations[operation.index].inputs[other]
        let symbol = Place(machine.symbols[slot], slot: slot).symbol
        return input.minusOne(input.times(count.factor, symbol))
    }
}

extension AnswerField {
    /// The integers of its range.
    fileprivate var integers: ClosedRange<Int64>? {
        guard type == .integer, let range else { return nil }
        let (low, high) = (range.lowerBound.rounded(.up), range.upperBound.rounded(.down))
        guard let low = Int64(exactly: max(low, -0x1p63)),
            let high = Int64(exactly: min(high, 0x1p62)), low <= high
        else { return nil }
        return low...high
    }
}

/// Formulas about one input, which stand where the input stands.
private struct Place {
    let slot: Int
    let type: MachineType
    private let span: SourceSpan

    init(_ symbol: CheckedMachine.Symbol, slot: Int) {
        self.slot = slot
        type = symbol.type
        span = symbol.span
    }

    var symbol: Expression { Expression(.symbol(slot), type, span) }

    func predicate(_ how: Comparison, _ left: Expression, _ right: Expression) -> Predicate {
        Predicate(.compare(how, left, right), span)
    }

    func number(_ number: Int) -> Expression {
        Expression(.integer(BigInt(number)), .integer, span)
    }

    func times(_ factor: Int, _ other: Expression) -> Expression {
        factor == 1
            ? other : Expression(.binary(.multiply, number(factor), other), .integer, span)
    }

    func minusOne(_ other: Expression) -> Expression {
        Expression(.binary(.subtract, other, number(1)), .integer, span)
    }

    func interval(_ range: ClosedRange<Int64>) -> Expression {
        Expression(
            .binary(.interval, number(Int(range.lowerBound)), number(Int(range.upperBound))),
            .power(.integer), span)
    }

    func builtIn(_ set: BuiltInSet) -> Expression {
        let element: MachineType =
            switch set {
            case .BOOL: .boolean
            case .STRING: .string
            case .INTEGER, .NATURAL, .NATURAL1, .INT, .NAT, .NAT1: .integer
            }
        return Expression(.builtIn(set), .power(element), span)
    }

    func elements(of set: Int, _ indices: [Int]) -> Expression {
        Expression(
            .set(
                indices.map { Expression(.element(set: set, index: $0), .given(set), span) }),
            .power(.given(set)), span)
    }

    /// Nil for a type that no field has.
    func everything(of type: MachineType) -> Expression? {
        switch type {
        case .integer: builtIn(.INTEGER)
        case .boolean: builtIn(.BOOL)
        case .given(let set): Expression(.given(set), .power(type), span)
        case .string, .pair, .power, .record: nil
        }
    }

    /// `0..last --> set`.
    func functions(upTo last: Expression, to set: Expression) -> Expression {
        let domain = Expression(.binary(.interval, number(0), last), .power(.integer), span)
        return Expression(.binary(.totalFunctions, domain, set), .power(type), span)
    }
}
