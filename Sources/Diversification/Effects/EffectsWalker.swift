import CClang

/// Gathers what one piece of the tree may do; a node it does not know is a barrier.
struct EffectsWalker {
    private(set) var effects = Effects()
    /// Variables whose address leaves the expressions seen so far.
    private(set) var exposed: Set<Int> = []
    /// Functions of the program that are called, as far as their effects were left out.
    private(set) var called: Set<Int> = []
    let program: ProgramFacts
    private let isResolving: Bool
    /// Blocks around: what is declared in them is not seen outside.
    private var depth = 0
    private var breakable = 0
    private var continuable = 0
    private var switches = 0

    /// - Parameter isResolving: whether a call has the effects of what it calls; otherwise the
    ///   functions are gathered in `called`.
    init(_ program: ProgramFacts, isResolving: Bool = true) {
        self.program = program
        self.isResolving = isResolving
    }

    /// All that a call of the function does, sizes of its parameters included.
    mutating func function(_ function: FunctionDefinition) {
        for child in function.node.children where child.kind == CXCursor_ParmDecl {
            for size in child.children where size.isExpression { value(size) }
        }
        statement(function.body)
    }

    // MARK: Statements

    mutating func statement(_ node: Node) {
        switch node.kind {
        case CXCursor_NullStmt: break
        case CXCursor_CompoundStmt, CXCursor_IfStmt: scope(node)
        case CXCursor_WhileStmt, CXCursor_DoStmt, CXCursor_ForStmt: loop(node)
        case CXCursor_SwitchStmt:
            breakable += 1
            switches += 1
            scope(node)
            breakable -= 1
            switches -= 1
        case CXCursor_CaseStmt, CXCursor_DefaultStmt:
            if switches == 0 { jump() }
            all(node)
        case CXCursor_BreakStmt: if breakable == 0 { jump() }
        case CXCursor_ContinueStmt: if continuable == 0 { jump() }
        case CXCursor_GotoStmt:
            jump()
            if program.rules.endlessLoopsAreBarriers, isBackward(node) { stop("goto back", node) }
        case CXCursor_ReturnStmt, CXCursor_LabelStmt:
            jump()
            all(node)
        case CXCursor_DeclStmt: for child in node.children { local(child) }
        default:
            if node.isExpression { value(node) } else { stop("unknown statement", node) }
        }
    }

    private mutating func all(_ node: Node) {
        for child in node.children { statement(child) }
    }

    private mutating func scope(_ node: Node) {
        depth += 1
        all(node)
        depth -= 1
    }

    /// The language lets a loop be taken for one that ends only if its condition varies.
    private mutating func loop(_ node: Node) {
        let conditions = node.children.filter(\.isExpression)
        let isPartial = node.kind == CXCursor_ForStmt && node.children.count < 4
        let isEndless = isPartial || !conditions.allSatisfy { $0.contains(where: \.mayVary) }
        if isEndless, program.rules.endlessLoopsAreBarriers {
            stop("loop without an end of its own", node)
        }
        breakable += 1
        continuable += 1
        scope(node)
        breakable -= 1
        continuable -= 1
    }

    /// A loop of `goto`s may run for ever.
    private func isBackward(_ node: Node) -> Bool {
        guard let label = node.children.first?.declaration else { return true }
        var offset: UInt32 = 0
        clang_getExpansionLocation(
            clang_getCursorLocation(label.cursor), nil, nil, nil, &offset)
        return Int(offset) <= node.range.lowerBound || !node.isInMainFile
    }

    private mutating func jump() {
        if program.rules.jumpsAreBarriers { effects.jumps = true }
    }

    private mutating func local(_ node: Node) {
        guard node.kind == CXCursor_VarDecl, let variable = node.declaration,
            clang_Cursor_getStorageClass(node.cursor) != CX_SC_Extern, !isSizedAtRunTime(node),
            !node.children.contains(where: \.isAttribute)
        else { return stop("declaration", node) }
        if depth == 0 { effects.declares.insert(variable.name) }
        for child in node.children where child.isExpression { value(child) }
        if node.children.contains(where: { clang_isDeclaration($0.kind) != 0 }) {
            stop("type declared with a variable", node)
        }
        // A static variable has its first value before the program starts.
        if !variable.isPersistent { write(Place(root: .variable(variable.id)), node) }
    }

    private func isSizedAtRunTime(_ node: Node) -> Bool {
        program.rules.variableArraysAreBarriers && node.type.mentionsVariableArray
    }

    // MARK: Expressions

