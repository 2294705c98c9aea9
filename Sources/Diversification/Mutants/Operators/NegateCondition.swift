import CClang

/// A condition means its opposite: that of `if`, a loop or `?:`, and whatever has a `!` already.
package struct NegateCondition: MutationOperator {
    package let name = "NegateCondition"
    package let summary = "`if (c)` becomes `if (!(c))`; `!x` becomes `!!x`"

    package init() {}

    package func sites(in program: Program) -> [Mutation] {
        var found: [Mutation] = []
        program.eachMutableExpression { expression in
            let node = expression.node
            guard !node.startsInMacro else { return }
            if Self.isNegation(node) {
                found.append(expression.mutation([.text("!"), .source(node.range)]))
            } else if Self.isCondition(expression), !Self.isNegation(node.bare) {
                let isClosed = node.closed == [.source(node.range)]
                found.append(
                    expression.mutation(
                        isClosed
                            ? [.text("!"), .source(node.range)]
                            : [.text("!(")] + [.source(node.range), .text(")")]))
            }
        }
        return found
    }

    private static func isNegation(_ node: Node) -> Bool {
        node.kind == CXCursor_UnaryOperator && node.unaryOperator == CXUnaryOperator_LNot
    }

    private static func isCondition(_ expression: MutableExpression) -> Bool {
        if let parent = expression.parent {
            return parent.kind == CXCursor_ConditionalOperator
                && parent.children.first?.range == expression.node.range
        }
        let (statement, range) = (expression.statement, expression.node.range)
        switch statement.kind {
        case CXCursor_IfStmt, CXCursor_WhileStmt: return true
        case CXCursor_DoStmt: return statement.children.last?.range == range
        case CXCursor_ForStmt:
            return LoopText(statement, in: expression.source)?.condition?.range == range
        default: return false
        }
    }
}
