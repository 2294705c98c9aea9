import CClang

/// A loop that counts a variable up by one, all of whose iterations are independent: each writes
/// only elements, with the variable as index, of arrays that nothing else in the body touches.
///
/// Not seen as one: bodies with calls that have effects, jumps out, barriers, or writes to
/// anything that outlives the iteration and is no such element; bounds of another type than the
/// variable's unless they are small constants, or such as the body may change.
struct CountedLoop {
    /// `for (int i = …` rather than `for (i = …`.
    let isDeclaredHere: Bool
    private let variable: Declaration
    private let low: Node
    private let high: Node
    private let isInclusive: Bool

    init?(_ loop: LoopText, _ program: Program) {
        guard loop.node.kind == CXCursor_ForStmt, let initial = loop.initial,
            let condition = loop.condition, let step = loop.step,
            let start = Self.start(initial), !start.variable.isPersistent,
            start.variable.isVariable, Self.counts(step, start.variable),
            condition.kind == CXCursor_BinaryOperator, condition.children.count == 2,
            Self.isReference(condition.children[0], to: start.variable),
            [CXBinaryOperator_LT, CXBinaryOperator_LE].contains(condition.binaryOperator),
            ![initial, condition, step].contains(where: { $0.contains(where: \.startsInMacro) })
        else { return nil }
        isDeclaredHere = initial.kind == CXCursor_DeclStmt
        variable = start.variable
        low = start.value
        high = condition.children[1]
        isInclusive = condition.binaryOperator == CXBinaryOperator_LE
        guard fits(low, isUpper: false), fits(high, isUpper: isInclusive),
            areBoundsFixed(loop, program)
        else { return nil }
        if program.rules.iterationsConflict {
            guard
                IterationAccesses(loop.body, variable, program).areIndependent(program)
            else { return nil }
        }
    }

    func edits(_ loop: LoopText, _ source: SourceText) -> [Edit] {
        let name = variable.name
        let lower = source.text(low.range)
        let upper = "(\(source.text(high.range)))\(isInclusive ? " + 1" : "")"
        guard let initial = loop.initial, isDeclaredHere else {
            let head = "{ for (\(name) = \(upper); \(name) > (\(lower)); ) { \(name)--; "
            let last = "\(name) = (\(lower)) < \(upper) ? \(upper) : (\(lower));"
            return [
                .replace(loop.range.lowerBound..<loop.bodyRange.lowerBound, head),
                .wrap(loop.bodyRange, before: "", after: " } \(last) }"),
            ]
        }
        let declared = source.text(initial.range.lowerBound..<low.range.lowerBound)
        let head = "for (\(declared)\(upper); \(name) > (\(lower)); ) { \(name)--; "
        return [
            .replace(loop.range.lowerBound..<loop.bodyRange.lowerBound, head),
            .wrap(loop.bodyRange, before: "", after: " }"),
        ]
    }

    private static func start(_ node: Node) -> (variable: Declaration, value: Node)? {
        if node.kind == CXCursor_DeclStmt, node.children.count == 1,
            let declared = node.children.first, let variable = declared.declaration,
            declared.kind == CXCursor_VarDecl, let value = declared.children.last,
            declared.children.filter(\.isExpression).count == 1, value.isExpression
        {
            return (variable, value)
        }
        guard node.kind == CXCursor_BinaryOperator,
            node.binaryOperator == CXBinaryOperator_Assign, node.children.count == 2,
            node.children[0].kind == CXCursor_DeclRefExpr,
            let variable = node.children[0].declaration
        else { return nil }
        return (variable, node.children[1])
    }

    private static func isReference(_ node: Node, to variable: Declaration) -> Bool {
        node.bare.kind == CXCursor_DeclRefExpr && node.bare.declaration === variable
    }

    private static func counts(_ step: Node, _ variable: Declaration) -> Bool {
        guard let operand = step.children.first, isReference(operand, to: variable) else {
            return false
        }
        switch step.kind {
        case CXCursor_UnaryOperator:
            return step.unaryOperator == CXUnaryOperator_PreInc
                || step.unaryOperator == CXUnaryOperator_PostInc
        case CXCursor_CompoundAssignOperator:
            return step.binaryOperator == CXBinaryOperator_AddAssign
                && step.children.count == 2 && step.children[1].constant == 1
        default: return false
        }
    }

    /// Whether the bound is a value of the variable's type, one more too when that is asked.
    ///
    /// A signed bound has a successor: the loop would otherwise have counted beyond it.
    private func fits(_ bound: Node, isUpper: Bool) -> Bool {
        let type = clang_getUnqualifiedType(clang_getCursorType(variable.cursor).canonical)
        let isWide = [CXType_Int, CXType_Long, CXType_LongLong].contains(type.kind)
        let isUnsigned = [CXType_UInt, CXType_ULong, CXType_ULongLong].contains(type.kind)
        guard isWide || isUnsigned else { return false }
        let bare = clang_getUnqualifiedType(bound.bare.type.canonical)
        let isOfType = clang_equalTypes(bare, type) != 0
        if let value = bound.constant {
            // A signed variable compared with an unsigned literal would be unsigned.
            let isSigned = [CXType_Int, CXType_Long, CXType_LongLong].contains(bare.kind)
            return (0..<Int64(Int32.max)).contains(value) && (isOfType || isSigned)
        }
        return isOfType && (isWide || !isUpper)
    }

    private func areBoundsFixed(_ loop: LoopText, _ program: Program) -> Bool {
        let facts = program.facts
        var walker = EffectsWalker(facts)
        walker.value(low)
        walker.value(high)
        let bounds = walker.effects
        let counter = Place(root: .variable(variable.id))
        guard bounds.barrier == nil, bounds.writes.isEmpty, !bounds.reads.contains(counter),
            !facts.exposed.contains(variable.id),
            !clang_getCursorType(variable.cursor).holdsVolatile
        else { return false }
        guard program.rules.boundsStay else { return true }
        walker = EffectsWalker(facts)
        walker.statement(loop.body)
        return walker.effects.writes.allSatisfy { write in
            bounds.reads.allSatisfy {
                !write.mayMeet($0, exposed: facts.exposed, rules: program.rules)
            }
        }
    }
}
