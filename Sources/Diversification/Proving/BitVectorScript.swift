import CClang

/// C integer expressions as SMT-LIB 2 bit-vectors.
///
/// Types and conversions are libclang's, so promotions are C's own. Conversions to narrower signed
/// types wrap and signed right shifts copy the sign, as every compiler here has it.
struct BitVectorScript {
    /// The names of definitions in the script.
    struct Translation {
        let value: String
        let type: BitVectorType
        /// A Boolean: no undefined behaviour for these values.
        let isDefined: String
    }

    private(set) var lines: [String] = []
    private var count = 0
    /// When what is being translated is evaluated: a Boolean.
    private var path = "true"
    /// When each variable is evaluated, once for each place that names it.
    private var evaluations: [String: [String]] = [:]

    private mutating func define(_ sort: String, _ body: String) -> String {
        count += 1
        lines.append("(define-fun n\(count) () \(sort) \(body))")
        return "n\(count)"
    }

    mutating func declare(_ variable: RewrittenExpression.Variable, _ type: BitVectorType) {
        lines.append("(declare-const |\(variable.name)| \(type.sort))")
        if type.isBoolean {
            lines.append("(assert (bvult |\(variable.name)| \(type.literal(2))))")
        }
    }

    /// When the variable has been evaluated since this was last asked: a Boolean.
    mutating func takeEvaluation(of name: String) -> String {
        let paths = evaluations.removeValue(forKey: name) ?? []
        return paths.isEmpty ? "false" : define("Bool", "(or \(paths.joined(separator: " ")))")
    }

    /// Translates what is evaluated only under a condition.
    private mutating func translate(
        _ node: Node, if condition: String
    ) throws(Unproved) -> Translation {
        let outer = path
        path = define("Bool", "(and \(outer) \(condition))")
        defer { path = outer }
        return try translate(node)
    }

    mutating func translate(_ node: Node) throws(Unproved) -> Translation {
        if let child = node.implicitlyConverted { return try convert(child, to: node.type) }
        switch node.kind {
        case CXCursor_ParenExpr where node.children.count == 1:
            return try translate(node.children[0])
        case CXCursor_CStyleCastExpr:
            guard let child = node.children.last, child.isExpression else { break }
            return try convert(child, to: node.type)
        case CXCursor_IntegerLiteral, CXCursor_CharacterLiteral, CXCursor_UnaryExpr:
            return try constant(node)
        case CXCursor_DeclRefExpr:
            let type = try BitVectorType(node.type)
            guard let named = node.declaration else { break }
            if named.kind == CXCursor_ParmDecl {
                evaluations[named.name, default: []].append(path)
                return Translation(value: "|\(named.name)|", type: type, isDefined: "true")
            }
            guard let number = node.constant else { break }
            return Translation(value: type.literal(number), type: type, isDefined: "true")
        case CXCursor_UnaryOperator: return try unary(node)
        case CXCursor_BinaryOperator where node.children.count == 2: return try binary(node)
        case CXCursor_ConditionalOperator where node.children.count == 3:
            return try choice(node)
        default: break
        }
        throw Unproved("unsupported: \(Cursor(raw: node.cursor).spelling) \(node.kind.rawValue)")
    }

    private mutating func constant(_ node: Node) throws(Unproved) -> Translation {
        let type = try BitVectorType(node.type)
        guard let result = clang_Cursor_Evaluate(node.cursor) else { throw Unproved("literal") }
        defer { clang_EvalResult_dispose(result) }
        guard clang_EvalResult_getKind(result) == CXEval_Int else { throw Unproved("literal") }
        let number = clang_EvalResult_getAsLongLong(result)
        return Translation(value: type.literal(number), type: type, isDefined: "true")
    }

    private mutating func convert(_ node: Node, to type: CXType) throws(Unproved) -> Translation {
        let inner = try translate(node)
        let type = try BitVectorType(type)
        let from = inner.type
        let body: String
        if type == from {
            return inner
        } else if type.isBoolean {
            let isZero = "(= \(inner.value) \(from.literal(0)))"
            body = "(ite \(isZero) \(type.literal(0)) \(type.literal(1)))"
        } else if type.width < from.width {
            body = "((_ extract \(type.width - 1) 0) \(inner.value))"
        } else {
            let extend = from.isSigned ? "sign_extend" : "zero_extend"
            body = "((_ \(extend) \(type.width - from.width)) \(inner.value))"
        }
        return Translation(
            value: define(type.sort, body), type: type, isDefined: inner.isDefined)
    }

