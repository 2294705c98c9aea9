import CClang

/// Every use of a unit's scalar integer variables, and which variables have only known uses.
///
/// Refused are variables that are volatile, atomic, `register`, thread-local, external, in a type
/// without a name, with attributes; whose address is taken; that occur under `sizeof`, in a
/// constant, in `asm`, in a macro, in another file or under a node that is not understood; locals
/// of functions that return twice, have attributes or are `inline` without being `static`; and
/// static ones that a call in the same expression may write, for their order is unspecified.
final class VariableSites {
    var sites: [VariableSite] = []
    private(set) var candidates: [Int: IntegerVariable] = [:]
    /// Why variables are left alone: the first reason found.
    private(set) var refused: [Int: String] = [:]
    /// Locals whose initialiser control may jump over.
    var jumpedOver: Set<Int> = []
    /// Functions that are used in other ways than called by their name.
    private(set) var escaping: Set<Int> = []
    /// Functions with labels: `goto` may enter any of their blocks.
    var hasLabels: Set<Int> = []
    let program: Program
    private let tokens: NameTokens
    private let callbackWrites: Set<Int>
    /// The functions defined in the unit, by number.
    let definitions: [Int: FunctionDefinition]
    var function: FunctionDefinition?
    /// What each name means, innermost last; nil for what is no candidate.
    var scopes: [[String: Int?]] = [[:]]
    /// How many scopes there were outside of each open `switch`.
    var switches: [Int] = []
    /// What the expression being walked reads and calls.
    private var readsHere: Set<Int> = []
    private var callsHere: [Node] = []

    private static let starters = [
        "pthread_create", "thrd_create", "clone", "timer_create", "mq_notify",
    ]
    private static let returningTwice: Set<String> = [
        "setjmp", "_setjmp", "__sigsetjmp", "sigsetjmp", "vfork", "getcontext",
    ]

    init(_ program: Program) {
        self.program = program
        tokens = NameTokens(program.unit)
        callbackWrites = program.writesOfCallbacks
        definitions = Dictionary(
            program.unit.functions.map { ($0.declaration.id, $0) }, uniquingKeysWith: { $1 })
        guard !program.facts.isTiedToLines, !program.unit.words.hasPragma else { return }
        for group in program.unit.topLevel.groupedByStart { top(group) }
        refuseShared()
    }

    /// The variables with only known uses, by number.
    var eligible: [IntegerVariable] {
        candidates.values.filter { refused[$0.id] == nil }.sorted { $0.id < $1.id }
    }

    // MARK: Declarations

    private func top(_ group: [Node]) {
        if group.allSatisfy({ $0.kind == CXCursor_VarDecl }) {
            return declare(group)
        }
        for node in group {
            guard let definition = node.declaration.flatMap({ definitions[$0.id] }),
                definition.node === node, node.isInMainFile,
                !node.children.contains(where: \.isAttribute)
            else {
                refuseAll(node, "outside of functions")
                continue
            }
            body(of: definition)
        }
    }

    private func body(of definition: FunctionDefinition) {
        function = definition
        defer { function = nil }
        scopes.append([:])
        defer { scopes.removeLast() }
        let parameters = definition.node.children.filter { $0.kind == CXCursor_ParmDecl }
        for (index, parameter) in parameters.enumerated() {
            for child in parameter.children { refuseAll(child, "in a parameter's type") }
            candidate(
                parameter, .parameter(function: definition.declaration.id, index: index), [])
        }
        sites.append(
            .entry(
                function: definition.declaration.id,
                offset: definition.body.range.lowerBound + 1))
        statement(definition.body)
        if let reason = doubtful(definition) {
            for (id, variable) in candidates
            where variable.function == definition.declaration.id {
                refuse(id, reason)
            }
        }
    }

    /// Why the function's own variables are left alone.
    private func doubtful(_ definition: FunctionDefinition) -> String? {
        let head = program.source.identifiers(
            definition.node.range.lowerBound..<definition.body.range.lowerBound)
        if head.contains("inline"), !head.contains("static") { return "inline function" }
        if !definition.body.isWritten { return "in a macro" }
        let isTwice = definition.body.contains { node in
            node.kind == CXCursor_DeclRefExpr
                && Self.returningTwice.contains(node.declaration?.name ?? "")
        }
        return isTwice ? "function that returns twice" : nil
    }

