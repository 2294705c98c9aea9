import CClang

/// Which structs have a layout that something in the program may see.
///
/// Seen by: a conversion between pointers (null pointers and allocations that use the struct's
/// `sizeof` apart), `sizeof` outside an allocation and outside `sizeof a / sizeof a[0]`, an
/// initialiser that goes by position, membership in a union, a function whose body is not in the
/// program, the address of a field, `offsetof`, `asm`, and any expression not understood. A struct
/// held by value in an observed one is observed.
struct LayoutObservations {
    private var observed: Set<Cursor> = []
    private let program: Program

    private static let allocators: Set<String> = ["malloc", "calloc", "realloc", "aligned_alloc"]

    init(_ program: Program) {
        self.program = program
        for node in program.unit.topLevel { visit(node, .init()) }
    }

    func isObserved(_ record: CXCursor) -> Bool {
        observed.contains(Cursor(raw: clang_getCanonicalCursor(record)))
    }

    /// What the surroundings allow.
    private struct Context {
        var allowsSize = false
        var allowsPointerToVoid = false
    }

    private mutating func observe(_ records: [CXCursor]) {
        for record in records { observed.insert(Cursor(raw: clang_getCanonicalCursor(record))) }
    }

    private mutating func observe(_ type: CXType) {
        observe(type.recordsHeld + type.recordsPointedTo)
        let function = clang_getPointeeType(type.canonical).canonical
        if type.isPointer, function.isFunction { observeSignature(function) }
    }

    /// What goes in and comes out of a function, from where it is not seen what happens to it.
    private mutating func observeSignature(_ function: CXType) {
        observe(clang_getResultType(function))
        for index in 0..<max(0, clang_getNumArgTypes(function)) {
            observe(clang_getArgType(function, UInt32(index)))
        }
    }

    /// Everything named below is observed.
    private mutating func observeAll(_ node: Node) {
        var records: [CXCursor] = []
        node.walk { records += $0.type.recordsHeld + $0.type.recordsPointedTo }
        observe(records)
    }

    private mutating func visit(_ node: Node, _ context: Context) {
        var inner = Context()
        switch node.kind {
        case CXCursor_UnionDecl:
            if program.rules.unionsObserve { for field in node.children { observe(field.type) } }
        case CXCursor_FunctionDecl: prototype(node)
        case CXCursor_VarDecl where isElsewhere(node): observe(node.type)
        case CXCursor_CallExpr: return call(node)
        case CXCursor_CStyleCastExpr:
            inner = context
            conversion(node, context)
        case CXCursor_ParenExpr: inner = context
        case CXCursor_UnexposedExpr:
            guard node.implicitlyConverted != nil else { return observeAll(node) }
            inner = context
            conversion(node, context)
        case CXCursor_UnaryExpr: return size(node, context)
        case CXCursor_BinaryOperator:
            if node.binaryOperator == CXBinaryOperator_Mul { inner.allowsSize = context.allowsSize }
            if isRatioOfSizes(node) { inner.allowsSize = true }
        case CXCursor_UnaryOperator where node.unaryOperator == CXUnaryOperator_AddrOf:
            address(node)
        case CXCursor_InitListExpr: return initialiser(node)
        case CXCursor_AsmStmt, CXCursor_GCCAsmStmt, CXCursor_GenericSelectionExpr,
            CXCursor_StmtExpr:
            return observeAll(node)
        default: break
        }
        for child in node.children { visit(child, inner) }
    }

    private func isElsewhere(_ node: Node) -> Bool {
        guard let named = node.declaration, named.isExternal,
            !program.isDefinedElsewhere(named.name)
        else { return false }
        return clang_Cursor_isNull(clang_getCursorDefinition(node.cursor)) != 0
            && clang_Cursor_getStorageClass(node.cursor) == CX_SC_Extern
    }

    private mutating func prototype(_ node: Node) {
        guard program.rules.outsideCallsObserve, let function = node.declaration,
            !isInProgram(function)
        else { return }
        observe(clang_getResultType(node.type))
        for child in node.children where child.kind == CXCursor_ParmDecl { observe(child.type) }
    }

    private mutating func call(_ node: Node) {
        guard let callee = node.children.first else { return }
        let function = callee.bare.declaration
        let name = function?.isInSystemHeader == true ? function?.name ?? "" : ""
        let isInside = function.map(isInProgram) ?? isTyped(callee)
        let isAllocator = Self.allocators.contains(name)
        let keepsLayout = isAllocator || name == "free"
        if !isInside, !keepsLayout, program.rules.outsideCallsObserve {
            observe(node.type)
            for argument in node.children.dropFirst() {
                observe(argument.type)
                observe(argument.bare.type)
            }
        }
        let context = Context(allowsSize: isAllocator, allowsPointerToVoid: keepsLayout)
        visit(callee, Context())
        for argument in node.children.dropFirst() { visit(argument, context) }
    }

