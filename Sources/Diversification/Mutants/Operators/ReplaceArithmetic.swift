import CClang

/// One arithmetic operator becomes another: `+ - * / %` among each other, `<<` and `>>`, the same
/// in assignments, `++` and `--`, and a minus sign is lost (AOR).
///
/// Refuses: `%` of floating-point numbers; anything but `+` and `-` on a pointer, and both where
/// the pointer is on the right or on both sides.
package struct ReplaceArithmetic: MutationOperator {
    package let name = "ReplaceArithmetic"
    package let summary = "`+` becomes `-`, `*`, `/`, `%`; `<<` becomes `>>`; `++` becomes `--`"

    private static let sums = ["+", "-", "*", "/", "%"]
    private static let shifts = ["<<", ">>"]

    package init() {}

    package func sites(in program: Program) -> [Mutation] {
        var found: [Mutation] = []
        program.eachMutableExpression { expression in
            if let text = OperatorText(expression.node, in: program.source) {
                let isAssignment = expression.node.kind == CXCursor_CompoundAssignOperator
                let spelling = isAssignment ? String(text.spelling.dropLast()) : text.spelling
                for other in Self.others(than: spelling, text.left.type, text.right.type) {
                    let word = isAssignment ? other + "=" : other
                    found.append(text.replaced(by: word, in: expression))
                }
            } else if let mutation = Self.unary(expression) {
                found.append(mutation)
            }
        }
        return found
    }

    private static func others(
        than spelling: String, _ left: CXType, _ right: CXType
    ) -> [String] {
        if shifts.contains(spelling) { return shifts.filter { $0 != spelling } }
        guard sums.contains(spelling) else { return [] }
        let others = sums.filter { $0 != spelling }
        if left.isInteger, right.isInteger { return others }
        if left.isNumber, right.isNumber { return others.filter { $0 != "%" } }
        guard left.isPointer, right.isInteger else { return [] }
        return others.filter { $0 == "+" || $0 == "-" }
    }

    private static func unary(_ expression: MutableExpression) -> Mutation? {
        let node = expression.node
        guard node.kind == CXCursor_UnaryOperator, !node.startsInMacro,
            let operand = node.children.first, operand.isInMainFile
        else { return nil }
        let (whole, inner) = (node.range, operand.range)
        switch node.unaryOperator {
        case CXUnaryOperator_PostInc, CXUnaryOperator_PostDec:
            guard inner.lowerBound == whole.lowerBound, !operand.type.isBoolean else { return nil }
            let other = node.unaryOperator == CXUnaryOperator_PostInc ? "--" : "++"
            return expression.mutation([.source(inner), .text(other)])
        case CXUnaryOperator_PreInc, CXUnaryOperator_PreDec:
            guard inner.upperBound == whole.upperBound, !operand.type.isBoolean else { return nil }
            let other = node.unaryOperator == CXUnaryOperator_PreInc ? "--" : "++"
            return expression.mutation([.text(other), .source(inner)])
        case CXUnaryOperator_Minus:
            guard inner.upperBound == whole.upperBound,
                expression.source.bytes[whole.lowerBound] == 0x2d
            else { return nil }
            return expression.mutation([
                .text("+"), .source(whole.lowerBound + 1..<whole.upperBound),
            ])
        default: return nil
        }
    }
}
