import CClang

/// Two expressions of a program over fresh variables: what is not integer arithmetic (a call, a
/// load, a member, an operation on numbers with a point or on pointers) is one variable, and the
/// same one wherever the same thing is evaluated with no effect in between.
struct ExpressionAbstraction {
    private(set) var expression: RewrittenExpression
    /// The texts of what the variables stand for.
    private(set) var names: [String] = []
    private let source: SourceText
    private var known: [String: String] = [:]
    /// What the expression being read evaluates that changes something; each says its past.
    private var effects: [String] = []
    /// The effects before the place that is being read, on the way that leads there.
    private var past = ""
    /// Why a variable that only the replacement has does not refute anything.
    private var doubts: [String] = []

    /// - Parameter source: the text of the unit that both were read from.
    init(_ before: Node, becomes after: Node, in source: SourceText) throws(Unproved) {
        self.source = source
        expression = RewrittenExpression("", becomes: "", variables: [])
        expression.before = try root(before)
        let (count, effectsBefore) = (names.count, effects.sorted())
        effects = []
        past = ""
        doubts = []
        expression.after = try root(after)
        guard effects.sorted() == effectsBefore else {
            throw Unproved("unsupported: other effects, or in another order")
        }
        guard names.count > count else { return }
        if let doubt = doubts.first { throw Unproved(doubt) }
        // Its value may be that of a place under another name, or before an effect.
        guard effects.isEmpty, expression.variables[count...].allSatisfy({ $0.kind == .value })
        else { throw Unproved("unsupported: an operand that the original does not have") }
    }

    /// The conversion of the whole is part of it.
    private mutating func root(_ node: Node) throws(Unproved) -> String {
        let inner = try text(node)
        guard let child = node.implicitlyConverted, node.type.isBits, child.type.isBits,
            !TypeName.isSame(node.type, child.type)
        else { return inner }
        return "(\(node.type.integerName))(\(inner))"
    }

    /// C text of the same types as the program's, conversions left to the reader.
    private mutating func text(_ node: Node) throws(Unproved) -> String {
        if node.isExpansion { return try constant(node) }
        if let child = node.implicitlyConverted {
            let keepsIntegers = node.type.isBits && child.type.isBits
            return keepsIntegers || TypeName.isSame(node.type, child.type)
                ? try text(child) : try variable(node)
        }
        switch node.kind {
        case CXCursor_ParenExpr where node.children.count == 1:
            return "(\(try text(node.children[0])))"
        case CXCursor_CStyleCastExpr:
            guard let child = node.children.last, child.isExpression else { break }
            if node.type.isBits, child.type.isBits {
                return "(\(node.type.integerName))(\(try text(child)))"
            }
            if TypeName.isSame(node.type, child.type) { return try text(child) }
        case CXCursor_IntegerLiteral, CXCursor_CharacterLiteral:
            return source.text(node.range)
        case CXCursor_UnaryExpr: return try constant(node)
        case CXCursor_DeclRefExpr where node.constant != nil:
            return try constant(node)
        case CXCursor_UnaryOperator: return try unary(node)
        case CXCursor_BinaryOperator where node.children.count == 2: return try binary(node)
        case CXCursor_ConditionalOperator where node.children.count == 3:
            return try choice(node.children)
        default: break
        }
        return try variable(node)
    }

    /// Of two operands one is evaluated: an effect of one is not in the past of the other.
    private mutating func choice(_ parts: [Node]) throws(Unproved) -> String {
        let condition = try text(parts[0])
        let base = past
        let first = try text(parts[1])
        let pastOfFirst = past
        past = base
        let second = try text(parts[2])
        if past != pastOfFirst { past = "(\([past, pastOfFirst].sorted().joined(separator: "|")))" }
        return "(\(condition)) ? (\(first)) : (\(second))"
    }

    private mutating func unary(_ node: Node) throws(Unproved) -> String {
        let signs: [CXUnaryOperatorKind.RawValue: String] = [
            CXUnaryOperator_Plus.rawValue: "+", CXUnaryOperator_Minus.rawValue: "-",
            CXUnaryOperator_Not.rawValue: "~", CXUnaryOperator_LNot.rawValue: "!",
        ]
        guard let child = node.children.first, let sign = signs[node.unaryOperator.rawValue],
            child.type.isBits || sign == "!"
        else { return try variable(node) }
        return "\(sign)(\(try text(child)))"
    }

    private mutating func binary(_ node: Node) throws(Unproved) -> String {
        let isLogical = [CXBinaryOperator_LAnd, CXBinaryOperator_LOr, CXBinaryOperator_Comma]
            .contains(node.binaryOperator)
        let sign = string(clang_getBinaryOperatorKindSpelling(node.binaryOperator))
        guard !node.mayChange, isLogical || node.children.allSatisfy(\.type.isBits) else {
            return try variable(node)
        }
        let (left, right) = (try text(node.children[0]), try text(node.children[1]))
        return "(\(left)) \(sign) (\(right))"
    }