    /// The variables of one declaration, and the walk through their initialisers.
    func declare(_ nodes: [Node]) {
        let group = nodes.compactMap { $0.declaration?.id }
        for node in nodes {
            guard let variable = node.declaration else { continue }
            let isStatic = clang_Cursor_getStorageClass(node.cursor) == CX_SC_Static
            let storage: IntegerVariable.Storage =
                function == nil ? .global : isStatic ? .localStatic : .local
            let initialiser = node.children.last(where: \.isExpression)
            // From its name on, an inner variable hides the outer one.
            scopes[scopes.count - 1][variable.name] = .some(nil)
            for child in node.children where child !== initialiser {
                refuseAll(child, "in a declaration")
            }
            let isKnown = candidate(node, storage, group)
            if isKnown {
                sites.append(
                    .use(
                        .init(
                            variable: variable.id, kind: .declaration(initialiser: initialiser),
                            node: node, reference: node)))
                scopes[scopes.count - 1][variable.name] = .some(nil)
            }
            if let initialiser {
                if node.type.isVariableArray || storage != .local {
                    refuseAll(initialiser, "in a constant")
                } else {
                    expression(initialiser)
                }
                if initialiser.contains(where: { $0.declaration?.id == variable.id }) {
                    refuse(variable.id, "initialised with itself")
                }
            }
            if isKnown { scopes[scopes.count - 1][variable.name] = variable.id }
        }
    }

    /// Takes the variable in if its declaration allows it.
    @discardableResult
    private func candidate(
        _ node: Node, _ storage: IntegerVariable.Storage, _ group: [Int]
    ) -> Bool {
        guard let variable = node.declaration else { return false }
        scopes[scopes.count - 1][variable.name] = .some(nil)
        guard candidates[variable.id] == nil, refused[variable.id] == nil else {
            refuse(variable.id, "declared more than once")
            return false
        }
        guard let type = IntegerType(node.type), node.isWritten, !variable.name.isEmpty,
            !node.children.contains(where: \.isAttribute), !program.facts.isDoubtful(variable),
            hasPlainStorage(node, storage),
            isNameable(type), isSimple(node, storage)
        else {
            refuse(variable.id, "declaration")
            return false
        }
        let start = node.range.lowerBound
        let name = node.nameOffset..<(node.nameOffset + variable.name.utf8.count)
        candidates[variable.id] = IntegerVariable(
            declaration: variable, type: type, storage: storage,
            function: function?.declaration.id, name: name,
            isConstant: clang_isConstQualifiedType(node.type.canonical) != 0, group: group,
            specifiers: start..<max(start, name.lowerBound))
        if tokens.unaccounted.contains(variable.name) { refuse(variable.id, "in a macro") }
        scopes[scopes.count - 1][variable.name] = variable.id
        return true
    }

    private func hasPlainStorage(_ node: Node, _ storage: IntegerVariable.Storage) -> Bool {
        let kind = clang_Cursor_getStorageClass(node.cursor)
        guard clang_getCursorTLSKind(node.cursor) == CXTLS_None else { return false }
        switch storage {
        case .global, .localStatic: return kind == CX_SC_Static
        case .local, .parameter: return kind == CX_SC_None || kind == CX_SC_Auto
        }
    }

    /// A tag that is declared twice means different types in different places.
    private func isNameable(_ type: IntegerType) -> Bool {
        guard type.isEnumeration else { return true }
        let name = type.spelling.split(separator: " ").last.map(String.init) ?? ""
        let isTag = type.spelling.hasPrefix("enum ")
        let tags = [CXCursor_EnumDecl, CXCursor_StructDecl, CXCursor_UnionDecl]
        let count = program.unit.declarations.count {
            $0.name == name && $0.kind != CXCursor_FieldDecl && tags.contains($0.kind) == isTag
        }
        return count == 1
    }

