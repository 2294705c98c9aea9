import CClang

/// The part of an expression around a change that a solver understands: whole numbers, operators,
/// and names for all else that is read.
///
/// Sound because nothing in that part changes anything, so the same text read twice is one value.
/// Where `&&`, `||` or `?:` decide what is evaluated, only what can always be read has a name:
/// the change could otherwise read through a pointer or an index that the original leaves alone.
struct MutationClaim {
    private let source: SourceText
    /// Innermost last.
    private let candidates: [Node]

    private struct Leaf {
        let range: Range<Int>
        let text: String
    }

    private struct Reading {
        var leaves: [Leaf] = []
        var variables: [RewrittenExpression.Variable] = []
        var names: [String: String] = [:]
        var branches = false
        var mayFail = false
    }

    private static let preamble = """
        #include <limits.h>
        #include <stdbool.h>
        #include <stddef.h>
        #include <stdint.h>
        """

    init?(_ expression: MutableExpression) {
        source = expression.source
        candidates = expression.path + [expression.node]
    }

    /// The outermost part that is understood, before and after the change.
    func claim(
        replacing change: Range<Int>, with pieces: [Mutation.Piece]
    ) -> RewrittenExpression? {
        for candidate in candidates where candidate.implicitlyConverted == nil {
            var reading = Reading()
            guard candidate.type.isInteger, read(candidate, around: change, &reading),
                !reading.branches || !reading.mayFail
            else { continue }
            let whole = candidate.range
            let before = render([.source(whole)], reading)
            let after = render(
                [.source(whole.lowerBound..<change.lowerBound)] + pieces
                    + [.source(change.upperBound..<whole.upperBound)], reading)
            return RewrittenExpression(
                before, becomes: after, variables: reading.variables, preamble: Self.preamble)
        }
        return nil
    }

    private func read(_ node: Node, around change: Range<Int>, _ reading: inout Reading) -> Bool {
        if let inner = node.implicitlyConverted { return read(inner, around: change, &reading) }
        switch node.kind {
        case CXCursor_ParenExpr: break
        case CXCursor_IntegerLiteral, CXCursor_CharacterLiteral: return true
        case CXCursor_UnaryOperator:
            switch node.unaryOperator {
            case CXUnaryOperator_Plus, CXUnaryOperator_Minus, CXUnaryOperator_Not,
                CXUnaryOperator_LNot:
                break
            case CXUnaryOperator_Deref:
                reading.mayFail = true
                return name(node, around: change, &reading)
            default: return false
            }
        case CXCursor_BinaryOperator:
            if node.binaryOperator == CXBinaryOperator_Assign { return false }
            let isChoice = [CXBinaryOperator_LAnd, CXBinaryOperator_LOr]
                .contains(node.binaryOperator)
            reading.branches = reading.branches || isChoice
        case CXCursor_ConditionalOperator: reading.branches = true
        case CXCursor_CStyleCastExpr:
            guard node.type.isInteger, let value = node.children.last, value.isExpression
            else { return false }
            return read(value, around: change, &reading)
        case CXCursor_DeclRefExpr:
            if let number = node.constant {
                reading.leaves.append(Leaf(range: node.range, text: "(\(number))"))
                return true
            }
            return name(node, around: change, &reading)
        case CXCursor_MemberRefExpr, CXCursor_ArraySubscriptExpr:
            reading.mayFail = reading.mayFail || !isAlwaysThere(node)
            return name(node, around: change, &reading)
        default: return false
        }
        return node.children.allSatisfy { child in
            !child.isExpression || read(child, around: change, &reading)
        }
    }

    private func isAlwaysThere(_ node: Node) -> Bool {
        guard node.kind == CXCursor_MemberRefExpr, let base = node.children.first else {
            return node.kind == CXCursor_DeclRefExpr
        }
        return !base.type.isPointer && isAlwaysThere(base.bare)
    }

    private func name(_ node: Node, around change: Range<Int>, _ reading: inout Reading) -> Bool {
        let holdsChange =
            node.range != change && node.range.lowerBound <= change.lowerBound
            && change.upperBound <= node.range.upperBound
        guard node.type.isInteger, !holdsChange, node.isWritten,
            !node.contains(where: { $0.mayChange || $0.type.holdsVolatile || isBitField($0) })
        else { return false }
        let text = source.tokens(node.range)
        let name = reading.names[text] ?? "v\(reading.names.count + 1)"
        if reading.names.updateValue(name, forKey: text) == nil {
            reading.variables.append(.init(name, number(node.type).spelling))
        }
        reading.leaves.append(Leaf(range: node.range, text: name))
        return true
    }

    private func isBitField(_ node: Node) -> Bool {
        guard node.kind == CXCursor_MemberRefExpr, let field = node.declaration else {
            return false
        }
        return clang_Cursor_isBitField(field.cursor) != 0
    }

    private func number(_ type: CXType) -> CXType {
        let type = clang_getUnqualifiedType(type.canonical)
        guard type.kind == CXType_Enum else { return type }
        return clang_getEnumDeclIntegerType(clang_getTypeDeclaration(type)).canonical
    }

    private func render(_ pieces: [Mutation.Piece], _ reading: Reading) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): return text
            case .source(let range):
                let inside = reading.leaves.filter { leaf in
                    range.lowerBound <= leaf.range.lowerBound
                        && leaf.range.upperBound <= range.upperBound
                }
                return source.text(range, replacing: inside.map { ($0.range, $0.text) })
            }
        }.joined()
    }
}
