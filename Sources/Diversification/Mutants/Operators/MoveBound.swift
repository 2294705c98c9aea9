import CClang

/// Off by one: the bound of a loop, or an index, is one more or one less.
///
/// A bound is the right side of `<`, `<=`, `>` or `>=` in a loop's condition. Refuses: numbers as
/// bounds and indices, which `ChangeConstant` changes.
package struct MoveBound: MutationOperator {
    package let name = "MoveBound"
    package let summary = "`i < n` of a loop becomes `i < n + 1`, `a[i]` becomes `a[i - 1]`"

    package init() {}

    package func sites(in program: Program) -> [Mutation] {
        var found: [Mutation] = []
        program.eachMutableExpression { expression in
            guard let bound = Self.bound(of: expression) else { return }
            let whole = expression.node.range
            for step in [" + 1", " - 1"] {
                found.append(
                    expression.mutation(
                        [.source(whole.lowerBound..<bound.range.lowerBound)]
                            + bound.closedForSum(in: program.source) + [
                                .text(step), .source(bound.range.upperBound..<whole.upperBound),
                            ]))
            }
        }
        return found
    }

    /// The bound of a comparison that a loop goes by, or the index of a place in an array.
    static func bound(of expression: MutableExpression) -> Node? {
        let node = expression.node
        if node.kind == CXCursor_ArraySubscriptExpr, !node.startsInMacro, node.children.count == 2 {
            let index = node.children[1]
            return index.type.isInteger && isNamed(index, in: expression) ? index : nil
        }
        guard isLoopCondition(expression), let text = OperatorText(node, in: expression.source),
            ["<", "<=", ">", ">="].contains(text.spelling), isNamed(text.right, in: expression),
            text.right.type.isInteger || text.right.type.isPointer
        else { return nil }
        return text.right
    }

    private static func isNamed(_ node: Node, in expression: MutableExpression) -> Bool {
        let bare = node.bare
        let isLiteral =
            bare.kind == CXCursor_IntegerLiteral || bare.kind == CXCursor_CharacterLiteral
        return !isLiteral && node.isInMainFile && !node.startsInMacro
    }

    /// The expression decides by itself, or beside others, whether a loop goes on.
    private static func isLoopCondition(_ expression: MutableExpression) -> Bool {
        let connectors = expression.path.filter { $0.implicitlyConverted == nil }
        let areConnectors = connectors.allSatisfy { node in
            node.kind == CXCursor_ParenExpr
                || node.kind == CXCursor_BinaryOperator
                    && [CXBinaryOperator_LAnd, CXBinaryOperator_LOr].contains(node.binaryOperator)
        }
        guard areConnectors else { return false }
        let root = connectors.first ?? expression.node
        return LoopText(expression.statement, in: expression.source)?.condition?.range == root.range
    }
}
