import CClang

extension FunctionRun {
    /// The value of an expression; an object's value is read.
    func value(_ node: Node) throws(Unproved) -> Term {
        if let child = node.implicitlyConverted {
            if child.type.isArray, !node.type.isArray { return try decayed(child) }
            if child.type.isFunction { return try functionAddress(child) }
            return converted(try value(child), from: child.type, to: node.type)
        }
        switch node.kind {
        case CXCursor_IntegerLiteral, CXCursor_FloatingLiteral, CXCursor_CharacterLiteral:
            return try literal(node)
        case CXCursor_StringLiteral:
            return make(.constant, "\(node.type.spelling) \(Cursor(raw: node.cursor).spelling)")
        case CXCursor_ParenExpr where node.children.count == 1:
            return try value(node.children[0])
        case CXCursor_CStyleCastExpr:
            guard let operand = node.children.last, operand.isExpression else { break }
            return converted(try value(operand), from: operand.type, to: node.type)
        case CXCursor_DeclRefExpr: return try named(node)
        case CXCursor_MemberRefExpr where !isPlace(node):
            return try field(node)
        case CXCursor_MemberRefExpr, CXCursor_ArraySubscriptExpr:
            return read(try location(node), node.type)
        case CXCursor_UnaryOperator: return try unary(node)
        case CXCursor_BinaryOperator: return try binary(node)
        case CXCursor_CompoundAssignOperator: return try compound(node)
        case CXCursor_ConditionalOperator: return try choice(node)
        case CXCursor_UnaryExpr: return try size(node)
        case CXCursor_CallExpr: return try call(node)
        case CXCursor_InitListExpr: return try aggregate(node, node.type)
        case CXCursor_CompoundLiteralExpr:
            guard let list = node.children.last, list.kind == CXCursor_InitListExpr,
                node.type.canonical.kind == CXType_Record
            else { break }
            return try aggregate(list, node.type)
        default: break
        }
        throw Unproved("expression not understood")
    }

    private func literal(_ node: Node) throws(Unproved) -> Term {
        let type = TypeName.of(node.type)
        guard let result = clang_Cursor_Evaluate(node.cursor) else { throw Unproved("literal") }
        defer { clang_EvalResult_dispose(result) }
        switch clang_EvalResult_getKind(result) {
        case CXEval_Int: return constant(clang_EvalResult_getAsLongLong(result), type)
        case CXEval_Float where !type.contains("long double"):
            let bits = clang_EvalResult_getAsDouble(result).bitPattern
            return make(.constant, "\(type) \(bits)")
        default: throw Unproved("literal")
        }
    }

    func constant(_ number: Int64, _ type: String) -> Term {
        make(.constant, "\(type) \(number)")
    }

    private func named(_ node: Node) throws(Unproved) -> Term {
        guard let named = node.declaration else { throw Unproved("name") }
        if named.kind == CXCursor_EnumConstantDecl {
            return constant(
                clang_getEnumConstantDeclValue(named.cursor), TypeName.of(node.type))
        }
        if named.kind == CXCursor_FunctionDecl { return try functionAddress(node) }
        if let value = state.values[named.id] { return value }
        return read(try location(node), node.type)
    }

    private func functionAddress(_ node: Node) throws(Unproved) -> Term {
        if node.bare.kind == CXCursor_DeclRefExpr, let named = node.bare.declaration,
            named.kind == CXCursor_FunctionDecl
        {
            return make(.function, named.name)
        }
        guard node.bare.kind == CXCursor_UnaryOperator, let pointer = node.bare.children.first
        else { throw Unproved("function as a value") }
        return try value(pointer)
    }

    private func converted(_ term: Term, from: CXType, to: CXType) -> Term {
        if to.canonical.kind == CXType_Void { return make(.undefined, "void") }
        if TypeName.isSame(from, to) { return term }
        let conversion = make(.convert, "\(TypeName.of(from)) to \(TypeName.of(to))", [term])
        if from.isFloating, !to.isFloating { demand(conversion) }
        return conversion
    }

