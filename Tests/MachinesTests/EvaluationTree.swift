import BigInt
import Machines

/// Builds typed trees by hand: names are given slots in the order in which they are made.
struct EvaluationTree {
    var machine: CheckedMachine
    static let span = SourceSpan(file: 0, start: 0, end: 0)

    init(_ kind: CheckedMachine.Kind = .machine) {
        machine = CheckedMachine(
            name: "Hand", kind: kind, sources: [SourceText(name: "Hand.mch", text: "MACHINE")])
    }

    mutating func symbol(
        _ name: String, _ type: MachineType, _ role: CheckedMachine.Symbol.Role = .local
    ) -> Expression {
        let slot = machine.symbols.count
        machine.symbols.append(
            CheckedMachine.Symbol(name: name, type: type, role: role, span: Self.span))
        if role == .variable { machine.variables.append(slot) }
        if role == .constant { machine.constants.append(slot) }
        return Expression(.symbol(slot), type, Self.span)
    }

    mutating func givenSet(_ name: String, _ elements: [String]) -> MachineType {
        machine.sets.append(
            CheckedMachine.GivenSet(name: name, elements: elements, isDeferred: false))
        return .given(machine.sets.count - 1)
    }

    mutating func operation(
        _ name: String, inputs: [Expression] = [], outputs: [Expression] = [],
        pre: [Predicate] = [], _ body: Substitution
    ) {
        machine.operations.append(
            CheckedMachine.Operation(
                name: name, inputs: inputs.map(\.slot), outputs: outputs.map(\.slot),
                preconditions: pre, body: body, span: Self.span))
    }

    func compiled(_ limits: MachineLimits = MachineLimits()) throws -> CompiledMachine {
        try CompiledMachine(machine, limits: limits)
    }
}

extension Expression: ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    public init(integerLiteral value: Int) {
        self.init(.integer(BigInt(value)), .integer, EvaluationTree.span)
    }

    public init(booleanLiteral value: Bool) {
        self.init(.boolean(value), .boolean, EvaluationTree.span)
    }

    var slot: Int {
        guard case .symbol(let slot) = node else { preconditionFailure("\(node) is no name") }
        return slot
    }

    /// The type of its elements.
    var element: MachineType {
        guard case .power(let type) = type else { preconditionFailure("\(type) is no set") }
        return type
    }

    init(_ node: Node, of type: MachineType) { self.init(node, type, EvaluationTree.span) }

    static func number(_ number: BigInt) -> Expression {
        Expression(.integer(number), of: .integer)
    }

    static func set(_ elements: [Expression], of type: MachineType = .integer) -> Expression {
        Expression(.set(elements), of: .power(elements.first?.type ?? type))
    }

    static func built(_ set: BuiltInSet) -> Expression {
        let type: MachineType =
            switch set {
            case .BOOL: .boolean
            case .STRING: .string
            default: .integer
            }
        return Expression(.builtIn(set), of: .power(type))
    }

    static func op(
        _ op: BinaryOperator, _ left: Expression, _ right: Expression, _ type: MachineType
    ) -> Expression {
        Expression(.binary(op, left, right), of: type)
    }

    static func + (left: Expression, right: Expression) -> Expression {
        op(.add, left, right, .integer)
    }
    static func - (left: Expression, right: Expression) -> Expression {
        op(.subtract, left, right, .integer)
    }
    static func * (left: Expression, right: Expression) -> Expression {
        op(.multiply, left, right, .integer)
    }
    static func / (left: Expression, right: Expression) -> Expression {
        op(.divide, left, right, .integer)
    }
    static func % (left: Expression, right: Expression) -> Expression {
        op(.modulo, left, right, .integer)
    }
    func upTo(_ other: Expression) -> Expression { .op(.interval, self, other, .power(.integer)) }
    func to(_ other: Expression) -> Expression {
        .op(.pair, self, other, .pair(type, other.type))
    }
    func times(_ other: Expression) -> Expression {
        .op(.cartesian, self, other, .power(.pair(element, other.element)))
    }
    func arrow(_ op: BinaryOperator, _ other: Expression) -> Expression {
        .op(op, self, other, .power(.power(.pair(element, other.element))))
    }
    func unary(_ op: UnaryOperator, _ type: MachineType) -> Expression {
        Expression(.unary(op, self), of: type)
    }
    func callAsFunction(_ argument: Expression) -> Expression {
        guard case .pair(_, let result) = element else { preconditionFailure("no function") }
        return Expression(.apply(self, argument), of: result)
    }

    static func truth(_ predicate: Predicate) -> Expression {
        Expression(.truth(predicate), of: .boolean)
    }
}

extension Expression {
    func compare(_ comparison: Comparison, _ other: Expression) -> Predicate {
        Predicate(.compare(comparison, self, other), EvaluationTree.span)
    }
    func isIn(_ set: Expression) -> Predicate { compare(.member, set) }
    func equals(_ other: Expression) -> Predicate { compare(.equal, other) }
    static func < (left: Expression, right: Expression) -> Predicate { left.compare(.less, right) }
    static func > (left: Expression, right: Expression) -> Predicate {
        left.compare(.greater, right)
    }
    static func <= (left: Expression, right: Expression) -> Predicate {
        left.compare(.lessOrEqual, right)
    }
    static func >= (left: Expression, right: Expression) -> Predicate {
        left.compare(.greaterOrEqual, right)
    }
}

extension Predicate {
    init(of node: Node) { self.init(node, EvaluationTree.span) }

    static func && (left: Predicate, right: Predicate) -> Predicate {
        Predicate(of: .and(left, right))
    }
    static func || (left: Predicate, right: Predicate) -> Predicate {
        Predicate(of: .or(left, right))
    }
    func implies(_ other: Predicate) -> Predicate { Predicate(of: .implies(self, other)) }
    static prefix func ! (predicate: Predicate) -> Predicate { Predicate(of: .not(predicate)) }
    static func exists(_ names: [Expression], _ body: Predicate) -> Predicate {
        Predicate(of: .exists(names.map(\.slot), body))
    }
    static func all(_ names: [Expression], _ body: Predicate) -> Predicate {
        Predicate(of: .forAll(names.map(\.slot), body))
    }
}

extension Substitution {
    init(of node: Node) { self.init(node, EvaluationTree.span) }

    static let skip = Substitution(of: .skip)
    static func set(_ name: Expression, _ value: Expression) -> Substitution {
        Substitution(of: .assign([(name.slot, value)]))
    }
    static func together(_ parts: Substitution...) -> Substitution {
        Substitution(of: .parallel(parts))
    }
    static func steps(_ parts: Substitution...) -> Substitution {
        Substitution(of: .sequence(parts))
    }
    static func when(
        _ condition: Predicate, _ body: Substitution, else otherwise: Substitution? = nil
    ) -> Substitution {
        Substitution(of: .conditional([(condition, body)], otherwise: otherwise))
    }
    static func choose(_ name: Expression, from set: Expression) -> Substitution {
        Substitution(of: .becomesElement([name.slot], set))
    }
    static func any(
        _ names: [Expression], _ predicate: Predicate, _ body: Substitution
    ) -> Substitution {
        Substitution(of: .any(names.map(\.slot), predicate, body))
    }
}
