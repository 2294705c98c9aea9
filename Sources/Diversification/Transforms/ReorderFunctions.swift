import CClang

/// Puts the function definitions of the file in another order, prototypes in their old places.
///
/// Refuses: functions whose head or body stems from a macro, old-style definitions, functions with
/// attributes (constructors run in their order), heads that define or first name a type, bodies
/// with preprocessor lines; and no function crosses a preprocessor line or assembly.
///
/// Sound because a prototype stands wherever a definition stood, and every definition moves to
/// the place of the last one of its stretch, where all that any of them names is declared.
package struct ReorderFunctions: Transform {
    package let name = "ReorderFunctions"

    package init() {}

    package func plan(_ program: Program, _ random: inout SeededGenerator) -> Plan {
        var plan = Plan()
        guard !program.facts.isTiedToLines else { return plan }
        for stretch in stretches(program) where stretch.count > 1 {
            let order = random.permutation(of: stretch.count)
            let displaced = zip(order, order.indices).count { $0 != $1 }
            guard displaced > 0 else { continue }
            for movable in stretch.dropLast() {
                plan.edits.append(.replace(movable.range, movable.prototype))
            }
            let last = stretch[stretch.count - 1]
            let texts = order.map { program.source.text(stretch[$0].range) }
            plan.edits.append(
                .replace(last.range, ([last.prototype] + texts).joined(separator: "\n\n")))
            plan.sites += 1
            plan.moved += displaced
        }
        return plan
    }

    private struct Movable {
        let range: Range<Int>
        let prototype: String
    }

    /// The functions between one preprocessor line and the next.
    private func stretches(_ program: Program) -> [[Movable]] {
        let source = program.source
        var stretches: [[Movable]] = [[]]
        var previousEnd = 0
        for node in program.unit.topLevel where node.isInMainFile {
            let start = node.range.lowerBound
            if start > previousEnd, source.hasDirective(previousEnd..<start) {
                stretches.append([])
            }
            let comments =
                start > previousEnd
                ? source.startOfComments(above: start, limit: previousEnd) : start
            if source.hasDirective(node.range) || node.kind == CXCursor_UnexposedDecl {
                stretches.append([])
            } else if start >= previousEnd, let prototype = prototype(of: node, program) {
                stretches[stretches.count - 1].append(
                    Movable(range: comments..<node.range.upperBound, prototype: prototype))
            }
            previousEnd = max(previousEnd, node.range.upperBound)
        }
        return stretches
    }

    private func prototype(of node: Node, _ program: Program) -> String? {
        guard node.kind == CXCursor_FunctionDecl, !node.startsInMacro,
            !node.children.contains(where: \.isAttribute),
            node.type.canonical.kind == CXType_FunctionProto,
            let body = node.children.last, body.kind == CXCursor_CompoundStmt,
            !body.startsInMacro, body.range.upperBound == node.range.upperBound,
            program.source.bytes[node.range.upperBound - 1] == 0x7d
        else { return nil }
        let head = program.source.text(node.range.lowerBound..<body.range.lowerBound)
        guard !head.contains("{"), !head.contains("//"), !declaresType(node),
            !namesParametersOnly(node, program)
        else { return nil }
        var trimmed = Substring(head)
        while trimmed.last?.isWhitespace == true { trimmed.removeLast() }
        // The head of an old-style definition ends with the declarations of its parameters.
        return trimmed.last == ")" ? trimmed + ";" : nil
    }

    /// `f(a, b)` without declarations: old-style, all parameters `int`.
    private func namesParametersOnly(_ function: Node, _ program: Program) -> Bool {
        function.children.contains { parameter in
            parameter.kind == CXCursor_ParmDecl
                && program.source.text(parameter.range) == parameter.declaration?.name
        }
    }

    /// A tag that is first said among the parameters means another type in every declaration.
    private func declaresType(_ function: Node) -> Bool {
        let parameters = function.children.filter { $0.kind == CXCursor_ParmDecl }
        return parameters.contains { parameter in
            parameter.contains { node in
                [CXCursor_StructDecl, CXCursor_UnionDecl, CXCursor_EnumDecl].contains(node.kind)
            }
                || parameter.type.recordsNamed.contains { record in
                    var offset: UInt32 = 0
                    clang_getExpansionLocation(
                        clang_getCursorLocation(record), nil, nil, nil, &offset)
                    return parameter.range.contains(Int(offset))
                }
        }
    }
}