    /// The node's value is wanted; an lvalue is read.
    mutating func value(_ node: Node) {
        if let child = node.implicitlyConverted {
            return child.type.isArray ? decay(child, by: node) : value(child)
        }
        switch node.kind {
        case CXCursor_IntegerLiteral, CXCursor_FloatingLiteral, CXCursor_CharacterLiteral,
            CXCursor_StringLiteral:
            break
        case CXCursor_ParenExpr, CXCursor_ConditionalOperator, CXCursor_CStyleCastExpr:
            for child in node.children where child.isExpression { value(child) }
        case CXCursor_InitListExpr: initialiser(node)
        case CXCursor_DeclRefExpr, CXCursor_MemberRefExpr, CXCursor_ArraySubscriptExpr:
            if let place = place(node) { read(place, node) }
        case CXCursor_UnaryOperator: unary(node)
        case CXCursor_BinaryOperator: binary(node)
        case CXCursor_CompoundAssignOperator:
            guard node.children.count == 2 else { return stop("assignment", node) }
            value(node.children[1])
            change(node.children[0])
        case CXCursor_UnaryExpr:
            if program.rules.variableArraysAreBarriers, !node.isConstantSize {
                stop("size that is not constant", node)
            }
        case CXCursor_CallExpr: call(node)
        default: stop("unknown expression", node)
        }
        if node.type.isVariadicList { stop("va_list", node) }
        if isSizedAtRunTime(node) { stop("array of variable length", node) }
    }

    private mutating func initialiser(_ node: Node) {
        for child in node.children {
            let start = child.range.lowerBound
            let isDesignated =
                child.kind == CXCursor_UnexposedExpr && child.implicitlyConverted == nil
                && child.isInMainFile && !child.startsInMacro
                && [0x2e, 0x5b].contains(program.source.bytes[start])
            guard isDesignated else { value(child); continue }
            for part in child.children where part.isExpression { value(part) }
        }
    }

    private mutating func unary(_ node: Node) {
        guard let operand = node.children.first else { return stop("operator", node) }
        switch node.unaryOperator {
        case CXUnaryOperator_AddrOf:
            if let place = place(operand) { expose(place) }
        case CXUnaryOperator_Deref:
            if let place = place(node) { read(place, node) }
        case CXUnaryOperator_PostInc, CXUnaryOperator_PostDec, CXUnaryOperator_PreInc,
            CXUnaryOperator_PreDec:
            change(operand)
        case CXUnaryOperator_Plus, CXUnaryOperator_Minus, CXUnaryOperator_Not,
            CXUnaryOperator_LNot:
            value(operand)
        default: stop("operator", node)
        }
    }

    private mutating func binary(_ node: Node) {
        guard node.children.count == 2 else { return stop("operator", node) }
        guard node.binaryOperator == CXBinaryOperator_Assign else {
            return node.children.forEach { value($0) }
        }
        value(node.children[1])
        if let place = place(node.children[0]) { write(place, node.children[0]) }
    }

    private mutating func change(_ operand: Node) {
        guard let place = place(operand) else { return }
        read(place, operand)
        write(place, operand)
    }

    /// An array turns into a pointer to its first element, and so can be reached from anywhere.
    private mutating func decay(_ array: Node, by node: Node) {
        if array.bare.kind == CXCursor_StringLiteral { return }
        if let place = place(array) { expose(place) }
    }

    // MARK: Places

    /// Where an lvalue is; the effects of finding it are gathered. Nil for what is no object.
    private mutating func place(_ node: Node) -> Place? {
        if let child = node.implicitlyConverted { return place(child) }
        switch node.kind {
        case CXCursor_ParenExpr:
            return node.children.first.flatMap { place($0) }
        case CXCursor_DeclRefExpr:
            guard let named = node.declaration, named.isVariable else { return nil }
            if isDoubtful(named) { stop("variable of several names", node) }
            return Place(root: .variable(named.id))
        case CXCursor_StringLiteral:
            return .memory
        case CXCursor_UnaryOperator where node.unaryOperator == CXUnaryOperator_Deref:
            guard let pointer = node.children.first else { break }
            if pointer.type.canonical.kind == CXType_Pointer, node.type.isFunction {
                value(pointer)
                return nil
            }
            return target(of: pointer)?.appending(.index(0))
        case CXCursor_ArraySubscriptExpr:
            return element(node)
        case CXCursor_MemberRefExpr:
            return member(node)
        default:
            break
        }
        value(node)
        return .memory
    }