    private func isInProgram(_ function: Declaration) -> Bool {
        program.facts.definedFunctions.contains(function.id)
            || program.isDefinedElsewhere(function.name)
    }

    /// A pointer to a function with a prototype: a function of the outside could only get into it
    /// by its own declaration, which is observed, or by a conversion, which is observed.
    private func isTyped(_ callee: Node) -> Bool {
        var type = callee.bare.type.canonical
        if type.isPointer { type = clang_getPointeeType(type).canonical }
        return type.kind == CXType_FunctionProto && clang_isFunctionTypeVariadic(type) == 0
    }

    private mutating func conversion(_ node: Node, _ context: Context) {
        guard program.rules.castsObserve, let operand = node.children.first(where: \.isExpression)
        else { return }
        let from = operand.type.canonical
        let to = node.type.canonical
        if to.kind == CXType_Bool || to.kind == CXType_Void || from.isArray || from.isFunction {
            return
        }
        guard from.isPointer || to.isPointer else { return }
        if from.isPointer, to.isPointer, pointee(from) == pointee(to) { return }
        if isNull(operand) || isAllocation(operand, of: pointee(to)) { return }
        if context.allowsPointerToVoid, pointee(to) == "void" { return }
        observe(from)
        observe(to)
    }

    /// Empty for what is no pointer: libclang crashes when asked for such a type's qualifiers.
    private func pointee(_ type: CXType) -> String {
        guard type.isPointer else { return "" }
        return clang_getUnqualifiedType(clang_getPointeeType(type).canonical).spelling
    }

    private func isNull(_ node: Node) -> Bool {
        var bare = node.bare
        while bare.kind == CXCursor_CStyleCastExpr, let inner = bare.children.last {
            bare = inner.bare
        }
        return bare.constant == 0
    }

    /// An allocation of what is measured by its own `sizeof`: the size follows the layout.
    private func isAllocation(_ node: Node, of type: String) -> Bool {
        let bare = node.bare
        guard bare.kind == CXCursor_CallExpr, let function = bare.children.first?.bare.declaration
        else { return false }
        guard function.isInSystemHeader, Self.allocators.contains(function.name) else {
            return false
        }
        func isMeasured(_ node: Node) -> Bool {
            clang_getUnqualifiedType(node.type.canonical).spelling == type
        }
        return bare.contains { size in
            size.kind == CXCursor_UnaryExpr && size.children.contains(where: isMeasured)
        }
    }

    private mutating func size(_ node: Node, _ context: Context) {
        guard program.rules.sizesObserve, !context.allowsSize else { return }
        node.walk { inner in
            if inner.kind == CXCursor_TypeRef || inner === node.children.first {
                observed.formUnion(
                    inner.type.recordsHeld.map { Cursor(raw: clang_getCanonicalCursor($0)) })
            }
        }
    }

    private func isRatioOfSizes(_ node: Node) -> Bool {
        node.binaryOperator == CXBinaryOperator_Div
            && node.children.allSatisfy { $0.bare.kind == CXCursor_UnaryExpr }
    }

    /// From the address of one field a program may step to the next.
    private mutating func address(_ node: Node) {
        guard let field = node.children.first?.bare, field.kind == CXCursor_MemberRefExpr,
            let named = field.declaration
        else { return }
        observe([clang_getCursorSemanticParent(named.cursor)])
    }

    private mutating func initialiser(_ node: Node) {
        let type = node.type.canonical
        let isZero = node.children.count == 1 && node.children[0].constant == 0
        for child in node.children {
            let isDesignated =
                child.kind == CXCursor_UnexposedExpr && child.implicitlyConverted == nil
                && child.isInMainFile && !child.startsInMacro
                && [0x2e, 0x5b].contains(program.source.bytes[child.range.lowerBound])
            if isDesignated {
                for part in child.children where part.isExpression { visit(part, Context()) }
                continue
            }
            if !isZero, program.rules.positionalInitialisersObserve {
                positional(child, in: type)
            }
            visit(child, Context())
        }
    }

    private mutating func positional(_ child: Node, in type: CXType) {
        guard let element = type.elementOfArray?.canonical else { return observe(type) }
        let isWholeElement =
            child.kind == CXCursor_InitListExpr
            || clang_equalTypes(
                clang_getUnqualifiedType(child.type.canonical), clang_getUnqualifiedType(element))
                != 0
        if !isWholeElement { observe(element) }
    }
}
