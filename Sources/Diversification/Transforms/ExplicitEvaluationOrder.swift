import CClang

/// Evaluates operands and arguments, whose order C leaves open, ahead of their statement into
/// temporaries, in an order of its own.
///
/// Refuses: operands of which one may write what another reads or writes (what the original does
/// then depends on its compiler), operands not fully understood, those under `&&`, `||`, `?:`,
/// `,` and `sizeof`, conditions of `if` and loops, text from macros, values that are no numbers
/// and no pointers to objects, arguments of built-in functions, bit-fields over 32 bits, which
/// compilers calculate with in different types, statements with compound literals and pointers
/// into a function's result, which would live shorter.
///
/// Sound because what is put ahead is evaluated once either way, any order of it is one that C
/// allows, and none of it can notice another. A temporary has the operand's type after
/// conversion; values have no excess precision on the targets of the build matrix
/// (`FLT_EVAL_METHOD` is 0).
package struct ExplicitEvaluationOrder: Transform {
    package let name = "ExplicitEvaluationOrder"

    package init() {}

    package func plan(_ program: Program, _ random: inout SeededGenerator) -> Plan {
        var plan = Plan()
        guard !program.facts.isTiedToLines else { return plan }
        var names = NewNames(program.unit.words)
        for function in program.unit.functions where function.node.isInMainFile {
            let types = NameableTypes(in: function, program)
            function.body.eachStatement { node, parent in
                guard parent?.kind == CXCursor_CompoundStmt,
                    let slot = node.slot(in: program.source),
                    let root = Root(node, program), random.next(below: 2) == 0
                else { return }
                var operands = SplitOperands(program: program, types: types)
                let inner = operands.split(
                    root.value, beside: root.siblings, &random, &names)
                guard !inner.isEmpty, root.allows(inner, program.source) else { return }
                let ahead = operands.declarations.joined(separator: " ")
                let text = program.source.text(slot, replacing: inner)
                let whole = root.isDeclaration ? "\(ahead) \(text)" : "{ \(ahead) \(text) }"
                plan.edits.append(.replace(slot, whole))
                plan.sites += 1
                plan.moved += operands.declarations.count
                plan.rewritten += operands.rewritten
            }
        }
        return plan
    }

    /// The expression that a statement evaluates first of all.
    private struct Root {
        let value: Node
        /// What is evaluated in no certain order with the value.
        var siblings: [Effects] = []
        /// The name that the statement declares.
        var declared: String?
        var isDeclaration: Bool { declared != nil }

        init?(_ statement: Node, _ program: Program) {
            guard !statement.contains(where: { $0.kind == CXCursor_CompoundLiteralExpr })
            else { return nil }
            switch statement.kind {
            case CXCursor_ReturnStmt:
                guard let value = statement.children.first else { return nil }
                self.value = value
            case CXCursor_DeclStmt:
                guard statement.children.count == 1, let node = statement.children.first,
                    node.kind == CXCursor_VarDecl, let variable = node.declaration,
                    !variable.isPersistent, !node.children.contains(where: \.isAttribute),
                    !node.type.isVariableArray,
                    let value = statement.evaluated(in: program).first
                else { return nil }
                self.value = value
                declared = variable.name
            default:
                guard statement.isExpression else { return nil }
                let isAssignment =
                    statement.kind == CXCursor_CompoundAssignOperator
                    || statement.kind == CXCursor_BinaryOperator
                        && statement.binaryOperator == CXBinaryOperator_Assign
                guard isAssignment, statement.children.count == 2 else {
                    value = statement
                    return
                }
                value = statement.children[1]
                let target = statement.children[0]
                siblings = [program.facts.effects(of: target, text: target.range)]
            }
        }

        /// Ahead of its declaration a name means something else.
        func allows(_ replaced: [(Range<Int>, String)], _ source: SourceText) -> Bool {
            guard let declared else { return true }
            return !replaced.contains { source.identifiers($0.0).contains(declared) }
        }
    }
}

extension SourceText {
    /// The text of a range in which parts, which do not overlap, are replaced.
    func text(_ range: Range<Int>, replacing parts: [(Range<Int>, String)]) -> String {
        var result = ""
        var at = range.lowerBound
        for (part, replacement) in parts.sorted(by: { $0.0.lowerBound < $1.0.lowerBound }) {
            result += text(at..<part.lowerBound) + replacement
            at = part.upperBound
        }
        return result + text(at..<range.upperBound)
    }
}
