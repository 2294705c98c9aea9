import CClang

/// One comparison becomes each of the other five (ROR).
///
/// Refuses: pointers compared with `==` or `!=`, where only the other of the two makes sense.
package struct ReplaceRelation: MutationOperator {
    package let name = "ReplaceRelation"
    package let summary = "`<` becomes `<=`, `>`, `>=`, `==`, `!=`, and so on"

    private static let relations = ["<", "<=", ">", ">=", "==", "!="]

    package init() {}

    package func sites(in program: Program) -> [Mutation] {
        var found: [Mutation] = []
        program.eachMutableExpression { expression in
            guard let text = OperatorText(expression.node, in: program.source),
                Self.relations.contains(text.spelling)
            else { return }
            let isEquality = text.spelling == "==" || text.spelling == "!="
            let areNumbers = text.left.type.isNumber && text.right.type.isNumber
            let others = areNumbers || !isEquality ? Self.relations : ["==", "!="]
            for other in others where other != text.spelling {
                found.append(text.replaced(by: other, in: expression))
            }
        }
        return found
    }
}