    private mutating func element(_ node: Node) -> Place? {
        guard node.children.count == 2 else {
            stop("subscript", node)
            return nil
        }
        let isSwapped = node.children[1].type.isPointer
        let base = node.children[isSwapped ? 1 : 0]
        let index = node.children[isSwapped ? 0 : 1]
        value(index)
        if !base.bare.type.isPointer, !base.bare.type.isArray {
            // An element of a vector is a part of it.
            return place(base)?.whole
        }
        let step = index.constant.map { Place.Step.index($0) } ?? .anyIndex
        return target(of: base)?.appending(step)
    }

    private mutating func member(_ node: Node) -> Place? {
        guard let base = node.children.first(where: \.isExpression),
            let field = node.declaration
        else {
            stop("member", node)
            return nil
        }
        let isArrow = base.type.isPointer
        let object = isArrow ? target(of: base)?.appending(.index(0)) : place(base)
        let parent = clang_getCursorSemanticParent(field.cursor)
        let isTold =
            clang_getCursorKind(parent) == CXCursor_StructDecl
            && clang_Cursor_isAnonymous(parent) == 0
            && clang_Cursor_isAnonymousRecordDecl(parent) == 0
        if !isTold, program.rules.unionMembersOverlap { return object?.whole }
        return object?.appending(.field(field.id))
    }

    /// What a pointer points to, as an array whose elements the caller picks.
    private mutating func target(of pointer: Node) -> Place? {
        if let child = pointer.implicitlyConverted {
            return child.type.isArray ? place(child) : target(of: child)
        }
        if pointer.kind == CXCursor_ParenExpr, let child = pointer.children.first {
            return target(of: child)
        }
        if pointer.kind == CXCursor_DeclRefExpr, let named = pointer.declaration,
            named.isVariable, pointer.type.isPointer, !isDoubtful(named)
        {
            read(Place(root: .variable(named.id)), pointer)
            return Place(root: .pointee(named.id))
        }
        value(pointer)
        return .memory
    }

    // MARK: Calls

    private mutating func call(_ node: Node) {
        guard let callee = node.children.first else { return stop("call", node) }
        for argument in node.children.dropFirst() { value(argument) }
        guard let function = callee.bare.declaration, function.kind == CXCursor_FunctionDecl,
            callee.bare.kind == CXCursor_DeclRefExpr
        else {
            value(callee)
            return stopCall("call through a pointer")
        }
        effects.mentions.insert(function.name)
        if isDoubtful(function) { return stopCall("call of '\(function.name)'") }
        if !isResolving, program.definedFunctions.contains(function.id) {
            called.insert(function.id)
            return
        }
        if isResolving, let summary = program.summaries[function.id] {
            if program.rules.calleesHaveEffects {
                effects.reads.formUnion(summary.reads)
                effects.writes.formUnion(summary.writes)
            }
            if let reason = summary.barrier { stopCall(reason) }
            return
        }
        library(function)
    }

    private mutating func library(_ function: Declaration) {
        let isLibrary = function.isInSystemHeader || function.name.hasPrefix("__builtin_")
        guard isLibrary, let behaviour = LibraryFunctions.behaviour(of: function.name),
            !program.observesMathematics
        else { return stopCall("call of '\(function.name)'") }
        switch behaviour {
        case .pure: break
        case .readsMemory: effects.reads.insert(.memory)
        case .writesMemory:
            effects.reads.insert(.memory)
            effects.writes.insert(.memory)
        }
    }

    // MARK: Gathering

    private mutating func read(_ place: Place, _ node: Node) {
        checkVolatile(node)
        effects.reads.insert(place)
    }

    private mutating func write(_ place: Place, _ node: Node) {
        checkVolatile(node)
        effects.writes.insert(place)
    }

    private mutating func checkVolatile(_ node: Node) {
        if program.rules.volatileIsBarrier, program.holdsVolatile(node.type) {
            stop("volatile access", node)
        }
    }

    private mutating func expose(_ place: Place) {
        if case .variable(let id) = place.root { exposed.insert(id) }
    }

    private func isDoubtful(_ named: Declaration) -> Bool {
        program.rules.otherNamesAreBarriers && program.isDoubtful(named)
    }

    /// What an unknown function can reach is exposed already: its arguments have been visited.
    private mutating func stopCall(_ reason: String) {
        guard program.rules.unknownCallsAreBarriers, effects.barrier == nil else { return }
        effects.barrier = reason
    }

    /// Makes a barrier; every variable named below may be touched in any way.
    private mutating func stop(_ reason: String, _ node: Node) {
        if effects.barrier == nil { effects.barrier = reason }
        var named: Set<Int> = []
        node.walk { inner in
            if let variable = inner.declaration, variable.isVariable { named.insert(variable.id) }
        }
        exposed.formUnion(named)
    }
}
