import CClang

/// How a unit may see where the fields of a record lie; asked only of records that were changed.
///
/// Harmless are: null pointers, allocations by the record's own `sizeof`, `free`, and the ratio of
/// two sizes. All other conversions between pointers to different types, sizes, calls of functions
/// that are not in the program, unions, addresses of fields, and what is not understood see.
/// Initialisers need no look: terms say which field gets what.
struct LayoutSight {
    /// By the record's name, the first thing that sees it.
    private(set) var seen: [String: String] = [:]
    private let known: Set<String>

    /// - Parameter definedElsewhere: functions of the program's other units.
    init(_ unit: TranslationUnit, definedElsewhere: Set<String>) {
        known = Set(unit.functions.map(\.declaration.name)).union(definedElsewhere)
        for node in unit.topLevel { look(node, inAllocation: false) }
    }

    private mutating func see(_ type: CXType, _ reason: String) {
        var pending = [type]
        var visited: Set<String> = []
        while let next = pending.popLast() {
            var type = next.canonical
            while let inner = type.elementOfArray { type = inner.canonical }
            if type.kind == CXType_Pointer {
                pending.append(clang_getPointeeType(type))
            } else if type.kind == CXType_Record {
                let name = TypeName.of(type)
                guard visited.insert(name).inserted else { continue }
                if seen[name] == nil { seen[name] = reason }
                pending += type.fields.map { clang_getCursorType($0) }
            }
        }
    }

    private mutating func look(_ node: Node, inAllocation: Bool) {
        var isInside = false
        switch node.kind {
        case CXCursor_UnionDecl:
            for field in node.children { see(field.type, "a union") }
        case CXCursor_VarDecl:
            if clang_Cursor_getStorageClass(node.cursor) == CX_SC_Extern,
                clang_Cursor_isNull(clang_getCursorDefinition(node.cursor)) != 0
            {
                see(node.type, "a variable that another file may define")
            }
        case CXCursor_UnexposedExpr where node.implicitlyConverted == nil:
            if !isDesignation(node) { return seeAll(node, "an expression not understood") }
        case CXCursor_ArraySubscriptExpr:
            // The array is stepped into, its address goes nowhere.
            for child in node.children { look(child.steppedInto, inAllocation: false) }
            return
        case CXCursor_UnexposedExpr, CXCursor_CStyleCastExpr:
            decay(node)
            conversion(node, inAllocation)
            isInside = inAllocation
        case CXCursor_ParenExpr: isInside = inAllocation
        case CXCursor_BinaryOperator:
            if node.binaryOperator == CXBinaryOperator_Mul { isInside = inAllocation }
            if node.binaryOperator == CXBinaryOperator_Div, node.children.allSatisfy(\.isSize) {
                return
            }
        case CXCursor_UnaryExpr:
            if !inAllocation, let measured = node.children.last { see(measured.type, "a sizeof") }
        case CXCursor_UnaryOperator where node.unaryOperator == CXUnaryOperator_AddrOf:
            if let place = node.children.first { address(of: place) }
        case CXCursor_CallExpr: return call(node)
        case CXCursor_AsmStmt, CXCursor_GCCAsmStmt, CXCursor_StmtExpr,
            CXCursor_GenericSelectionExpr, CXCursor_UnexposedStmt, CXCursor_UnexposedDecl:
            return seeAll(node, "an expression not understood")
        default: break
        }
        for child in node.children { look(child, inAllocation: isInside) }
    }

    private mutating func seeAll(_ node: Node, _ reason: String) {
        var types: [CXType] = []
        node.walk { types.append($0.type) }
        for type in types { see(type, reason) }
    }

    private func isDesignation(_ node: Node) -> Bool {
        guard let first = node.children.first else { return false }
        return first.kind == CXCursor_MemberRef || node.children.count == 2
    }

    private mutating func call(_ node: Node) {
        guard let callee = node.children.first else { return }
        let name = callee.bare.declaration?.name ?? ""
        let isAllocation = FunctionRun.allocators.contains(name)
        let isHarmless = isAllocation || name == "free" || known.contains(name)
        if !isHarmless {
            for part in node.children.dropFirst() + [node] {
                see(part.type, "a call of '\(name)'")
                see(part.bare.type, "a call of '\(name)'")
            }
        }
        look(callee, inAllocation: false)
        let keepsLayout = isAllocation || name == "free"
        for argument in node.children.dropFirst() { look(argument, inAllocation: keepsLayout) }
    }

    /// An array that turns into a pointer: with two of them a program may compare their places.
    private mutating func decay(_ node: Node) {
        guard let array = node.implicitlyConverted, array.type.isArray, node.type.isPointer
        else { return }
        address(of: array)
    }

    /// All structs that the place lies in, as far as no pointer leads to it.
    private mutating func address(of place: Node) {
        var place = place.bare
        while let base = place.children.first(where: \.isExpression) {
            switch place.kind {
            case CXCursor_MemberRefExpr: see(base.type, "the address of a field")
            case CXCursor_ArraySubscriptExpr: break
            default: return
            }
            place = base.bare
            if place.type.isPointer { return }
        }
    }

    private mutating func conversion(_ node: Node, _ inAllocation: Bool) {
        guard let operand = node.children.last(where: \.isExpression) else { return }
        let (from, to) = (operand.type.canonical, node.type.canonical)
        guard from.isPointer || to.isPointer, to.kind != CXType_Void, to.kind != CXType_Bool,
            !from.isArray, !from.isFunction, !TypeName.isSame(from, to)
        else { return }
        var inner = operand.bare
        while inner.kind == CXCursor_CStyleCastExpr, let next = inner.children.last {
            inner = next.bare
        }
        if inner.constant == 0 || isAllocation(inner, of: to) { return }
        if inAllocation, to.isPointer, TypeName.of(clang_getPointeeType(to)) == "void" { return }
        see(from, "a conversion")
        see(to, "a conversion")
    }

    private func isAllocation(_ node: Node, of type: CXType) -> Bool {
        guard node.kind == CXCursor_CallExpr,
            let name = node.children.first?.bare.declaration?.name,
            FunctionRun.allocators.contains(name), type.isPointer
        else { return false }
        let wanted = TypeName.of(clang_getPointeeType(type))
        return node.children.dropFirst().contains { argument in
            argument.contains { size in
                size.kind == CXCursor_UnaryExpr
                    && (size.children.last.map { TypeName.of($0.type) == wanted } ?? false)
            }
        }
    }
}

extension Node {
    /// The array below the conversion to a pointer that a subscript brings along.
    fileprivate var steppedInto: Node {
        guard let array = implicitlyConverted, array.type.isArray else { return self }
        return array
    }
}
