import CClang

/// A function returns something else: zero, and one or one more.
///
/// Refuses: structs; constants, which `ChangeConstant` changes.
package struct ReplaceReturnValue: MutationOperator {
    package let name = "ReplaceReturnValue"
    package let summary = "`return e;` becomes `return 0;`, `return (e) + 1;`"

    package init() {}

    package func sites(in program: Program) -> [Mutation] {
        var found: [Mutation] = []
        program.eachMutableExpression { expression in
            let node = expression.node
            guard expression.statement.kind == CXCursor_ReturnStmt, expression.parent == nil,
                let function = expression.function, !node.startsInMacro,
                node.contains(where: \.mayVary)
            else { return }
            let result = clang_getCursorResultType(function.node.cursor)
            let sum = node.closedForSum(in: program.source)
            if result.isBoolean {
                found += ["0", "1"].map { expression.mutation([.text($0)]) }
            } else if result.isInteger {
                found.append(expression.mutation([.text("0")]))
                if node.type.isNumber { found.append(expression.mutation(sum + [.text(" + 1")])) }
            } else if result.isFloating {
                found.append(expression.mutation([.text("0.0")]))
                if node.type.isNumber { found.append(expression.mutation(sum + [.text(" + 1")])) }
            } else if result.isPointer {
                found.append(expression.mutation([.text("0")]))
            }
        }
        return found
    }
}
