import CClang

/// What each kind of expression does with codes.
extension CodeFlow {
    /// Reads the expression and everything in it.
    mutating func evaluate(_ node: Node) -> Value {
        let value = plain(node)
        let type = node.type.canonical
        guard type.kind == CXType_Enum else { return value }
        let own = Value.slot(slot(ofEnumeration: type.enumeration))
        flow(value, into: own)
        return own
    }

    private mutating func plain(_ node: Node) -> Value {
        if let inner = node.implicitlyConverted {
            let value = evaluate(inner)
            if inner.type.isArray { return decay(value, inner) }
            return inner.type.isFunction ? .opaque : convert(value, of: inner, to: node.type)
        }
        switch node.kind {
        case CXCursor_IntegerLiteral: return literal(node)
        case CXCursor_FloatingLiteral, CXCursor_CharacterLiteral, CXCursor_StringLiteral:
            return .opaque
        case CXCursor_ParenExpr:
            return node.children.count == 1 ? evaluate(node.children[0]) : unknown(node)
        case CXCursor_DeclRefExpr: return reference(node)
        case CXCursor_MemberRefExpr:
            for base in node.children where base.isExpression { _ = evaluate(base) }
            return node.declaration.map { storage($0.cursor) } ?? .opaque
        case CXCursor_ArraySubscriptExpr: return element(node)
        case CXCursor_UnaryOperator: return unary(node)
        case CXCursor_BinaryOperator: return binary(node)
        case CXCursor_CompoundAssignOperator:
            for child in node.children { escape(evaluate(child), \.arithmeticFixesCodes) }
            return .opaque
        case CXCursor_ConditionalOperator:
            guard node.children.count == 3 else { return unknown(node) }
            truth(of: evaluate(node.children[0]))
            let first = evaluate(node.children[1])
            return merge(first, evaluate(node.children[2]))
        case CXCursor_CStyleCastExpr:
            guard let operand = node.children.last, operand.isExpression else {
                return unknown(node)
            }
            return convert(evaluate(operand), of: operand, to: node.type)
        case CXCursor_UnaryExpr:
            for child in node.children where child.isExpression {
                let value = evaluate(child)
                // An operand ends where `sizeof` does; the sizes in a type end before.
                if child.range.upperBound == node.range.upperBound { continue }
                escape(value, \.arithmeticFixesCodes)
            }
            return .opaque
        case CXCursor_CallExpr: return call(node)
        case CXCursor_CompoundLiteralExpr:
            guard let list = node.children.last, list.kind == CXCursor_InitListExpr else {
                return unknown(node)
            }
            initialise(list, node.type, .opaque)
            return .opaque
        default: return unknown(node)
        }
    }

    private mutating func unknown(_ node: Node) -> Value {
        escapeAll(node)
        return .opaque
    }

    /// A literal without suffix or other base: its text can become any other number.
    private func literal(_ node: Node) -> Value {
        guard node.isInMainFile, !node.startsInMacro, let value = node.constant else {
            return node.constant == 0 ? .literal(.init(node: node, value: 0)) : .opaque
        }
        guard program.source.text(node.range) == "\(value)" else { return .opaque }
        return .literal(.init(node: node, value: value))
    }

    private mutating func reference(_ node: Node) -> Value {
        guard let named = node.declaration else { return unknown(node) }
        if let owner = enumeration(ofConstant: named) {
            return .slot(slot(ofEnumeration: owner))
        }
        if named.kind == CXCursor_FunctionDecl {
            escapeFunction(Cursor(raw: named.cursor))
            return .opaque
        }
        return named.isVariable ? storage(named.cursor) : unknown(node)
    }

    /// A pointer to enumeration constants keeps its type; one to integers can be anyone's.
    private mutating func decay(_ value: Value, _ array: Node) -> Value {
        if array.type.element.kind != CXType_Enum { escape(value, \.bytesFixCodes) }
        return .opaque
    }

    private mutating func element(_ node: Node) -> Value {
        guard node.children.count == 2 else { return unknown(node) }
        let isSwapped = node.children[1].type.isPointer
        let base = node.children[isSwapped ? 1 : 0]
        escape(evaluate(node.children[isSwapped ? 0 : 1]), \.arithmeticFixesCodes)
        var array = base
        while array.kind == CXCursor_ParenExpr, let inner = array.children.first { array = inner }
        if let inner = array.implicitlyConverted, inner.type.isArray { return evaluate(inner) }
        _ = evaluate(base)
        return .opaque.orEnumeration(of: node.type, in: &self)
    }