    private func choice(_ node: Node) throws(Unproved) -> Term {
        guard node.children.count == 3 else { throw Unproved("operator") }
        let (test, isNegated) = try condition(node.children[0])
        let base = state
        var exits: [State] = []
        var values: [Term] = []
        for isTrue in [true, false] {
            state = base
            state.condition = and(base.condition, isTrue ? test : not(test))
            values.append(try value(node.children[isTrue != isNegated ? 1 : 2]))
            exits.append(state)
        }
        join(exits, base: base, choice: test, hasEscaped: false)
        return values[0] == values[1] ? values[0] : make(.choice, "", [test] + values)
    }

    /// That of a record follows its layout; `LayoutSight` says who sees one that was changed.
    private func size(_ node: Node) throws(Unproved) -> Term {
        let number = try bytes(node)
        if let record = node.children.last?.type, record.element.kind == CXType_Record,
            clang_Type_getSizeOf(record) == number
        {
            return make(.constant, "sizeof \(TypeName.of(record))")
        }
        return constant(number, TypeName.of(node.type))
    }

    private func bytes(_ node: Node) throws(Unproved) -> Int64 {
        guard !node.contains(where: \.mayChange),
            let result = clang_Cursor_Evaluate(node.cursor)
        else { throw Unproved("sizeof") }
        defer { clang_EvalResult_dispose(result) }
        guard clang_EvalResult_getKind(result) == CXEval_Int else { throw Unproved("sizeof") }
        return clang_EvalResult_getAsLongLong(result)
    }

    // MARK: Operators

    private func unary(_ node: Node) throws(Unproved) -> Term {
        guard let operand = node.children.first else { throw Unproved("operator") }
        let type = TypeName.of(node.type)
        switch node.unaryOperator {
        case CXUnaryOperator_AddrOf:
            if operand.type.isFunction { return try functionAddress(operand) }
            return address(try location(operand))
        case CXUnaryOperator_Deref:
            if node.type.isFunction { return try value(operand) }
            return read(try location(node), node.type)
        case CXUnaryOperator_PreInc, CXUnaryOperator_PreDec:
            return try change(operand, "\(node.unaryOperator.rawValue)", nil, giving: .new)
        case CXUnaryOperator_PostInc:
            return try change(
                operand, "\(CXUnaryOperator_PreInc.rawValue)", nil, giving: .old)
        case CXUnaryOperator_PostDec:
            return try change(
                operand, "\(CXUnaryOperator_PreDec.rawValue)", nil, giving: .old)
        case CXUnaryOperator_LNot: return not(try value(operand))
        case CXUnaryOperator_Plus, CXUnaryOperator_Extension: return try value(operand)
        case CXUnaryOperator_Minus, CXUnaryOperator_Not:
            let term = make(
                .apply, "unary \(node.unaryOperator.rawValue) \(type)", [try value(operand)])
            if !node.type.isFloating { demand(term) }
            return term
        default: throw Unproved("operator")
        }
    }

    private func binary(_ node: Node) throws(Unproved) -> Term {
        guard node.children.count == 2 else { throw Unproved("operator") }
        let (left, right) = (node.children[0], node.children[1])
        switch node.binaryOperator {
        case CXBinaryOperator_Assign: return try assign(left, right)
        case CXBinaryOperator_Comma:
            _ = try value(left)
            return try value(right)
        case CXBinaryOperator_LAnd, CXBinaryOperator_LOr: return try shortCircuit(node)
        case CXBinaryOperator_Div where [left, right].allSatisfy(\.isSize):
            let (all, one) = (try bytes(left.bare), try bytes(right.bare))
            guard one != 0 else { throw Unproved("sizeof") }
            return constant(all / one, TypeName.of(node.type))
        default: break
        }
        let operands = [try value(left), try value(right)]
        let types = "\(TypeName.of(left.type)) \(TypeName.of(right.type))"
        let term = make(.apply, "\(node.binaryOperator.rawValue) \(types)", operands)
        if node.binaryOperator.mayBeUndefined, !node.type.isFloating { demand(term) }
        return term
    }

