import BigInt
import Machines

/// Typed trees by hand, as much as the machine here needs.
struct Tree {
    var machine = CheckedMachine(
        name: "Brake", kind: .machine, sources: [SourceText(name: "Brake.mch", text: "")])
    static let span = SourceSpan(file: 0, start: 0, end: 0)

    mutating func symbol(
        _ name: String, _ type: MachineType, _ role: CheckedMachine.Symbol.Role
    ) -> Expression {
        if role == .variable { machine.variables.append(machine.symbols.count) }
        machine.symbols.append(
            CheckedMachine.Symbol(name: name, type: type, role: role, span: Self.span))
        return Expression(.symbol(machine.symbols.count - 1), type, Self.span)
    }

    mutating func operation(
        _ name: String, _ inputs: [Expression], _ outputs: [Expression], _ pre: [Predicate],
        _ body: Substitution
    ) {
        machine.operations.append(
            CheckedMachine.Operation(
                name: name, inputs: inputs.map(\.slot), outputs: outputs.map(\.slot),
                preconditions: pre, body: body, span: Self.span))
    }
}

extension Expression {
    var slot: Int { if case .symbol(let slot) = node { slot } else { 0 } }

    static func number(_ number: Int) -> Expression {
        Expression(.integer(BigInt(number)), .integer, Tree.span)
    }
    static func boolean(_ truth: Bool) -> Expression {
        Expression(.boolean(truth), .boolean, Tree.span)
    }
    static let natural = Expression(.builtIn(.NAT), .power(.integer), Tree.span)
    static func interval(_ lower: Int, _ upper: Int) -> Expression {
        Expression(.binary(.interval, number(lower), number(upper)), .power(.integer), Tree.span)
    }
    static func truth(_ predicate: Predicate) -> Expression {
        Expression(.truth(predicate), .boolean, Tree.span)
    }
    func plus(_ other: Expression) -> Expression {
        Expression(.binary(.add, self, other), .integer, Tree.span)
    }
    func compare(_ comparison: Comparison, _ other: Expression) -> Predicate {
        Predicate(.compare(comparison, self, other), Tree.span)
    }
    func isIn(_ set: Expression) -> Predicate { compare(.member, set) }
}

extension Predicate {
    func and(_ other: Predicate) -> Predicate { Predicate(.and(self, other), Tree.span) }
    func implies(_ other: Predicate) -> Predicate { Predicate(.implies(self, other), Tree.span) }
}

extension Substitution {
    static func set(_ name: Expression, _ value: Expression) -> Substitution {
        Substitution(.assign([(name.slot, value)]), Tree.span)
    }
    static func together(_ parts: [Substitution]) -> Substitution {
        Substitution(.parallel(parts), Tree.span)
    }
    static func when(
        _ condition: Predicate, _ body: Substitution, _ otherwise: Substitution
    ) -> Substitution {
        Substitution(.conditional([(condition, body)], otherwise: otherwise), Tree.span)
    }
}
