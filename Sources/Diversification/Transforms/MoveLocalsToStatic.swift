import CClang

/// Moves some local variables from the stack to static storage; an initialiser becomes an
/// assignment in its place.
///
/// Arrays, structs and variables whose address is taken move by an even chance; of the others,
/// which would leave their register, one in eight, and none in functions with loops.
///
/// Refuses: functions that may be entered while they run (see `Reentrancy`), inline ones and such
/// with attributes; every program with threads, parallel regions, `setjmp`, `vfork`, contexts,
/// `asm`, or attributes that call functions; variables that are constant, volatile, atomic,
/// `restrict`, of variable length, `register`, have attributes or initialisers in braces, share
/// their declaration, have a declarator that ends behind their name, or stem from macros.
///
/// Sound because one activation at a time needs one copy, each run of the declaration makes the
/// same assignment, and a value left over from before is only read where the original read an
/// indeterminate one.
package struct MoveLocalsToStatic: Transform {
    package let name = "MoveLocalsToStatic"

    private static let refused: Set<String> = [
        "setjmp", "_setjmp", "sigsetjmp", "__sigsetjmp", "vfork", "getcontext", "makecontext",
        "swapcontext", "pthread_create", "thrd_create", "clone",
        // These enter functions without a call that the syntax tree shows.
        "asm", "__asm__", "__asm", "alias", "__alias__", "ifunc", "__ifunc__", "cleanup",
        "__cleanup__",
    ]

    package init() {}

    package func plan(_ program: Program, _ random: inout SeededGenerator) -> Plan {
        var plan = Plan()
        guard isUnderstood(program) else { return plan }
        let reentrancy = Reentrancy(program)
        for function in program.unit.functions
        where isPlain(function) && !reentrancy.mayReenter(function) {
            let addressed = addressed(in: function.body)
            let hasLoops = function.body.contains { node in
                [CXCursor_ForStmt, CXCursor_WhileStmt, CXCursor_DoStmt].contains(node.kind)
            }
            function.body.walk { block in
                guard block.kind == CXCursor_CompoundStmt else { return }
                for statement in block.children where statement.kind == CXCursor_DeclStmt {
                    guard let variable = movable(statement, program) else { continue }
                    let isInMemory =
                        variable.type.isArray || variable.type.canonical.kind == CXType_Record
                        || addressed.contains(variable.declaration?.id ?? -1)
                    guard isInMemory || !hasLoops, random.next(below: isInMemory ? 2 : 8) == 0
                    else { continue }
                    let edits = edits(statement, variable, program)
                    guard !edits.isEmpty else { continue }
                    plan.edits += edits
                    plan.moved += 1
                    plan.sites += 1
                }
            }
        }
        return plan
    }

    private func isUnderstood(_ program: Program) -> Bool {
        Self.refused.isDisjoint(with: program.source.offsetsOfIdentifiers().keys)
            && !Self.refused.contains(where: program.isNamedElsewhere)
            && !program.facts.hasParallelRegions
    }

    private func isPlain(_ function: FunctionDefinition) -> Bool {
        function.node.isInMainFile && !function.node.startsInMacro
            && clang_Cursor_isFunctionInlined(function.node.cursor) == 0
            && !function.node.children.contains(where: \.isAttribute)
            && !function.body.contains { $0.kind == CXCursor_StmtExpr }
    }

    private func addressed(in body: Node) -> Set<Int> {
        var found: Set<Int> = []
        body.walk { node in
            guard node.kind == CXCursor_UnaryOperator,
                node.unaryOperator == CXUnaryOperator_AddrOf,
                let named = node.children.first?.bare.declaration
            else { return }
            found.insert(named.id)
        }
        return found
    }

    private func movable(_ statement: Node, _ program: Program) -> Node? {
        guard statement.children.count == 1, !statement.startsInMacro,
            let variable = statement.children.first, variable.kind == CXCursor_VarDecl,
            clang_Cursor_getStorageClass(variable.cursor) == CX_SC_None,
            !variable.children.contains(where: {
                $0.isAttribute || clang_isDeclaration($0.kind) != 0
            }),
            !program.source.hasDirective(statement.range), !variable.type.holdsVolatile,
            !variable.type.isConstantSomewhere, !variable.type.isVariablyModified,
            clang_isRestrictQualifiedType(variable.type.canonical) == 0,
            clang_Type_getSizeOf(variable.type) > 0
        else { return nil }
        // `auto` says so itself, and `__typeof__` may say what must not be evaluated twice.
        let words = program.source.identifiers(statement.range)
        return words.isDisjoint(with: ["auto", "typeof", "__typeof__", "__typeof", "__auto_type"])
            ? variable : nil
    }

    /// Empty when the text is not as expected.
    private func edits(_ statement: Node, _ variable: Node, _ program: Program) -> [Edit] {
        let start = statement.range.lowerBound
        let isStatic = Edit.replace(start..<start, "static ")
        let initialiser = clang_Cursor_getVarDeclInitializer(variable.cursor)
        guard clang_Cursor_isNull(initialiser) == 0 else { return [isStatic] }
        guard
            let value = variable.children.first(where: {
                clang_equalCursors($0.cursor, initialiser) != 0
            }), value.kind != CXCursor_InitListExpr, !variable.type.isArray, value.isInMainFile,
            let name = variable.declaration?.name
        else { return [] }
        let source = program.source
        let end = variable.nameOffset + name.utf8.count
        guard end <= value.range.lowerBound, let equals = source.end(of: 0x3d, after: end),
            source.isBlank(equals..<value.range.lowerBound)
        else { return [] }
        return [isStatic, .replace(end..<value.range.lowerBound, "; \(name) = ")]
    }
}

extension CXType {
    /// Constant, or with a constant part: not to be assigned to.
    var isConstantSomewhere: Bool {
        if clang_isConstQualifiedType(canonical) != 0 { return true }
        let type = element
        if clang_isConstQualifiedType(type) != 0 { return true }
        guard type.kind == CXType_Record else { return false }
        return type.fields.contains { clang_getCursorType($0).isConstantSomewhere }
    }

    /// An array of variable length, or a pointer to one.
    var isVariablyModified: Bool {
        let type = canonical
        if type.isVariableArray { return true }
        if let inner = type.elementOfArray { return inner.isVariablyModified }
        return type.isPointer && clang_getPointeeType(type).isVariablyModified
    }
}