    private mutating func unary(_ node: Node) -> Value {
        guard let operand = node.children.first else { return unknown(node) }
        let value = evaluate(operand)
        switch node.unaryOperator {
        case CXUnaryOperator_AddrOf:
            if operand.type.element.kind != CXType_Enum { escape(value, \.bytesFixCodes) }
            return .opaque
        case CXUnaryOperator_Deref:
            return .opaque.orEnumeration(of: node.type, in: &self)
        case CXUnaryOperator_LNot:
            truth(of: value)
            return .opaque
        default:
            escape(value, \.arithmeticFixesCodes)
            return .opaque
        }
    }

    private mutating func binary(_ node: Node) -> Value {
        guard node.children.count == 2 else { return unknown(node) }
        let left = evaluate(node.children[0])
        let right = evaluate(node.children[1])
        switch node.binaryOperator {
        case CXBinaryOperator_Assign:
            flow(right, into: left)
            return left
        case CXBinaryOperator_EQ, CXBinaryOperator_NE: compare(left, right)
        case CXBinaryOperator_LAnd, CXBinaryOperator_LOr:
            truth(of: left)
            truth(of: right)
        case CXBinaryOperator_Comma: return right
        default:
            escape(left, \.arithmeticFixesCodes)
            escape(right, \.arithmeticFixesCodes)
        }
        return .opaque
    }

    // MARK: Calls

    private mutating func call(_ node: Node) -> Value {
        guard let callee = node.children.first else { return unknown(node) }
        let arguments = Array(node.children.dropFirst())
        guard callee.bare.kind == CXCursor_DeclRefExpr, let named = callee.bare.declaration,
            named.kind == CXCursor_FunctionDecl
        else {
            _ = evaluate(callee)
            for argument in arguments { pass(argument) }
            return .opaque.orEnumeration(of: node.type, in: &self)
        }
        let function = Cursor(raw: named.cursor)
        guard let parameters = parameters[function] else { return outside(node, arguments) }
        guard callee.bare.type.canonical.kind == CXType_FunctionProto else {
            escapeFunction(function)
            for argument in arguments { pass(argument) }
            return .opaque.orEnumeration(of: node.type, in: &self)
        }
        for (position, argument) in arguments.enumerated() {
            if position < parameters.count {
                flow(evaluate(argument), into: storage(parameters[position].cursor))
            } else {
                escape(evaluate(argument), \.outsideCallsFixCodes)
            }
        }
        return result(of: function)
    }

    /// An argument of an unknown function; a parameter of an enumeration's type keeps it.
    private mutating func pass(_ argument: Node) {
        let value = evaluate(argument)
        if argument.type.canonical.kind != CXType_Enum { escape(value, \.outsideCallsFixCodes) }
    }

    private mutating func outside(_ node: Node, _ arguments: [Node]) -> Value {
        switch (node.calledName, arguments.count) {
        case ("free", 1), ("realloc", 2):
            _ = evaluate(arguments[0].bare)
            if arguments.count > 1 { escape(evaluate(arguments[1]), \.arithmeticFixesCodes) }
            return .opaque
        case ("memset", 3) where arguments[1].constant == 0 && arguments[0].bare.type.isPointer:
            _ = evaluate(arguments[0].bare)
            escape(evaluate(arguments[2]), \.arithmeticFixesCodes)
            let type = clang_getPointeeType(arguments[0].bare.type.canonical)
            keepZero(type, .opaque.orEnumeration(of: type, in: &self))
            return .opaque
        case ("memcpy", 3) where isCopyOfOneType(arguments),
            ("memmove", 3) where isCopyOfOneType(arguments):
            for argument in arguments.prefix(2) { _ = evaluate(argument.bare) }
            escape(evaluate(arguments[2]), \.arithmeticFixesCodes)
            return .opaque
        default:
            for argument in arguments {
                escape(evaluate(argument), \.outsideCallsFixCodes)
                if program.rules.outsideCallsFixCodes { expose(argument.type) }
            }
            if program.rules.outsideCallsFixCodes { expose(node.type) }
            return .opaque
        }
    }

    private func isCopyOfOneType(_ arguments: [Node]) -> Bool {
        let types = arguments.prefix(2).map { $0.bare.type.canonical }
        guard types.allSatisfy(\.isPointer) else { return false }
        return clang_getPointeeType(types[0]).isSame(as: clang_getPointeeType(types[1]))
    }
}

extension CodeFlow.Value {
    /// The class of the type's enumeration, if it is one.
    func orEnumeration(of type: CXType, in flow: inout CodeFlow) -> Self {
        let type = type.element
        guard type.kind == CXType_Enum else { return self }
        return .slot(flow.slot(ofEnumeration: type.enumeration))
    }
}
