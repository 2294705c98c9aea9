import CClang

/// Cuts an expression at an operator whose operands have no order into declarations of
/// temporaries and the expression over them.
struct SplitOperands {
    let program: Program
    let types: NameableTypes
    /// In the order in which they are to be evaluated.
    private(set) var declarations: [String] = []
    /// Each operator whose operands are put ahead, over conversions to their temporaries' types.
    private(set) var rewritten: [Rewritten] = []
    private var depth = 0

    private static let depthMax = 3
    private static let unordered: [CXBinaryOperatorKind] = [
        CXBinaryOperator_Mul, CXBinaryOperator_Div, CXBinaryOperator_Rem, CXBinaryOperator_Add,
        CXBinaryOperator_Sub, CXBinaryOperator_Shl, CXBinaryOperator_Shr, CXBinaryOperator_LT,
        CXBinaryOperator_GT, CXBinaryOperator_LE, CXBinaryOperator_GE, CXBinaryOperator_EQ,
        CXBinaryOperator_NE, CXBinaryOperator_And, CXBinaryOperator_Xor, CXBinaryOperator_Or,
    ]

    init(program: Program, types: NameableTypes) {
        self.program = program
        self.types = types
    }

    /// What is to be replaced in the expression's text by names of temporaries.
    /// - Parameter siblings: what is evaluated in no certain order with the expression.
    mutating func split(
        _ node: Node, beside siblings: [Effects], _ random: inout SeededGenerator,
        _ names: inout NewNames
    ) -> [(Range<Int>, String)] {
        let node = node.bare
        guard let operands = operands(of: node), !node.startsInMacro,
            !operands.contains(where: { $0.contains(where: \.isWideBitField) })
        else { return [] }
        let effects = operands.map { program.facts.effects(of: $0, text: $0.range) }
        let hoisted = operands.indices.filter { isWorthwhile(operands[$0]) }
        guard hoisted.count > 1 else {
            guard let only = hoisted.first else { return [] }
            let others = operands.indices.filter { $0 != only }.map { effects[$0] }
            return split(operands[only], beside: siblings + others, &random, &names)
        }
        guard depth < Self.depthMax,
            hoisted.allSatisfy({ types.name(of: operands[$0].type) != nil }),
            !program.rules.operandsConflict || areIndependent(effects, beside: siblings)
        else { return [] }
        depth += 1
        var replaced: [(Range<Int>, String)] = []
        var converted: [(Range<Int>, String)] = []
        for position in random.permutation(of: hoisted.count) {
            let operand = operands[hoisted[position]]
            let inner = split(operand, beside: [], &random, &names)
            let name = names.next("value")
            let type = types.name(of: operand.type) ?? ""
            let text = program.source.text(operand.range, replacing: inner)
            declarations.append("\(type) \(name) = \(text);")
            replaced.append((operand.range, name))
            let value = program.source.text(operand.range)
            converted.append((operand.range, "((\(type))(\(value)))"))
        }
        rewritten.append(
            Rewritten(
                range: node.range, before: program.source.text(node.range),
                after: program.source.text(node.range, replacing: converted),
                kind: "evaluated ahead"))
        depth -= 1
        return replaced
    }

    /// All operands, if they are evaluated in no certain order and each of them once.
    private func operands(of node: Node) -> [Node]? {
        switch node.kind {
        case CXCursor_UnaryOperator:
            let kinds = [
                CXUnaryOperator_Minus, CXUnaryOperator_Not, CXUnaryOperator_LNot,
                CXUnaryOperator_Plus,
            ]
            return kinds.contains(node.unaryOperator) ? node.children : nil
        case CXCursor_CStyleCastExpr: return node.children.filter(\.isExpression)
        case CXCursor_BinaryOperator:
            let isSkipping = [CXBinaryOperator_LAnd, CXBinaryOperator_LOr]
                .contains(node.binaryOperator)
            return Self.unordered.contains(node.binaryOperator)
                || isSkipping && !program.rules.operandsMayBeSkipped ? node.children : nil
        case CXCursor_CallExpr: return node.isBuiltinCall ? nil : node.children
        default: return nil
        }
    }

    /// More than a name or a constant, and text that can stand elsewhere.
    private func isWorthwhile(_ operand: Node) -> Bool {
        let bare = operand.bare
        let kinds = [
            CXCursor_CallExpr, CXCursor_BinaryOperator, CXCursor_UnaryOperator,
            CXCursor_ArraySubscriptExpr, CXCursor_CStyleCastExpr, CXCursor_ConditionalOperator,
        ]
        return kinds.contains(bare.kind) && operand.isInMainFile && !operand.range.isEmpty
            && !operand.contains(where: \.startsInMacro)
            && !program.source.hasDirective(operand.range)
            && !(operand.type.isPointer && operand.contains(where: \.isTemporaryObject))
            && operand.contains { node in
                node.kind == CXCursor_CallExpr
                    || node.kind == CXCursor_DeclRefExpr && node.declaration?.isVariable == true
            }
    }

    private func areIndependent(_ effects: [Effects], beside siblings: [Effects]) -> Bool {
        let all = effects + siblings
        for left in effects.indices {
            for right in all.indices where right > left {
                guard program.facts.areIndependent(all[left], all[right]) else { return false }
            }
        }
        return true
    }
}

extension Node {
    /// Calculated with in fewer bits than its type has by some compilers, in all by others.
    fileprivate var isWideBitField: Bool {
        guard kind == CXCursor_MemberRefExpr, let field = declaration else { return false }
        return clang_getFieldDeclBitWidth(field.cursor) > 32
    }

    /// A struct or union that is no variable's: it lives as long as its expression is evaluated.
    fileprivate var isTemporaryObject: Bool {
        guard type.canonical.kind == CXType_Record else { return false }
        switch kind {
        case CXCursor_CallExpr, CXCursor_ConditionalOperator, CXCursor_BinaryOperator: return true
        default: return kind == CXCursor_UnexposedExpr && implicitlyConverted == nil
        }
    }
}
