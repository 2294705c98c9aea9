import CClang

/// Structs of which two fields' places can be compared without the address of either being
/// taken: arrays turn into pointers by themselves, addresses may be of what lies inside a field,
/// and among the members of one struct `<` has a meaning.
struct FieldComparisons {
    private var decayed: [Cursor: Set<Cursor>] = [:]
    private var comparesPointers = false

    mutating func visit(_ node: Node) {
        switch node.kind {
        case CXCursor_UnexposedExpr:
            guard let array = node.implicitlyConverted, array.type.isArray else { return }
            decay(array)
        case CXCursor_UnaryOperator where node.unaryOperator == CXUnaryOperator_AddrOf:
            // The struct that the field itself is of is seen by its address alone.
            guard let field = node.children.first?.bare, field.kind == CXCursor_MemberRefExpr,
                let base = field.children.first(where: \.isExpression)
            else { return }
            decay(base)
        case CXCursor_BinaryOperator:
            let isOrder = [
                CXBinaryOperator_LT, CXBinaryOperator_GT, CXBinaryOperator_LE,
                CXBinaryOperator_GE, CXBinaryOperator_Sub,
            ].contains(node.binaryOperator)
            if isOrder, node.children.allSatisfy(\.type.isPointer) { comparesPointers = true }
        case CXCursor_CStyleCastExpr:
            guard !node.type.isPointer, node.type.canonical.kind != CXType_Void,
                node.type.canonical.kind != CXType_Bool, let pointer = node.children.last
            else { return }
            if pointer.type.isPointer { comparesPointers = true }
        default: break
        }
    }

    private mutating func decay(_ array: Node) {
        var node = array.bare
        while true {
            if node.kind == CXCursor_ArraySubscriptExpr, let base = node.children.first {
                node = base.bare
            } else if node.kind == CXCursor_MemberRefExpr, let field = node.declaration {
                let record = clang_getCursorSemanticParent(field.cursor)
                decayed[Cursor(raw: clang_getCanonicalCursor(record)), default: []]
                    .insert(Cursor(raw: field.cursor))
                guard let base = node.children.first(where: \.isExpression) else { return }
                node = base.bare
            } else {
                return
            }
        }
    }

    /// Empty as long as no pointers are compared, subtracted or made numbers anywhere.
    var observed: [CXCursor] {
        comparesPointers ? decayed.filter { $0.value.count > 1 }.map(\.key.raw) : []
    }
}
