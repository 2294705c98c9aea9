import CClang

/// Gathers the uses of variables in one expression; what it does not know refuses all below.
struct ExpressionSites {
    let owner: VariableSites

    private static let comparisons: Set<CXBinaryOperatorKind.RawValue> = [
        CXBinaryOperator_LT.rawValue, CXBinaryOperator_GT.rawValue, CXBinaryOperator_LE.rawValue,
        CXBinaryOperator_GE.rawValue, CXBinaryOperator_EQ.rawValue, CXBinaryOperator_NE.rawValue,
    ]

    func value(_ node: Node, isDiscarded: Bool = false) {
        if let child = node.implicitlyConverted {
            if let reference = variable(child) { return read(reference) }
            return value(child, isDiscarded: isDiscarded)
        }
        switch node.kind {
        case CXCursor_IntegerLiteral, CXCursor_FloatingLiteral, CXCursor_CharacterLiteral,
            CXCursor_StringLiteral:
            break
        case CXCursor_ParenExpr, CXCursor_MemberRefExpr, CXCursor_ArraySubscriptExpr:
            for child in node.children where child.isExpression { value(child) }
        case CXCursor_ConditionalOperator:
            guard node.children.count == 3 else { return refuse(node) }
            for child in node.children { value(child) }
        case CXCursor_CStyleCastExpr, CXCursor_CompoundLiteralExpr: lastAlone(node)
        case CXCursor_InitListExpr: initialiser(node)
        case CXCursor_DeclRefExpr: named(node)
        case CXCursor_UnaryOperator: unary(node, isDiscarded)
        case CXCursor_BinaryOperator: binary(node, isDiscarded)
        case CXCursor_CompoundAssignOperator: compound(node, isDiscarded)
        case CXCursor_CallExpr: call(node)
        default: refuse(node)
        }
    }

    private func refuse(_ node: Node) {
        owner.refuseAll(node, "in an expression that is not understood")
    }

    /// A type may hold expressions, too.
    private func lastAlone(_ node: Node) {
        guard let last = node.children.last, last.isExpression else { return refuse(node) }
        for child in node.children.dropLast() { refuse(child) }
        value(last)
    }

    /// The name of a candidate, perhaps in parentheses.
    private func variable(_ node: Node) -> Node? {
        var inner = node
        while inner.kind == CXCursor_ParenExpr, let child = inner.children.first { inner = child }
        guard inner.kind == CXCursor_DeclRefExpr, let named = inner.declaration,
            owner.candidates[named.id] != nil
        else { return nil }
        return inner
    }

    private func read(_ reference: Node) {
        guard let id = reference.declaration?.id else { return }
        guard reference.isWritten else { return owner.refuse(id, "in a macro") }
        owner.noteRead(id)
        owner.add(
            .use(.init(variable: id, kind: .read, node: reference, reference: reference)))
    }

    /// A name that nothing converts to a value.
    private func named(_ node: Node) {
        guard let declaration = node.declaration else { return }
        if declaration.kind == CXCursor_FunctionDecl { owner.noteEscape(declaration.id) }
        if declaration.isVariable { owner.refuse(declaration.id, "used as an object") }
    }

    private func initialiser(_ node: Node) {
        for child in node.children {
            // `.field = value` and `[index] = value` have no kind of their own.
            let isDesignated =
                child.kind == CXCursor_UnexposedExpr && child.implicitlyConverted == nil
                && child.isWritten
                && [0x2e, 0x5b].contains(owner.program.source.bytes[child.range.lowerBound])
            for part in isDesignated ? child.children.filter(\.isExpression) : [child] {
                if let reference = variable(part) { read(reference) } else { value(part) }
            }
        }
    }

