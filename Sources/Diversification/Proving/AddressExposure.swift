import CClang

/// Which variables pointers may reach.
///
/// A variable is out of reach only when each of its uses reads it, assigns to it, or picks a field
/// or element of which the same holds.
struct AddressExposure {
    private(set) var exposed: Set<Int> = []

    init(_ unit: TranslationUnit) {
        for declaration in unit.declarations
        where declaration.isExternal || declaration.isInSystemHeader {
            exposed.insert(declaration.id)
        }
        for node in unit.topLevel { value(node) }
    }

    /// Its value is used, or it holds what is.
    private mutating func value(_ node: Node) {
        if let child = node.implicitlyConverted {
            return child.type.isArray ? address(child) : value(child)
        }
        switch node.kind {
        case CXCursor_UnaryExpr:
            if node.contains(where: \.mayChange) || node.children.contains(where: isOpaque) {
                everything(node)
            }
        case CXCursor_UnaryOperator where node.unaryOperator == CXUnaryOperator_AddrOf:
            node.children.forEach { address($0) }
        case CXCursor_UnaryOperator where node.mayChange:
            node.children.forEach { object($0) }
        case CXCursor_BinaryOperator where node.binaryOperator == CXBinaryOperator_Assign,
            CXCursor_CompoundAssignOperator:
            guard node.children.count == 2 else { return everything(node) }
            object(node.children[0])
            value(node.children[1])
        case CXCursor_MemberRefExpr, CXCursor_ArraySubscriptExpr: object(node)
        case CXCursor_InitListExpr:
            for child in node.children {
                let isPlain = child.kind != CXCursor_UnexposedExpr
                if isPlain || child.implicitlyConverted != nil {
                    value(child)
                } else {
                    child.children.forEach { value($0) }
                }
            }
        default:
            if isOpaque(node) { return everything(node) }
            node.children.forEach { value($0) }
        }
    }

    private func isOpaque(_ node: Node) -> Bool {
        switch node.kind {
        case CXCursor_UnexposedExpr: node.implicitlyConverted == nil
        case CXCursor_StmtExpr, CXCursor_AsmStmt, CXCursor_GCCAsmStmt, CXCursor_UnexposedStmt,
            CXCursor_GenericSelectionExpr, CXCursor_BlockExpr, CXCursor_AddrLabelExpr,
            CXCursor_UnexposedDecl:
            true
        default: false
        }
    }

    /// It is read or assigned to as an object.
    private mutating func object(_ node: Node) {
        switch node.kind {
        case CXCursor_DeclRefExpr: return
        case CXCursor_ParenExpr: node.children.forEach { object($0) }
        case CXCursor_MemberRefExpr:
            guard let base = node.children.first(where: \.isExpression) else {
                return everything(node)
            }
            if base.type.isPointer { value(base) } else { object(base) }
        case CXCursor_ArraySubscriptExpr:
            for child in node.children {
                if let array = child.implicitlyConverted, array.type.isArray {
                    object(array)
                } else {
                    value(child)
                }
            }
        default: value(node)
        }
    }

    /// Its address goes anywhere.
    private mutating func address(_ node: Node) {
        switch node.kind {
        case CXCursor_DeclRefExpr:
            if let named = node.declaration, named.isVariable { exposed.insert(named.id) }
        case CXCursor_ParenExpr: node.children.forEach { address($0) }
        case CXCursor_StringLiteral: return
        case CXCursor_MemberRefExpr:
            guard let base = node.children.first(where: \.isExpression) else {
                return everything(node)
            }
            if base.type.isPointer { value(base) } else { address(base) }
        case CXCursor_ArraySubscriptExpr:
            for child in node.children {
                if let array = child.implicitlyConverted, array.type.isArray {
                    address(array)
                } else {
                    value(child)
                }
            }
        case CXCursor_UnaryOperator where node.unaryOperator == CXUnaryOperator_Deref:
            node.children.forEach { value($0) }
        default: everything(node)
        }
    }

    private mutating func everything(_ node: Node) {
        var found: Set<Int> = []
        node.walk { inner in
            if let named = inner.declaration, named.isVariable { found.insert(named.id) }
        }
        exposed.formUnion(found)
    }
}