    private mutating func constant(_ node: Node) throws(Unproved) -> String {
        if let number = number(node) { return number }
        return try variable(node)
    }

    /// A number that the compiler knows, with its type; nil for what is none.
    private func number(_ node: Node) -> String? {
        guard node.type.isBits, let result = clang_Cursor_Evaluate(node.cursor) else {
            return nil
        }
        defer { clang_EvalResult_dispose(result) }
        guard clang_EvalResult_getKind(result) == CXEval_Int else { return nil }
        let bits = UInt64(bitPattern: clang_EvalResult_getAsLongLong(result))
        return "((\(node.type.integerName))\(bits)u)"
    }

    // MARK: Variables

    private mutating func variable(_ node: Node) throws(Unproved) -> String {
        guard node.isInMainFile, !node.range.isEmpty else { throw Unproved("unsupported: macro") }
        guard !node.isBitField else { throw Unproved("unsupported: bit-field") }
        let kind = node.kindOfVariable
        var key = "\(past) \(TypeName.of(node.type)) \(self.key(node))"
        if kind == .effect {
            key = "effect \(key)"
            effects.append(key)
        }
        let name = known[key] ?? "v\(names.count + 1)"
        if kind == .effect { past = name }
        if known[key] != nil { return name }
        known[key] = name
        names.append(source.tokens(node.range))
        let type = node.type.isBits ? node.type.integerName : "unsigned long"
        expression.variables.append(.init(name, type, kind))
        if let doubt = node.doubt { doubts.append(doubt) }
        return name
    }

    /// Equal for what is written alike, apart from conversions, all of which it names, and
    /// parentheses.
    private func key(_ node: Node) -> String {
        if node.isExpansion { return source.tokens(node.range) }
        let inner = node.kind == CXCursor_ParenExpr ? node.children.first : nil
        let converted = node.kind == CXCursor_CStyleCastExpr ? node.children.last : nil
        if let child = inner ?? node.implicitlyConverted ?? converted, child.isExpression {
            return TypeName.isSame(node.type, child.type)
                ? key(child) : "(\(TypeName.of(node.type)))[\(key(child))]"
        }
        if node.kind == CXCursor_DeclRefExpr, let named = node.declaration {
            return "\(named.name)@\(named.id)"
        }
        var parts: [(Range<Int>, String)] = []
        var end = node.range.lowerBound
        for child in node.children where child.isExpression && !child.range.isEmpty {
            guard child.range.lowerBound >= end, child.range.upperBound <= node.range.upperBound
            else { return source.tokens(node.range) }
            parts.append((child.range, "[\(key(child))]"))
            end = child.range.upperBound
        }
        let text = SourceText(source.text(node.range, replacing: parts))
        return text.tokens(0..<text.bytes.count)
    }
}

extension Node {
    /// Exactly what a macro became; its parts have no text of their own.
    fileprivate var isExpansion: Bool {
        startsInMacro && children.allSatisfy { $0.range == range || $0.range.isEmpty }
    }

    fileprivate var kindOfVariable: RewrittenExpression.Variable.Kind {
        let hasEffect = contains { node in
            node.mayChange || node.type.holdsVolatile
                || node.kind == CXCursor_UnexposedExpr && node.implicitlyConverted == nil
        }
        if hasEffect { return .effect }
        return bare.kind == CXCursor_DeclRefExpr ? .value : .load
    }

    /// Operations that are not looked into.
    fileprivate var doubt: String? {
        let operands = children.filter(\.isExpression).map(\.type) + [type]
        let isOperation = [
            CXCursor_BinaryOperator, CXCursor_UnaryOperator, CXCursor_CStyleCastExpr,
            CXCursor_UnexposedExpr,
        ].contains(kind)
        guard isOperation else { return nil }
        if operands.contains(where: \.isFloating) { return "unsupported: floating point" }
        if operands.contains(where: \.isPointer) { return "unsupported: pointer arithmetic" }
        return "unsupported: operator"
    }
}

extension CXType {
    /// An integer, `_Bool` or enumeration, of a width that the solver is given.
    fileprivate var isBits: Bool { (try? BitVectorType(self)) != nil }

    /// As C writes it without any declaration: of an enumeration the type that it is stored as.
    fileprivate var integerName: String {
        let type = canonical
        let plain =
            type.kind == CXType_Enum
            ? clang_getEnumDeclIntegerType(clang_getTypeDeclaration(type)).canonical : type
        return clang_getUnqualifiedType(plain).spelling
    }
}
