import CClang

/// Writes operations on unsigned integers as other terms of the same value.
///
/// Half of all operations, and of those the outermost, each by a rule of `ArithmeticRules` that
/// the seed picks. Optimisers undo part of it: what remains differs by compiler and level.
///
/// Refuses: operations on anything but `unsigned int`, `unsigned long` and `unsigned long long`
/// after promotion (narrow types promote to `int`; signed arithmetic may overflow in one form and
/// not in another); constants; what stems from macros or stands outside of functions; operands
/// that have effects, are volatile or cost more than six nodes, where the rule says them twice.
///
/// Sound because each rule is proved for all values at all widths, both operands are converted to
/// the operation's type first, and the result has that type.
package struct RewriteUnsignedArithmetic: Transform {
    package let name = "RewriteUnsignedArithmetic"
    private let table: [ArithmeticRule]

    /// - Parameter rules: what the seed picks from.
    package init(rules: [ArithmeticRule] = ArithmeticRules.all) {
        table = rules
    }

    package func plan(_ program: Program, _ random: inout SeededGenerator) -> Plan {
        var plan = Plan()
        guard !program.facts.isTiedToLines else { return plan }
        for function in program.unit.functions where function.node.isInMainFile {
            visit(function.body, program, &random, &plan)
        }
        return plan
    }

    private func visit(
        _ node: Node, _ program: Program, _ random: inout SeededGenerator, _ plan: inout Plan
    ) {
        switch node.kind {
        case CXCursor_VarDecl where isConstant(node): return
        case CXCursor_CaseStmt:
            if let last = node.children.last { visit(last, program, &random, &plan) }
            return
        case CXCursor_UnaryExpr, CXCursor_StmtExpr, CXCursor_GenericSelectionExpr: return
        case CXCursor_VarDecl: break
        case let kind where clang_isDeclaration(kind) != 0: return
        default: break
        }
        if let operation = UnsignedOperation(
            node, table, rules: program.rules, program.source)
        {
            let rules = operation.applicable
            if !rules.isEmpty, random.next(below: 2) == 0 {
                let rule = rules[random.next(below: rules.count)]
                let text = operation.text(rule)
                plan.edits.append(.replace(node.range, text))
                plan.rewritten.append(
                    Rewritten(
                        range: node.range, before: program.source.text(node.range), after: text,
                        kind: rule.name))
                plan.sites += 1
                plan.moved += 1
                return
            }
        }
        for child in node.children { visit(child, program, &random, &plan) }
    }

    /// Static initialisers and array bounds are constants.
    private func isConstant(_ node: Node) -> Bool {
        node.type.isArray || node.declaration?.isPersistent == true
    }
}
