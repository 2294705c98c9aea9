import CClang

/// One node of the syntax tree, with where its text is in the file being changed.
final class Node {
    let cursor: CXCursor
    let kind: CXCursorKind
    let type: CXType
    let children: [Node]
    /// What a reference names, or what a declaration declares.
    let declaration: Declaration?
    /// Bytes of the main file; empty for a node of another file. A node that a macro expansion
    /// produced has the extent of the whole expansion.
    let range: Range<Int>
    /// Where the first token is spelled; differs from the range's start inside expansions.
    let spelledAt: Int
    let startsInMacro: Bool
    let isInMainFile: Bool

    init(cursor: CXCursor, extent: Extent, children: [Node], declaration: Declaration?) {
        self.cursor = cursor
        kind = clang_getCursorKind(cursor)
        type = clang_getCursorType(cursor)
        range = extent.range
        spelledAt = extent.spelledAt
        startsInMacro = extent.startsInMacro
        isInMainFile = extent.isInMainFile
        self.children = children
        self.declaration = declaration
    }

    struct Extent {
        var range: Range<Int>
        var spelledAt: Int
        var startsInMacro: Bool
        var isInMainFile: Bool
    }

    var isExpression: Bool { clang_isExpression(kind) != 0 }
    var isAttribute: Bool { clang_isAttribute(kind) != 0 }
    var binaryOperator: CXBinaryOperatorKind { clang_getCursorBinaryOperatorKind(cursor) }
    var unaryOperator: CXUnaryOperatorKind { clang_getCursorUnaryOperatorKind(cursor) }

    /// An implicit conversion shows as an unexposed expression over the very text of its operand;
    /// every other unexposed expression is a construct not understood.
    var implicitlyConverted: Node? {
        guard kind == CXCursor_UnexposedExpr, children.count == 1, let child = children.first,
            child.isExpression, child.range == range, child.spelledAt == spelledAt
        else { return nil }
        return child
    }

    /// The expression without parentheses and implicit conversions.
    var bare: Node {
        var node = self
        while true {
            if let inner = node.implicitlyConverted {
                node = inner
            } else if node.kind == CXCursor_ParenExpr, let inner = node.children.first {
                node = inner
            } else {
                return node
            }
        }
    }

    /// Calls `visit` on this node and everything below it, outermost first.
    func walk(_ visit: (Node) -> Void) {
        visit(self)
        for child in children { child.walk(visit) }
    }

    /// Whether any node of the subtree satisfies `condition`.
    func contains(where condition: (Node) -> Bool) -> Bool {
        condition(self) || children.contains { $0.contains(where: condition) }
    }
}