    private func shortCircuit(_ node: Node) throws(Unproved) -> Term {
        let isAnd = node.binaryOperator == CXBinaryOperator_LAnd
        let first = try value(node.children[0])
        let (test, isNegated) = terms.graph.positive(first)
        let base = state
        let isRunByTruth = isAnd != isNegated
        state.condition = and(base.condition, isRunByTruth ? test : not(test))
        let second = try value(node.children[1])
        join(
            isRunByTruth ? [state, base] : [base, state], base: base, choice: test,
            hasEscaped: false)
        return make(.apply, isAnd ? "and" : "or", [first, second])
    }

    private func assign(_ left: Node, _ right: Node) throws(Unproved) -> Term {
        if let variable = privateScalar(left) {
            let new = try value(right)
            state.values[variable] = new
            return new
        }
        let target = try location(left)
        let new = narrowed(try value(right), left)
        store(new, to: target, left.type)
        return new
    }

    private func compound(_ node: Node) throws(Unproved) -> Term {
        guard node.children.count == 2 else { throw Unproved("operator") }
        let operand = try value(node.children[1])
        let type = TypeName.of(node.children[1].type)
        return try change(
            node.children[0], "\(node.binaryOperator.rawValue) \(type)", operand, giving: .new)
    }

    private enum Giving { case old, new }

    /// `++`, `--` and compound assignment: the conversions are part of the operator's name.
    private func change(
        _ target: Node, _ operation: String, _ operand: Term?, giving: Giving
    ) throws(Unproved) -> Term {
        let text = "change \(operation) \(TypeName.of(target.type))"
        func changed(_ old: Term) -> Term {
            let new = narrowed(make(.apply, text, [old] + (operand.map { [$0] } ?? [])), target)
            demand(new)
            return new
        }
        if let variable = privateScalar(target), let old = state.values[variable] {
            let new = changed(old)
            state.values[variable] = new
            return giving == .new ? new : old
        }
        let place = try location(target)
        let old = read(place, target.type)
        let new = changed(old)
        store(new, to: place, target.type)
        return giving == .new ? new : old
    }

    private func privateScalar(_ node: Node) -> Int? {
        guard node.bare.kind == CXCursor_DeclRefExpr, let variable = node.bare.declaration,
            state.values[variable.id] != nil
        else { return nil }
        return variable.id
    }

    /// A bit-field keeps only some bits.
    private func narrowed(_ value: Term, _ target: Node) -> Term {
        guard target.bare.kind == CXCursor_MemberRefExpr, let field = target.bare.declaration,
            clang_Cursor_isBitField(field.cursor) != 0
        else { return value }
        let width = clang_getFieldDeclBitWidth(field.cursor)
        return make(.convert, "\(width) bits of \(TypeName.of(target.type))", [value])
    }
}

extension Node {
    var isSize: Bool { bare.kind == CXCursor_UnaryExpr }
}

extension CXBinaryOperatorKind {
    /// For some operands the operation on integers or pointers is undefined.
    var mayBeUndefined: Bool {
        [
            CXBinaryOperator_Mul, CXBinaryOperator_Div, CXBinaryOperator_Rem,
            CXBinaryOperator_Add, CXBinaryOperator_Sub, CXBinaryOperator_Shl,
            CXBinaryOperator_Shr,
        ].contains(self)
    }
}

extension CXType {
    var isFloating: Bool {
        [CXType_Float, CXType_Double, CXType_LongDouble, CXType_Float128, CXType_Half]
            .contains(canonical.kind)
    }
}
