extension InputShape {
    /// Gives the value of an expression where the search stands; nil when it has none there.
    typealias Evaluation = (Expression) -> Value?

    /// The members of a set.
    init(membersOf set: Expression, in machine: CompiledMachine, _ evaluate: Evaluation) {
        guard case .power(let type) = set.type else {
            self = InputShape(set.type, in: machine)
            return
        }
        self =
            Self.read(set, in: machine, evaluate) ?? Self.evaluated(set, evaluate)
            ?? InputShape(type, in: machine)
    }

    private static func evaluated(_ set: Expression, _ evaluate: Evaluation) -> InputShape? {
        guard case .set(let value) = evaluate(set), !value.isEmpty else { return nil }
        if case .interval(let lower, let upper) = value.form { return .integers(lower...upper) }
        return .listed(value.elements)
    }

    /// Nil where the form says nothing.
    private static func read(
        _ set: Expression, in machine: CompiledMachine, _ evaluate: Evaluation
    ) -> InputShape? {
        func members(_ set: Expression) -> InputShape {
            InputShape(membersOf: set, in: machine, evaluate)
        }
        switch set.node {
        case .builtIn(let builtIn): return read(builtIn, in: machine)
        case .given(let index): return .given(index, in: machine)
        case .binary(.interval, let lower, let upper):
            guard case .integer(let lower)? = evaluate(lower),
                case .integer(let upper)? = evaluate(upper), lower <= upper
            else { return nil }
            return .integers(lower...upper)
        case .binary(.cartesian, let left, let right):
            return .pairs(members(left), members(right))
        case .unary(let kind, let operand):
            switch kind {
            case .power, .power1, .finite, .finite1:
                return members(operand).parts
            case .sequences, .sequences1, .injectiveSequences, .injectiveSequences1,
                .permutations:
                return .sequences(of: members(operand))
            default: return nil
            }
        case .binary(let arrow, let left, let right):
            guard let kind = FunctionKind(arrow) else { return nil }
            return .functions(from: members(left), to: members(right), kind)
        case .recordSet(let fields): return .records(fields.map { members($0.value) })
        default: return nil
        }
    }

    private static func read(_ set: BuiltInSet, in machine: CompiledMachine) -> InputShape {
        let (min, max) = (machine.limits.integerMin, machine.limits.integerMax)
        return switch set {
        case .INTEGER, .INT: .integers(min...max)
        case .NATURAL, .NAT: .integers(0...Swift.max(0, max))
        case .NATURAL1, .NAT1: .integers(1...Swift.max(1, max))
        case .BOOL: .listed([.boolean(false), .boolean(true)])
        case .STRING: .strings
        }
    }
}

extension InputShape.FunctionKind {
    /// Nil when it is no arrow.
    init?(_ arrow: BinaryOperator) {
        switch arrow {
        case .relations, .partialFunctions, .partialSurjections: self.init()
        case .totalFunctions, .totalSurjections: self.init(isTotal: true)
        case .partialInjections, .partialBijections: self.init(isInjective: true)
        case .totalInjections, .totalBijections: self.init(isTotal: true, isInjective: true)
        default: return nil
        }
    }
}
