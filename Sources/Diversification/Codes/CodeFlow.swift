import CClang

/// Which values of a unit are codes: only moved, compared for equality and switched on.
///
/// Every use that is not known to leave the number unseen makes the class escape: arithmetic,
/// order, an index, a size, an address, a conversion of pointers, a call of a function outside
/// the file, a node not understood. A test for truth, and storage that starts out as zero, keep
/// zero apart.
struct CodeFlow {
    /// What an expression gives.
    enum Value {
        case slot(Int)
        case literal(CodeClasses.Literal)
        /// Any number, or no number at all.
        case opaque
    }

    typealias Rule = WritableKeyPath<SoundnessRules, Bool>

    var classes = CodeClasses()
    let program: Program
    let sharing: Sharing
    /// The function whose body is being read.
    var function: Cursor?
    /// What the innermost `switch` is on.
    var switched: Value = .opaque
    /// Parameters by function, of those that are defined in the file.
    var parameters: [Cursor: [Node]] = [:]
    var exposedRecords: Set<Cursor> = []
    /// Names in texts that show no nodes: of assembly, above all.
    private(set) var namesNotUnderstood: Set<String> = []

    init(_ program: Program) {
        self.program = program
        sharing = Sharing(program)
        for function in program.unit.functions {
            parameters[Cursor(raw: function.declaration.cursor)] =
                function.node.children.filter { $0.kind == CXCursor_ParmDecl }
        }
        for node in program.unit.topLevel { declaration(node) }
    }

    /// The classes that can be renumbered.
    var renumberable: [CodeClasses.Facts] {
        classes.all.filter { facts in
            !facts.hasEscaped && facts.names.isDisjoint(with: namesNotUnderstood)
        }
    }

    // MARK: Declarations

    mutating func declaration(_ node: Node) {
        switch node.kind {
        case CXCursor_FunctionDecl: functionDeclaration(node)
        case CXCursor_VarDecl: variable(node)
        case CXCursor_EnumDecl: enumeration(node)
        case CXCursor_UnionDecl:
            if program.rules.bytesFixCodes {
                for field in node.children where field.kind == CXCursor_FieldDecl {
                    expose(field.type)
                    escape(storage(field.cursor), \.bytesFixCodes)
                }
            }
            parts(node)
        case CXCursor_StructDecl, CXCursor_FieldDecl, CXCursor_TypedefDecl, CXCursor_ParmDecl:
            parts(node)
        case CXCursor_TypeRef: break
        default: escapeAll(node)
        }
    }

    /// Expressions inside a declaration are sizes, widths and alignments.
    private mutating func parts(_ node: Node) {
        for child in node.children {
            if child.isExpression {
                escape(evaluate(child), \.arithmeticFixesCodes)
            } else if clang_isDeclaration(child.kind) != 0 {
                declaration(child)
            }
        }
    }

    private mutating func functionDeclaration(_ node: Node) {
        guard let named = node.declaration else { return escapeAll(node) }
        let cursor = Cursor(raw: named.cursor)
        if node.children.contains(where: \.isAttribute) || named.name == "main"
            || sharing.isShared(named)
        {
            escapeFunction(cursor)
            expose(node.type)
        }
        for child in node.children where child.kind == CXCursor_ParmDecl { parts(child) }
        guard let body = node.children.last, body.kind == CXCursor_CompoundStmt else { return }
        function = cursor
        statement(body)
        function = nil
    }

    mutating func variable(_ node: Node) {
        let initialiser = clang_Cursor_getVarDeclInitializer(node.cursor)
        for child in node.children {
            if child.isExpression, clang_equalCursors(child.cursor, initialiser) != 0 {
                assign(child, to: node.type, storage(node.cursor), of: node.cursor)
            } else if child.isExpression {
                escape(evaluate(child), \.arithmeticFixesCodes)
            } else if clang_isDeclaration(child.kind) != 0 {
                declaration(child)
            }
        }
        let isShared = node.declaration.map { sharing.isShared($0) } ?? true
        let isDoubtful = node.declaration.map(program.facts.isDoubtful) ?? true
        if isShared || isDoubtful || node.children.contains(where: \.isAttribute) {
            escape(storage(node.cursor), \.outsideCallsFixCodes)
            expose(node.type)
        }
        if node.declaration?.isPersistent == true, clang_Cursor_isNull(initialiser) != 0 {
            keepZero(node.type, storage(node.cursor))
        }
    }