    // MARK: Operators

    private mutating func unary(_ node: Node) throws(Unproved) -> Translation {
        guard let child = node.children.first else { throw Unproved("unsupported: operator") }
        let operand = try translate(child)
        let type = try BitVectorType(node.type)
        switch node.unaryOperator {
        case CXUnaryOperator_Plus, CXUnaryOperator_Extension: return operand
        case CXUnaryOperator_Not:
            let value = define(type.sort, "(bvnot \(operand.value))")
            return Translation(value: value, type: type, isDefined: operand.isDefined)
        case CXUnaryOperator_Minus:
            let value = define(type.sort, "(bvneg \(operand.value))")
            let isLeast = "(= \(operand.value) \(least(type)))"
            let isDefined = "(and \(operand.isDefined) (not \(isLeast)))"
            return Translation(
                value: value, type: type,
                isDefined: type.isSigned ? define("Bool", isDefined) : operand.isDefined)
        case CXUnaryOperator_LNot:
            return truth(
                "(= \(operand.value) \(operand.type.literal(0)))", type, operand.isDefined)
        default: throw Unproved("unsupported: operator")
        }
    }

    private func least(_ type: BitVectorType) -> String {
        "(bvshl \(type.literal(1)) \(type.literal(Int64(type.width - 1))))"
    }

    private mutating func truth(
        _ condition: String, _ type: BitVectorType, _ isDefined: String
    ) -> Translation {
        let value = define(type.sort, "(ite \(condition) \(type.literal(1)) \(type.literal(0)))")
        return Translation(value: value, type: type, isDefined: isDefined)
    }

    private mutating func choice(_ node: Node) throws(Unproved) -> Translation {
        let test = try translate(node.children[0])
        let isFalse = define("Bool", "(= \(test.value) \(test.type.literal(0)))")
        let yes = try translate(node.children[1], if: "(not \(isFalse))")
        let no = try translate(node.children[2], if: isFalse)
        let value = define(yes.type.sort, "(ite \(isFalse) \(no.value) \(yes.value))")
        let chosen = "(ite \(isFalse) \(no.isDefined) \(yes.isDefined))"
        guard yes.type == no.type else { throw Unproved("unsupported: arms of two types") }
        return Translation(
            value: value, type: yes.type,
            isDefined: define("Bool", "(and \(test.isDefined) \(chosen))"))
    }

    private mutating func binary(_ node: Node) throws(Unproved) -> Translation {
        let left = try translate(node.children[0])
        let type = try BitVectorType(node.type)
        if [CXBinaryOperator_LAnd, CXBinaryOperator_LOr].contains(node.binaryOperator) {
            return try shortCircuit(node, left, type)
        }
        let right = try translate(node.children[1])
        let both = define("Bool", "(and \(left.isDefined) \(right.isDefined))")
        let isSigned = left.type.isSigned
        switch node.binaryOperator {
        case CXBinaryOperator_Comma:
            return Translation(value: right.value, type: right.type, isDefined: both)
        case CXBinaryOperator_Shl, CXBinaryOperator_Shr:
            return shift(node, left, right, type)
        case CXBinaryOperator_EQ: return truth("(= \(left.value) \(right.value))", type, both)
        case CXBinaryOperator_NE:
            return truth("(distinct \(left.value) \(right.value))", type, both)
        case CXBinaryOperator_LT, CXBinaryOperator_LE, CXBinaryOperator_GT, CXBinaryOperator_GE:
            let names: [CXBinaryOperatorKind.RawValue: String] = [
                CXBinaryOperator_LT.rawValue: "lt", CXBinaryOperator_LE.rawValue: "le",
                CXBinaryOperator_GT.rawValue: "gt", CXBinaryOperator_GE.rawValue: "ge",
            ]
            let name = names[node.binaryOperator.rawValue] ?? ""
            return truth(
                "(bv\(isSigned ? "s" : "u")\(name) \(left.value) \(right.value))", type, both)
        default: break
        }
        guard left.type == right.type, let name = Self.name(node.binaryOperator, isSigned) else {
            throw Unproved("unsupported: operator")
        }
        let value = define(type.sort, "(\(name) \(left.value) \(right.value))")
        let isSafe = isSafe(name, left, right)
        return Translation(
            value: value, type: type, isDefined: define("Bool", "(and \(both) \(isSafe))"))
    }

