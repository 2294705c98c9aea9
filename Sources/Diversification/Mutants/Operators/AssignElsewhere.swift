import CClang

/// A value goes into the neighbour of the variable or field that is meant: the one of the same
/// type declared before it, or after it.
///
/// Neighbours of a local are parameters and locals that are in scope there; of a variable at file
/// scope such variables that are declared above the function; of a field those of its struct.
/// Refuses: what is `const`, and names that are declared twice in the function.
package struct AssignElsewhere: MutationOperator {
    package let name = "AssignElsewhere"
    package let summary = "`low = e` becomes `high = e`"

    package init() {}

    package func sites(in program: Program) -> [Mutation] {
        var found: [Mutation] = []
        for function in program.mutableFunctions {
            let scope = VariableScope(function, program)
            function.body.eachStatement { statement, _ in
                for root in statement.evaluated(in: program) {
                    let isAssignment =
                        root.kind == CXCursor_BinaryOperator
                        && root.binaryOperator == CXBinaryOperator_Assign
                        || root.kind == CXCursor_CompoundAssignOperator
                    guard isAssignment, !root.startsInMacro, let target = root.children.first,
                        target.isWritten, let (name, others) = neighbours(of: target, scope)
                    else { continue }
                    let place = target.range.upperBound - name.utf8.count
                    guard place >= target.range.lowerBound,
                        program.source.text(place..<target.range.upperBound) == name
                    else { continue }
                    for other in others where !isItself(root, other, name, program.source) {
                        found.append(
                            Mutation(
                                root.range,
                                [
                                    .source(root.range.lowerBound..<place), .text(other),
                                    .source(target.range.upperBound..<root.range.upperBound),
                                ], in: function.declaration.name))
                    }
                }
            }
        }
        return found
    }

    /// `b = b` is no other place, but none.
    private func isItself(
        _ assignment: Node, _ other: String, _ name: String, _ source: SourceText
    ) -> Bool {
        guard assignment.kind == CXCursor_BinaryOperator, assignment.children.count == 2 else {
            return false
        }
        let target = source.tokens(assignment.children[0].range)
        return target.dropLast(name.count) + other == source.tokens(assignment.children[1].range)
    }

    private func neighbours(of target: Node, _ scope: VariableScope) -> (String, [String])? {
        guard let named = target.declaration else { return nil }
        switch target.kind {
        case CXCursor_DeclRefExpr:
            return (named.name, Self.beside(named.name, scope.variables(like: target)))
        case CXCursor_MemberRefExpr:
            let record = clang_getCursorType(clang_getCursorSemanticParent(named.cursor))
            let fields = record.fields.filter { field in
                let type = clang_getCursorType(field)
                return type.isSame(as: target.type) && !type.isConstant
                    && clang_Cursor_isBitField(field) == 0
            }
            return (named.name, Self.beside(named.name, fields.map { Cursor(raw: $0).spelling }))
        default: return nil
        }
    }

    private static func beside(_ name: String, _ names: [String]) -> [String] {
        guard let place = names.firstIndex(of: name) else { return [] }
        return [place - 1, place + 1].filter(names.indices.contains).map { names[$0] }
            .filter { !$0.isEmpty }
    }
}
