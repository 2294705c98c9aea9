import CClang

/// A `break` is missing: one case goes on in the next, a loop goes on.
package struct DropBreak: MutationOperator {
    package let name = "DropBreak"
    package let summary = "`break;` becomes `;`"

    package init() {}

    package func sites(in program: Program) -> [Mutation] {
        var found: [Mutation] = []
        program.eachMutableStatement { function, statement, _ in
            guard statement.kind == CXCursor_BreakStmt,
                let slot = statement.slot(in: program.source)
            else { return }
            found.append(Mutation(slot, [.text(";")], in: function.declaration.name))
        }
        return found
    }
}
