import CClang

/// A variable of a function starts without a value: its initialiser is missing, or the assignment
/// of a constant that is the first thing said of it.
///
/// Refuses: variables that live as long as the program, and arrays that have their size from the
/// initialiser.
package struct DropInitialisation: MutationOperator {
    package let name = "DropInitialisation"
    package let summary = "`int sum = 0;` becomes `int sum;`"

    package init() {}

    package func sites(in program: Program) -> [Mutation] {
        var found: [Mutation] = []
        program.eachMutableStatement { function, statement, _ in
            let declarations =
                statement.kind == CXCursor_ForStmt
                ? LoopText(statement, in: program.source)?.initial : statement
            guard let declarations, declarations.kind == CXCursor_DeclStmt else { return }
            found += declared(declarations, program).map { whole, rest in
                Mutation(whole, [.source(rest)], in: function.declaration.name)
            }
        }
        for function in program.mutableFunctions {
            for statement in Self.firstAssignments(in: function, program) {
                guard let slot = statement.slot(in: program.source) else { continue }
                found.append(Mutation(slot, [.text(";")], in: function.declaration.name))
            }
        }
        return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// From the name to the end of the initialiser, and what of it remains.
    private func declared(
        _ statement: Node, _ program: Program
    ) -> [(Range<Int>, Range<Int>)] {
        statement.children.compactMap { variable in
            // The type may be a macro of the system, as `bool`; the name is not.
            guard variable.kind == CXCursor_VarDecl, variable.isInMainFile,
                let declaration = variable.declaration, !declaration.isPersistent,
                let value = variable.firstValue, value.isInMainFile
            else { return nil }
            let bytes = program.source.bytes
            var end = value.range.lowerBound
            while end > 0, bytes[end - 1] <= 0x20 { end -= 1 }
            guard end > 0, bytes[end - 1] == 0x3d else { return nil }
            end -= 1
            while end > 0, bytes[end - 1] <= 0x20 { end -= 1 }
            var offset: UInt32 = 0
            clang_getExpansionLocation(
                clang_getCursorLocation(variable.cursor), nil, nil, nil, &offset)
            let start = Int(offset)
            guard start < end else { return nil }
            let rest = program.source.tokens(start..<end).filter { $0 != " " }
            guard rest.hasPrefix(declaration.name), !rest.contains("[]") else { return nil }
            return (start..<value.range.upperBound, start..<end)
        }
    }

    /// Assignments of constants that come before all else that is said of a variable which has no
    /// initialiser.
    static func firstAssignments(in function: FunctionDefinition, _ program: Program) -> [Node] {
        var first: [Int: Int] = [:]
        var bare: Set<Int> = []
        function.body.walk { node in
            guard let named = node.declaration else { return }
            if node.kind == CXCursor_VarDecl, !named.isPersistent, node.firstValue == nil,
                node.type.isNumber || node.type.isPointer
            {
                bare.insert(named.id)
            } else if node.kind == CXCursor_DeclRefExpr {
                first[named.id] = min(first[named.id] ?? .max, node.range.lowerBound)
            }
        }
        var found: [Node] = []
        function.body.eachStatement { statement, _ in
            guard statement.kind == CXCursor_BinaryOperator,
                statement.binaryOperator == CXBinaryOperator_Assign,
                statement.children.count == 2, let variable = statement.children[0].declaration,
                bare.contains(variable.id), statement.children[0].kind == CXCursor_DeclRefExpr,
                first[variable.id] == statement.range.lowerBound,
                !statement.children[1].contains(where: { $0.mayVary })
            else { return }
            found.append(statement)
        }
        return found
    }
}
