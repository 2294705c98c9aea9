import CClang

/// An operation of the program on unsigned integers that nothing promotes.
struct UnsignedOperation {
    /// The rules that fit it and whose repeated operands are pure and cheap.
    let applicable: [ArithmeticRule]
    private let type: String
    private let x: Operand
    private let y: Operand?

    private struct Operand {
        let text: String
        let isPure: Bool
        let isRepeatable: Bool
        /// The value of a literal that is not negative.
        let literal: UInt64?
    }

    private static let unsigned = [CXType_UInt, CXType_ULong, CXType_ULongLong]
    private static let narrower = [
        CXType_UShort, CXType_UChar, CXType_Int, CXType_Long, CXType_LongLong,
    ]
    private static let binary: [CXBinaryOperatorKind.RawValue: ArithmeticTerm.Binary] = [
        CXBinaryOperator_Add.rawValue: .add, CXBinaryOperator_Sub.rawValue: .subtract,
        CXBinaryOperator_Mul.rawValue: .multiply, CXBinaryOperator_And.rawValue: .and,
        CXBinaryOperator_Or.rawValue: .or, CXBinaryOperator_Xor.rawValue: .exclusiveOr,
        CXBinaryOperator_Shl.rawValue: .shiftLeft,
    ]
    private static let comparisons: [CXBinaryOperatorKind.RawValue: ArithmeticTerm.Comparison] = [
        CXBinaryOperator_EQ.rawValue: .equal, CXBinaryOperator_NE.rawValue: .notEqual,
        CXBinaryOperator_LT.rawValue: .less, CXBinaryOperator_LE.rawValue: .lessOrEqual,
        CXBinaryOperator_GT.rawValue: .greater, CXBinaryOperator_GE.rawValue: .greaterOrEqual,
    ]

    /// - Parameter table: the rules to choose from.
    init?(
        _ node: Node, _ table: [ArithmeticRule], rules: SoundnessRules, _ source: SourceText
    ) {
        guard node.isWritten, let left = Self.pattern(node), let first = node.children.first,
            node.children.count <= 2, node.children.allSatisfy(\.isWritten),
            node.contains(where: { $0.kind == CXCursor_DeclRefExpr }),
            !node.contains(where: \.isBitField)
        else { return nil }
        let isShift = left == .binary(.shiftLeft, .x, .y)
        let operands = isShift ? [first] : node.children
        let allowed = rules.onlyUnsignedIsRewritten ? Self.unsigned : Self.unsigned + Self.narrower
        guard allowed.contains(first.type.canonical.kind),
            operands.allSatisfy({ $0.type.canonical.kind == first.type.canonical.kind })
        else { return nil }
        type = clang_getUnqualifiedType(first.type.canonical).spelling
        let bits = UInt64(clang_Type_getSizeOf(first.type.canonical)) * 8
        x = Self.operand(first, type, rules, source)
        y = node.children.count == 2 ? Self.operand(node.children[1], type, rules, source) : nil
        let (x, y) = (x, y)
        // Of two operands an effect in one may be in the other's way: their order would count.
        let isOrdered =
            x.isPure && y?.isPure ?? true || y?.literal != nil || y == nil || x.literal != nil
        guard isOrdered || !rules.repeatedOperandsArePure else { return nil }
        applicable = table.filter { rule in
            guard rule.left == left else { return false }
            switch rule.condition {
            case .always: break
            case .yIsPowerOfTwo:
                guard let value = y?.literal, value.nonzeroBitCount == 1 else { return false }
            case .yIsBelowWidth:
                guard let value = y?.literal, value < bits else { return false }
            }
            return (x.isRepeatable || rule.right.count(of: .x) == 1)
                && (y?.isRepeatable ?? true || rule.right.count(of: .y) == 1)
        }
    }

    private static func pattern(_ node: Node) -> ArithmeticTerm? {
        if node.kind == CXCursor_UnaryOperator {
            switch node.unaryOperator {
            case CXUnaryOperator_Minus: return -.x
            case CXUnaryOperator_Not: return ~.x
            default: return nil
            }
        }
        guard node.kind == CXCursor_BinaryOperator else { return nil }
        let kind = node.binaryOperator.rawValue
        if let operation = binary[kind] { return .binary(operation, .x, .y) }
        return comparisons[kind].map { .compare($0, .x, .y) }
    }

    /// In parentheses, and of the operation's very type.
    private static func operand(
        _ node: Node, _ type: String, _ rules: SoundnessRules, _ source: SourceText
    ) -> Operand {
        let bare = node.bare
        let own = clang_getUnqualifiedType(bare.type.canonical).spelling
        let text = source.text(node.range)
        var nodes = 0
        node.walk { _ in nodes += 1 }
        let isPure = !node.contains { $0.mayChange || !isCheap($0) || $0.type.holdsVolatile }
        let literal = bare.kind == CXCursor_IntegerLiteral ? bare.constant : nil
        return Operand(
            text: own == type ? "(\(text))" : "((\(type))(\(text)))", isPure: isPure,
            isRepeatable: (isPure && nodes <= 6) || !rules.repeatedOperandsArePure,
            literal: literal.flatMap { $0 >= 0 ? UInt64($0) : nil })
    }

    private static func isCheap(_ node: Node) -> Bool {
        switch node.kind {
        case CXCursor_UnexposedExpr: node.implicitlyConverted != nil
        case CXCursor_DeclRefExpr, CXCursor_IntegerLiteral, CXCursor_CharacterLiteral,
            CXCursor_ParenExpr, CXCursor_MemberRefExpr, CXCursor_ArraySubscriptExpr,
            CXCursor_UnaryOperator, CXCursor_CStyleCastExpr, CXCursor_TypeRef:
            true
        case CXCursor_BinaryOperator:
            node.binaryOperator != CXBinaryOperator_Div
                && node.binaryOperator != CXBinaryOperator_Rem
        default: false
        }
    }

    /// The right side of the rule over the program's own operands.
    func text(_ rule: ArithmeticRule) -> String { text(rule.right) }

    private func text(_ term: ArithmeticTerm) -> String {
        switch term {
        case .x: x.text
        case .y: y?.text ?? "0"
        case .constant(let value): "(\(type))\(value)"
        case .logarithmOfY: "\((y?.literal ?? 1).trailingZeroBitCount)"
        case .powerOfY: "((\(type))1 << \(y?.literal ?? 0))"
        case .unary(let kind, let inner): "(\(kind.rawValue)\(text(inner)))"
        case .binary(let kind, let left, let right):
            "(\(text(left)) \(kind.rawValue) \(text(right)))"
        case .compare(let kind, let left, let right):
            "(\(text(left)) \(kind.rawValue) \(text(right)))"
        case .not(let inner): "(!\(text(inner)))"
        }
    }
}
