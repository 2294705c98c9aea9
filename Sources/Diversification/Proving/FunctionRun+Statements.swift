import CClang

extension FunctionRun {
    func statement(_ node: Node) throws(Unproved) {
        guard isLive else { return }
        switch node.kind {
        case CXCursor_NullStmt: break
        case CXCursor_CompoundStmt:
            scopes.append([])
            for child in node.children { try statement(child) }
            scopes.removeLast()
        case CXCursor_DeclStmt: for child in node.children { try declare(child) }
        case CXCursor_IfStmt: try conditional(node)
        case CXCursor_WhileStmt, CXCursor_DoStmt, CXCursor_ForStmt: try loop(node)
        case CXCursor_SwitchStmt: try multiway(node)
        case CXCursor_BreakStmt:
            guard !breaks.isEmpty else { throw Unproved("break") }
            breaks[breaks.count - 1].append(state)
            jumps.breaks += 1
            isLive = false
        case CXCursor_ContinueStmt:
            guard !continues.isEmpty else { throw Unproved("continue") }
            continues[continues.count - 1].append(state)
            jumps.continues += 1
            isLive = false
        case CXCursor_ReturnStmt:
            var pair: [Term] = []
            for child in node.children { pair.append(try value(child)) }
            frame.returns.insert(make(.pair, "", [state.condition] + pair))
            jumps.returns += 1
            isLive = false
        // Only unused padding was let through.
        case CXCursor_GCCAsmStmt: break
        case CXCursor_CaseStmt, CXCursor_DefaultStmt: throw Unproved("case inside a block")
        default:
            guard node.isExpression else { throw Unproved("unknown statement") }
            _ = try value(node)
        }
    }

    /// What a condition tests, without negations, and whether it is negated.
    func condition(_ node: Node) throws(Unproved) -> (test: Term, isNegated: Bool) {
        let tested = try value(node)
        let (test, isNegated) = terms.graph.positive(tested)
        return (test, isNegated)
    }

    private func conditional(_ node: Node) throws(Unproved) {
        guard node.children.count == 2 || node.children.count == 3 else { throw Unproved("if") }
        let (test, isNegated) = try condition(node.children[0])
        let arms = [node.children[1], node.children.count == 3 ? node.children[2] : nil]
        let base = state
        let before = jumps
        var exits: [State] = []
        for isTrue in [true, false] {
            state = base
            isLive = true
            state.condition = and(base.condition, isTrue ? test : not(test))
            if let arm = arms[isTrue != isNegated ? 0 : 1] { try statement(arm) }
            if isLive { exits.append(state) }
        }
        join(exits, base: base, choice: test, hasEscaped: jumps != before)
    }

    // MARK: Declarations

    func declare(_ node: Node) throws(Unproved) {
        switch node.kind {
        case CXCursor_StructDecl, CXCursor_UnionDecl, CXCursor_EnumDecl, CXCursor_TypedefDecl,
            CXCursor_FunctionDecl, CXCursor_StaticAssert:
            return
        case CXCursor_VarDecl: break
        default: throw Unproved("unknown declaration")
        }
        guard let variable = node.declaration, !node.type.isVariableArray,
            !node.children.contains(where: \.isAttribute)
        else { throw Unproved("array of variable length, or attribute") }
        let storage = clang_Cursor_getStorageClass(node.cursor)
        guard storage != CX_SC_Extern else { return }
        let initialiser = node.firstValue
        if variable.isPersistent {
            let first = try initialiser.map { node throws(Unproved) in try value(node) }
            let object = make(.object, unit.persistentNames[variable.id] ?? variable.name)
            statics.append(
                make(.list, TypeName.of(node.type), [object] + (first.map { [$0] } ?? [])))
            return
        }
        let first = try initialiser.map { node throws(Unproved) in try value(node) }
        try bind(variable, node, to: first)
    }

    /// A new variable of the function has its first value.
    func bind(_ variable: Declaration, _ node: Node, to first: Term?) throws(Unproved) {
        let rank = scopes.joined().count { $0 == variable.name }
        let label = rank == 0 ? variable.name : "\(variable.name) \(rank)"
        scopes[scopes.count - 1].append(variable.name)
        let isExposed = unit.exposed.contains(variable.id)
        if !isExposed, node.type.isScalar, !node.type.holdsVolatile {
            labels[variable.id] = label
            state.values[variable.id] = first ?? make(.undefined, label)
            return
        }
        // Blocks one after another may have variables of one name; which comes first is not said.
        let object = make(
            .object, "local \(label): \(TypeName.of(node.type))", first.map { [$0] } ?? [])
        if !objects.insert(object).inserted { doubt = doubt ?? "two variables of one name" }
        let location = Location(root: .local(object, isExposed: isExposed))
        locals[variable.id] = location
        // Nobody reads what is not written yet.
        if let first { store(first, to: location, node.type) }
    }

    // MARK: Switches

    private func multiway(_ node: Node) throws(Unproved) {
        guard node.children.count == 2, node.children[1].kind == CXCursor_CompoundStmt else {
            throw Unproved("switch")
        }
        let subject = try value(node.children[0])
        let groups = try SwitchGroups(node.children[1])
        let base = state
        let before = jumps
        var labels: [[Term]] = []
        for group in groups.all {
            var values: [Term] = []
            for label in group.labels { values.append(try value(label)) }
            labels.append(values)
        }
        let none = not(make(.apply, "is any of", [subject, set(labels.joined())]))
        breaks.append([])
        scopes.append([])
        isLive = false
        for (group, values) in zip(groups.all, labels) {
            var test = make(.apply, "is any of", [subject, set(values)])
            if group.isDefault {
                test = values.isEmpty ? none : make(.disjunction, "", [set([test, none])])
            }
            var entry = base
            entry.condition = and(base.condition, test)
            if isLive {
                join([entry, state], base: base, hasEscaped: true)
            } else {
                state = entry
                isLive = true
            }
            for child in group.statements { try statement(child) }
        }
        scopes.removeLast()
        var exits = breaks.removeLast()
        if isLive { exits.append(state) }
        if !groups.all.contains(where: \.isDefault) {
            var past = base
            past.condition = and(base.condition, none)
            exits.append(past)
        }
        jumps.breaks = before.breaks
        join(exits, base: base, hasEscaped: jumps != before)
    }
}

extension Node {
    /// The first value of a variable.
    var firstValue: Node? {
        let wanted = clang_Cursor_getVarDeclInitializer(cursor)
        guard clang_Cursor_isNull(wanted) == 0 else { return nil }
        return children.last { clang_equalCursors($0.cursor, wanted) != 0 }
    }
}

extension CXType {
    /// A number or a pointer: its value is one term.
    var isScalar: Bool {
        let kind = canonical.kind
        if kind == CXType_Pointer || kind == CXType_Enum { return true }
        return kind.rawValue >= CXType_Bool.rawValue && kind.rawValue <= CXType_LongDouble.rawValue
    }
}