    private func unary(_ node: Node, _ isDiscarded: Bool) {
        guard let operand = node.children.first else { return refuse(node) }
        switch node.unaryOperator {
        case CXUnaryOperator_PostInc, CXUnaryOperator_PostDec, CXUnaryOperator_PreInc,
            CXUnaryOperator_PreDec:
            step(node, operand, isDiscarded)
        case CXUnaryOperator_AddrOf:
            if let reference = variable(operand), let id = reference.declaration?.id {
                if owner.program.rules.addressesFixForm {
                    owner.refuse(id, "its address is taken")
                }
            } else {
                value(operand)
            }
        case CXUnaryOperator_Deref, CXUnaryOperator_Plus, CXUnaryOperator_Minus,
            CXUnaryOperator_Not, CXUnaryOperator_LNot:
            value(operand)
        default: refuse(node)
        }
    }

    private func step(_ node: Node, _ operand: Node, _ isDiscarded: Bool) {
        guard let reference = variable(operand), let id = reference.declaration?.id else {
            return value(operand)
        }
        owner.noteRead(id)
        guard node.isWritten, owner.candidates[id]?.type.isBoolean == false else {
            return owner.refuse(id, "stepped")
        }
        let kind = node.unaryOperator
        let isIncrement = kind == CXUnaryOperator_PostInc || kind == CXUnaryOperator_PreInc
        let isPrefix = kind == CXUnaryOperator_PreInc || kind == CXUnaryOperator_PreDec
        owner.add(
            .use(
                .init(
                    variable: id, kind: .step(isIncrement: isIncrement, isPrefix: isPrefix),
                    node: node, reference: operand, isDiscarded: isDiscarded)))
    }

    private func binary(_ node: Node, _ isDiscarded: Bool) {
        guard node.children.count == 2 else { return refuse(node) }
        let (left, right) = (node.children[0], node.children[1])
        let kind = node.binaryOperator
        if kind == CXBinaryOperator_Assign, let reference = variable(left),
            let id = reference.declaration?.id
        {
            guard node.isWritten, right.isWritten else {
                owner.refuse(id, "in a macro")
                return value(right)
            }
            owner.add(
                .use(
                    .init(
                        variable: id, kind: .assignment(value: right), node: node,
                        reference: left, isDiscarded: isDiscarded)))
            return value(right)
        }
        if Self.comparisons.contains(kind.rawValue), node.isWritten { owner.add(.comparison(node)) }
        value(left, isDiscarded: kind == CXBinaryOperator_Comma)
        value(right, isDiscarded: kind == CXBinaryOperator_Comma && isDiscarded)
    }

    private func compound(_ node: Node, _ isDiscarded: Bool) {
        guard node.children.count == 2 else { return refuse(node) }
        let (left, right) = (node.children[0], node.children[1])
        guard let reference = variable(left), let id = reference.declaration?.id else {
            value(left)
            return value(right)
        }
        owner.noteRead(id)
        guard node.isWritten, right.isWritten,
            let operation = owner.program.source.operation(
                left.range.upperBound..<right.range.lowerBound)
        else {
            owner.refuse(id, "in a macro")
            return value(right)
        }
        owner.add(
            .use(
                .init(
                    variable: id, kind: .compound(operation: operation, value: right),
                    node: node, reference: left, isDiscarded: isDiscarded)))
        value(right)
    }

    private func call(_ node: Node) {
        guard let callee = node.children.first else { return refuse(node) }
        let arguments = Array(node.children.dropFirst())
        owner.noteCall(node)
        let named = callee.bare
        if named.kind == CXCursor_DeclRefExpr, let function = named.declaration,
            function.kind == CXCursor_FunctionDecl
        {
            if arguments.allSatisfy(\.isWritten), named.isWritten {
                owner.add(.call(function: function.id, arguments: arguments))
            } else {
                owner.noteEscape(function.id)
            }
        } else {
            value(callee)
        }
        for argument in arguments { value(argument) }
    }
}

extension SourceText {
    /// The operator of a compound assignment without its `=`, when it stands alone in the range.
    func operation(_ range: Range<Int>) -> String? {
        let text = text(range).filter { !$0.isWhitespace }
        guard text.last == "=",
            ["+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>"]
                .contains(text.dropLast())
        else { return nil }
        return String(text.dropLast())
    }
}
