import CClang

/// A number is one more, one less, zero or minus one; `true` becomes `false`; a named constant is
/// one more or one less (CRP).
///
/// In initialisers of variables that live as long as the program only numbers are changed.
/// Refuses: labels of cases, sizes, values of enumerations; null pointers; a divisor of zero; what
/// the number's type cannot hold. Indices and the named bounds of loops are `MoveBound`'s.
package struct ChangeConstant: MutationOperator {
    package let name = "ChangeConstant"
    package let summary = "`5` becomes `6`, `4`, `0`, `-1`; `true` becomes `false`"

    package init() {}

    package func sites(in program: Program) -> [Mutation] {
        var found: [Mutation] = []
        var bounds: Set<Range<Int>> = []
        program.eachMutableExpression { expression in
            if let bound = MoveBound.bound(of: expression) { bounds.insert(bound.range) }
            found += mutations(of: expression, bounds)
        }
        program.eachConstantInitialiser { expression in
            if expression.node.kind != CXCursor_DeclRefExpr {
                found += mutations(of: expression, [])
            }
        }
        return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    private func mutations(
        of expression: MutableExpression, _ bounds: Set<Range<Int>>
    ) -> [Mutation] {
        let node = expression.node
        let isPointer = expression.path.last.map { $0.type.isPointer } ?? false
        if isPointer, expression.path.last?.implicitlyConverted != nil { return [] }
        let text = expression.source.text(node.range)
        if text == "true" || text == "false" {
            return [expression.mutation([.text(text == "true" ? "false" : "true")])]
        }
        guard node.isWritten else { return [] }
        switch node.kind {
        case CXCursor_IntegerLiteral: return integers(expression, text)
        case CXCursor_FloatingLiteral: return floating(expression, text)
        case CXCursor_CharacterLiteral:
            return [" + 1", " - 1"].map { step in
                expression.mutation([.source(node.range), .text(step)], isOpen: true)
            }
        case CXCursor_DeclRefExpr:
            guard node.constant != nil, !bounds.contains(node.range) else { return [] }
            return [" + 1", " - 1"].map { step in
                expression.mutation([.source(node.range), .text(step)], isOpen: true)
            }
        default: return []
        }
    }

    // MARK: Whole numbers

    private func integers(_ expression: MutableExpression, _ text: String) -> [Mutation] {
        let node = expression.node
        guard let value = node.constant, value >= 0 else { return [] }
        let isIndex = expression.parent?.kind == CXCursor_ArraySubscriptExpr
        var values = [value &+ 1, value - 1]
        if !isIndex { values += [0, -1] }
        var mutations: [Mutation] = []
        var seen: Set<Int64> = [value]
        for other in values where seen.insert(other).inserted {
            guard other <= Self.most(node.type), other >= 0 || !node.type.isUnsigned,
                other != 0 || !isDivisor(expression)
            else { continue }
            let number = String(other.magnitude) + Self.suffix(node.type)
            mutations.append(
                expression.mutation([.text(other < 0 ? "-" + number : number)], isOpen: other < 0))
        }
        return mutations
    }

    private func isDivisor(_ expression: MutableExpression) -> Bool {
        guard let parent = expression.parent,
            parent.children.last?.range == expression.node.range
        else { return false }
        let divisions = [CXBinaryOperator_Div, CXBinaryOperator_Rem]
        return parent.kind == CXCursor_BinaryOperator && divisions.contains(parent.binaryOperator)
            || parent.kind == CXCursor_CompoundAssignOperator
    }

    private static func most(_ type: CXType) -> Int64 {
        let bits = min(clang_Type_getSizeOf(type.canonical) * 8, 64)
        return bits < 64 ? (1 << (bits - (type.isUnsigned ? 0 : 1))) - 1 : .max
    }

    /// What keeps a decimal number of the type that it had.
    private static func suffix(_ type: CXType) -> String {
        switch type.canonical.kind {
        case CXType_UInt: "u"
        case CXType_Long: "L"
        case CXType_ULong: "uL"
        case CXType_LongLong: "LL"
        case CXType_ULongLong: "uLL"
        default: ""
        }
    }

    // MARK: Floating-point numbers

    private func floating(_ expression: MutableExpression, _ text: String) -> [Mutation] {
        let node = expression.node
        guard let value = Double(text), node.type.canonical.kind == CXType_Double else {
            // With a suffix the compiler reckons, in the number's own type.
            return [" + 1", " - 1"].map { step in
                expression.mutation([.source(node.range), .text(step)], isOpen: true)
            }
        }
        var seen: Set<Double> = [value]
        return [value + 1, value - 1, 0].compactMap { other in
            guard seen.insert(other).inserted else { return nil }
            return expression.mutation([.text("\(other)")], isOpen: other < 0)
        }
    }
}