    private static func name(_ operation: CXBinaryOperatorKind, _ isSigned: Bool) -> String? {
        switch operation {
        case CXBinaryOperator_Add: "bvadd"
        case CXBinaryOperator_Sub: "bvsub"
        case CXBinaryOperator_Mul: "bvmul"
        case CXBinaryOperator_Div: isSigned ? "bvsdiv" : "bvudiv"
        case CXBinaryOperator_Rem: isSigned ? "bvsrem" : "bvurem"
        case CXBinaryOperator_And: "bvand"
        case CXBinaryOperator_Or: "bvor"
        case CXBinaryOperator_Xor: "bvxor"
        default: nil
        }
    }

    /// When an operation on two operands of one type is defined.
    private func isSafe(_ name: String, _ left: Translation, _ right: Translation) -> String {
        let type = left.type
        let isNonzero = "(distinct \(right.value) \(type.literal(0)))"
        switch name {
        case "bvudiv", "bvurem": return isNonzero
        case "bvsdiv", "bvsrem":
            let isLeast = "(= \(left.value) \(least(type)))"
            let isMinusOne = "(= \(right.value) \(type.literal(-1)))"
            return "(and \(isNonzero) (not (and \(isLeast) \(isMinusOne))))"
        case "bvadd", "bvsub", "bvmul":
            guard type.isSigned else { return "true" }
            let extra = name == "bvmul" ? type.width : 1
            let wide = "(_ sign_extend \(extra))"
            let exact = "(\(name) (\(wide) \(left.value)) (\(wide) \(right.value)))"
            return "(= \(exact) (\(wide) (\(name) \(left.value) \(right.value))))"
        default: return "true"
        }
    }

    private mutating func shortCircuit(
        _ node: Node, _ left: Translation, _ type: BitVectorType
    ) throws(Unproved) -> Translation {
        let isAnd = node.binaryOperator == CXBinaryOperator_LAnd
        let first = define("Bool", "(distinct \(left.value) \(left.type.literal(0)))")
        let isEnough = isAnd ? "(not \(first))" : first
        let right = try translate(node.children[1], if: "(not \(isEnough))")
        let second = "(distinct \(right.value) \(right.type.literal(0)))"
        let isDefined = "(and \(left.isDefined) (or \(isEnough) \(right.isDefined)))"
        return truth(
            "(\(isAnd ? "and" : "or") \(first) \(second))", type, define("Bool", isDefined))
    }

    /// The operands keep types of their own; the result has the left one's.
    private mutating func shift(
        _ node: Node, _ left: Translation, _ right: Translation, _ type: BitVectorType
    ) -> Translation {
        let isLeft = node.binaryOperator == CXBinaryOperator_Shl
        let name = isLeft ? "bvshl" : type.isSigned ? "bvashr" : "bvlshr"
        // Amounts that the other width cannot hold are not defined, so that cutting is harmless.
        let amount: String
        if right.type.width > type.width {
            amount = "((_ extract \(type.width - 1) 0) \(right.value))"
        } else {
            amount = "((_ zero_extend \(type.width - right.type.width)) \(right.value))"
        }
        let value = define(type.sort, "(\(name) \(left.value) \(amount))")
        let isInWidth = "(bvult \(right.value) \(right.type.literal(Int64(type.width))))"
        var isDefined = "(and \(left.isDefined) \(right.isDefined) \(isInWidth))"
        if isLeft, type.isSigned {
            // Neither negative before nor changed in its sign by what is shifted out.
            let isPositive = "(bvsge \(left.value) \(type.literal(0)))"
            let isExact = "(= (bvashr \(value) \(amount)) \(left.value))"
            isDefined = "(and \(isDefined) \(isPositive) \(isExact))"
        }
        return Translation(value: value, type: type, isDefined: define("Bool", isDefined))
    }
}
