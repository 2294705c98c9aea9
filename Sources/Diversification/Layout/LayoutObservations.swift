import CClang

/// Which structs have a layout that something in the program may see.
///
/// Seen by: a conversion between pointers (null pointers and allocations that use the struct's
/// `sizeof` apart), `sizeof` outside an allocation and outside `sizeof a / sizeof a[0]`, an
/// initialiser that goes by position, membership in a union, a function whose body is not in the
/// program, the address of a field, `offsetof`, `asm`, and any expression not understood. A struct
/// held by value in an observed one is observed, and so is one that another unit observes, which
/// may know nothing of it but its name. An array that is only subscripted is not; one that becomes
/// a pointer is, where the program also compares pointers.
struct LayoutObservations {
    private var observed: Set<Cursor> = []
    /// Text for the assembler stands at file scope: every layout may be seen.
    private var hasAssembly = false
    private var comparisons = FieldComparisons()
    private let program: Program
    private let conversions: PointerConversions

    init(_ program: Program) {
        self.program = program
        conversions = PointerConversions(source: program.source)
        for node in program.unit.topLevel {
            visit(node, .init())
        }
        hasAssembly = program.rules.assemblyObserves && program.facts.census.hasAssembly
        if program.rules.fieldComparisonsObserve { observe(comparisons.observed) }
    }

    func isObserved(_ record: CXCursor) -> Bool {
        hasAssembly || observed.contains(Cursor(raw: clang_getCanonicalCursor(record)))
    }

    /// The tags and names of the structs and unions seen.
    var names: Set<String> {
        Set(observed.map { clang_getCursorType($0.raw).spelling }.filter { !$0.contains("(") })
    }

    /// What has one of the names here is seen, too: the unit that sees it may not know its fields.
    mutating func observe(named names: Set<String>) {
        for top in program.unit.topLevel {
            top.walk { node in
                guard node.definesType, names.contains(node.type.spelling) else { return }
                observe(node.type)
            }
        }
    }

    /// What the surroundings allow.
    private struct Context {
        var allowsSize = false
        var allowsPointerToVoid = false
        /// At most whether the value is zero matters.
        var isStatement = false
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
        comparisons.visit(node)
        switch node.kind {
        case CXCursor_UnionDecl:
            if program.rules.unionsObserve { for field in node.children { observe(field.type) } }
        case CXCursor_FunctionDecl: prototype(node)
        case CXCursor_VarDecl where isElsewhere(node): observe(node.type)
        case CXCursor_CallExpr: return call(node, context)
        case CXCursor_CompoundStmt, CXCursor_IfStmt, CXCursor_ForStmt, CXCursor_WhileStmt,
            CXCursor_DoStmt, CXCursor_CaseStmt, CXCursor_DefaultStmt, CXCursor_LabelStmt:
            inner.isStatement = true
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
            if isCountOfElements(node) { inner.allowsSize = true }
        case CXCursor_UnaryOperator where node.unaryOperator == CXUnaryOperator_AddrOf:
            if program.rules.fieldAddressesObserve { address(node) }
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

    private mutating func call(_ node: Node, _ surroundings: Context) {
        guard let callee = node.children.first else { return }
        if program.rules.outsideCallsObserve { argumentsWithoutType(node) }
        if surroundings.isStatement, conversions.isWholeObject(node) {
            for argument in node.children.dropFirst() {
                visit(argument, Context(allowsSize: true, allowsPointerToVoid: true))
            }
            return
        }
        let function = callee.bare.declaration
        let name = PointerConversions.libraryFunction(node) ?? ""
        let isInside = function.map(isInProgram) ?? isTyped(callee)
        let isAllocator = PointerConversions.allocators.contains(name)
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

    /// What no parameter's type converts may be read as something else by what is called.
    private mutating func argumentsWithoutType(_ node: Node) {
        guard let callee = node.children.first else { return }
        var type = callee.bare.type.canonical
        if type.kind == CXType_Pointer { type = clang_getPointeeType(type).canonical }
        let typed =
            type.kind == CXType_FunctionProto ? Int(max(0, clang_getNumArgTypes(type))) : 0
        for argument in node.children.dropFirst(1 + typed) {
            observe(argument.type)
            observe(argument.bare.type)
        }
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
        let target = clang_getPointeeType(to).canonical
        if from.isPointer, to.isPointer, conversions.isSame(clang_getPointeeType(from), target) {
            return
        }
        if conversions.isNull(operand) || conversions.isAllocation(operand, of: target) { return }
        if context.allowsPointerToVoid, target.kind == CXType_Void { return }
        observe(from)
        observe(to)
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

    /// `sizeof a / sizeof a[0]`: the number of elements, whatever their size.
    private func isCountOfElements(_ node: Node) -> Bool {
        guard node.binaryOperator == CXBinaryOperator_Div, node.children.count == 2 else {
            return false
        }
        let measured = node.children.map { size -> CXType? in
            let bare = size.bare
            guard bare.kind == CXCursor_UnaryExpr, let operand = bare.children.first,
                operand.isExpression
            else { return nil }
            return operand.type.canonical
        }
        guard let array = measured[0]?.elementOfArray, let element = measured[1] else {
            return false
        }
        return conversions.isSame(array, element)
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
        // Compilers take initialisers with effects in the order of the fields.
        if node.children.count(where: { $0.contains(where: \.mayChange) }) > 1 { observe(type) }
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