    /// Its own constants may say each other: all their values are written anew.
    private mutating func enumeration(_ node: Node) {
        for constant in node.children {
            constant.walk { inner in
                guard inner.kind == CXCursor_DeclRefExpr, let named = inner.declaration,
                    let owner = enumeration(ofConstant: named),
                    owner != Cursor(raw: clang_getCanonicalCursor(node.cursor))
                else { return }
                escape(.slot(slot(ofEnumeration: owner)), \.arithmeticFixesCodes)
            }
        }
    }

    func enumeration(ofConstant named: Declaration) -> Cursor? {
        guard named.kind == CXCursor_EnumConstantDecl else { return nil }
        let parent = clang_getCursorSemanticParent(named.cursor)
        return Cursor(raw: clang_getCanonicalCursor(parent))
    }

    // MARK: Statements

    mutating func statement(_ node: Node) {
        switch node.kind {
        case CXCursor_NullStmt, CXCursor_BreakStmt, CXCursor_ContinueStmt, CXCursor_GotoStmt:
            break
        case CXCursor_CompoundStmt, CXCursor_DefaultStmt, CXCursor_LabelStmt:
            for child in node.children where child.kind != CXCursor_LabelRef { statement(child) }
        case CXCursor_IfStmt, CXCursor_WhileStmt, CXCursor_DoStmt, CXCursor_ForStmt:
            // A `for` does not tell which of its parts is missing: each may be the condition.
            for child in node.children {
                if child.isExpression { truth(of: evaluate(child)) } else { statement(child) }
            }
        case CXCursor_SwitchStmt: selection(node)
        case CXCursor_CaseStmt:
            guard node.children.count == 2, node.children[0].isExpression else {
                // A range of values is an order.
                return escapeAll(node)
            }
            compare(switched, evaluate(node.children[0]))
            statement(node.children[1])
        case CXCursor_ReturnStmt:
            guard let child = node.children.first, let function else { return }
            flow(evaluate(child), into: result(of: function))
        case CXCursor_DeclStmt: for child in node.children { declaration(child) }
        default:
            if node.isExpression { _ = evaluate(node) } else { escapeAll(node) }
        }
    }

    private mutating func selection(_ node: Node) {
        guard node.children.count == 2 else { return escapeAll(node) }
        let outer = switched
        let value = evaluate(node.children[0])
        if case .literal = value { switched = .opaque } else { switched = value }
        statement(node.children[1])
        switched = outer
    }

    // MARK: What is not understood

    mutating func escapeAll(_ node: Node) {
        if node.isInMainFile {
            namesNotUnderstood.formUnion(program.source.identifiers(node.range))
        }
        var nodes: [Node] = []
        node.walk { nodes.append($0) }
        for inner in nodes {
            expose(inner.type)
            switch inner.kind {
            case CXCursor_ReturnStmt:
                if let function { escape(result(of: function), \.arithmeticFixesCodes) }
            case CXCursor_CaseStmt: escape(switched, \.arithmeticFixesCodes)
            default: break
            }
            guard let named = inner.declaration else { continue }
            if let owner = enumeration(ofConstant: named) {
                escape(.slot(slot(ofEnumeration: owner)), \.arithmeticFixesCodes)
            } else if named.kind == CXCursor_FunctionDecl {
                escapeFunction(Cursor(raw: named.cursor))
            } else {
                escape(storage(named.cursor), \.arithmeticFixesCodes)
            }
        }
    }

    /// Who calls it, and what with, is not known.
    mutating func escapeFunction(_ function: Cursor) {
        escape(result(of: function), \.outsideCallsFixCodes)
        for parameter in parameters[function] ?? [] {
            escape(storage(parameter.cursor), \.outsideCallsFixCodes)
        }
    }
}