    /// The specifiers are words alone, and what gives a static its first value is arithmetic.
    private func isSimple(_ node: Node, _ storage: IntegerVariable.Storage) -> Bool {
        let initialiser = node.children.last(where: \.isExpression)
        if let initialiser {
            guard initialiser.kind != CXCursor_InitListExpr, initialiser.isWritten,
                initialiser.range.lowerBound > node.nameOffset
            else { return false }
            let isStatic = storage != .local
            if isStatic, initialiser.contains(where: { !$0.isArithmetic }) { return false }
        }
        return true
    }

    /// The candidates that a name here means.
    var visible: [Int] {
        var meanings: [String: Int?] = [:]
        for scope in scopes { meanings.merge(scope) { $1 } }
        return meanings.values.compactMap { $0 }.sorted()
    }

    // MARK: Refusing

    /// Other threads may see variables that live as long as the program.
    private func refuseShared() {
        guard program.names(anyOf: Self.starters) else { return }
        for variable in candidates.values where variable.isPersistent {
            refuse(variable.id, "other threads may see it")
        }
    }

    func refuse(_ variable: Int, _ reason: String) {
        if refused[variable] == nil { refused[variable] = reason }
    }

    func refuseAll(_ node: Node, _ reason: String) {
        node.walk { inner in
            guard let named = inner.declaration else { return }
            if named.isVariable { refuse(named.id, reason) }
            if inner.kind == CXCursor_DeclRefExpr, named.kind == CXCursor_FunctionDecl {
                escaping.insert(named.id)
            }
            // A name declared where it is not looked for may hide a variable.
            if clang_isDeclaration(inner.kind) != 0, function != nil {
                for scope in scopes.indices where scopes[scope][named.name] != nil {
                    if case let id?? = scopes[scope][named.name] { refuse(id, "hidden") }
                }
            }
        }
    }

    // MARK: Expressions

    /// One full expression.
    func expression(_ node: Node, isDiscarded: Bool = false) {
        (readsHere, callsHere) = ([], [])
        ExpressionSites(owner: self).value(node, isDiscarded: isDiscarded)
        guard program.rules.unsequencedCallsFixForm else { return }
        for id in readsHere where callsHere.contains(where: { mayWrite($0, id) }) {
            refuse(id, "written by a call beside it")
        }
    }

    private func mayWrite(_ call: Node, _ variable: Int) -> Bool {
        guard let function = call.children.first?.bare.declaration,
            let summary = program.facts.summaries[function.id]
        else { return callbackWrites.contains(variable) }
        if summary.writes.contains(where: { $0.root == .variable(variable) }) { return true }
        return summary.barrier != nil && callbackWrites.contains(variable)
    }

    func add(_ site: VariableSite) { sites.append(site) }

    func noteRead(_ variable: Int) {
        if candidates[variable]?.isPersistent == true { readsHere.insert(variable) }
    }

    func noteCall(_ node: Node) {
        callsHere.append(node)
        let name = node.children.first?.bare.declaration
        let isKnown = name.map { program.facts.definedFunctions.contains($0.id) } ?? false
        let isSilent =
            name.map { $0.isInSystemHeader && LibraryFunctions.behaviour(of: $0.name) != nil }
            ?? false
        // The standard allows few places for a call of `setjmp`: it is not wrapped.
        let isTwice = name.map { Self.returningTwice.contains($0.name) } ?? false
        if !isKnown, !isSilent, !isTwice, node.isWritten {
            sites.append(.output(node, visible: visible))
        }
    }

    func noteEscape(_ function: Int) { escaping.insert(function) }
}

extension Node {
    /// Part of a constant expression that stays one under `~` and multiplication.
    fileprivate var isArithmetic: Bool {
        switch kind {
        case CXCursor_IntegerLiteral, CXCursor_CharacterLiteral, CXCursor_ParenExpr,
            CXCursor_BinaryOperator, CXCursor_UnexposedExpr, CXCursor_CStyleCastExpr,
            CXCursor_TypeRef:
            return !type.isPointer
        case CXCursor_UnaryOperator: return unaryOperator != CXUnaryOperator_AddrOf
        case CXCursor_DeclRefExpr: return declaration?.kind == CXCursor_EnumConstantDecl
        default: return false
        }
    }
}
