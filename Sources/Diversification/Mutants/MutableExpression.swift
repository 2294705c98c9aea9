import CClang

/// An expression that the program evaluates, with what it is a part of.
struct MutableExpression {
    let program: Program
    /// Nil at file scope.
    let function: FunctionDefinition?
    /// What evaluates it; a declaration at file scope.
    let statement: Node
    let node: Node
    /// What it is a part of, outermost first, implicit conversions included.
    let path: [Node]

    var source: SourceText { program.source }

    /// What it is directly a part of; nil for a whole expression.
    var parent: Node? { path.last { $0.implicitlyConverted == nil } }

    /// What has an operator of one or two operands, assignments and the comma apart, can stand
    /// here without parentheses.
    var isEnclosed: Bool {
        guard let parent else { return true }
        switch parent.kind {
        case CXCursor_ParenExpr, CXCursor_InitListExpr, CXCursor_ConditionalOperator: return true
        case CXCursor_CallExpr, CXCursor_ArraySubscriptExpr:
            return node.range.lowerBound > parent.range.lowerBound
        case CXCursor_BinaryOperator:
            return parent.binaryOperator == CXBinaryOperator_Assign
                && node.range.lowerBound > parent.range.lowerBound
        case CXCursor_CompoundAssignOperator:
            return node.range.lowerBound > parent.range.lowerBound
        default: return false
        }
    }

    /// The mutation of the whole expression, with parentheses where they are needed.
    func mutation(_ pieces: [Mutation.Piece], isOpen: Bool = false) -> Mutation {
        let isWrapped = isOpen && !isEnclosed
        let whole = isWrapped ? [.text("(")] + pieces + [.text(")")] : pieces
        return Mutation(
            node.range, whole, in: function?.declaration.name,
            claim: MutationClaim(self)?.claim(replacing: node.range, with: whole))
    }
}
