import CClang

/// Puts neighbouring declarations of local variables, and the variables of one declaration, in
/// another order.
///
/// Goes further than `ReorderIndependentStatements`: a variable without initialiser also passes
/// those that start with the result of unknown calls.
///
/// Refuses: what has attributes, defines a type, is of variable length, stems from a macro or
/// holds a preprocessor line; in one declaration, also declarators other than names with stars
/// and array bounds. Initialisers keep their order, and a variable that says another's name stays
/// behind it.
///
/// Sound because a declaration without initialiser computes nothing, those that do keep their
/// order, and no name is declared on the other side of where it is said.
package struct PermuteLocals: Transform {
    package let name = "PermuteLocals"

    package init() {}

    package func plan(_ program: Program, _ random: inout SeededGenerator) -> Plan {
        var plan = Plan()
        guard !program.facts.isTiedToLines else { return plan }
        for function in program.unit.functions where function.node.isInMainFile {
            function.body.walk { node in
                if node.kind == CXCursor_DeclStmt, !node.startsInMacro {
                    permute(declarators(of: node, program), program, &plan, &random)
                }
                guard node.kind == CXCursor_CompoundStmt, !node.startsInMacro else { return }
                for run in runs(of: node, program) { permute(run, program, &plan, &random) }
            }
        }
        return plan
    }

    private struct Slot {
        let range: Range<Int>
        let declares: Set<String>
        let mentions: Set<String>
        let isInitialised: Bool
    }

    private func permute(
        _ slots: [Slot], _ program: Program, _ plan: inout Plan, _ random: inout SeededGenerator
    ) {
        guard slots.count > 1 else { return }
        let rules = program.rules
        let order = random.order(of: slots.count) { earlier, later in
            let (first, second) = (slots[earlier], slots[later])
            if rules.initialisersKeepTheirOrder, first.isInitialised, second.isInitialised {
                return true
            }
            return rules.namesBind
                && (!first.declares.isDisjoint(with: second.mentions)
                    || !second.declares.isDisjoint(with: first.mentions))
        }
        plan.permute(slots.map(\.range), order)
    }

    private func isPlain(_ node: Node, _ program: Program) -> Bool {
        node.kind == CXCursor_DeclStmt && !node.startsInMacro && node.isInMainFile
            && !program.source.hasDirective(node.range)
            && node.children.allSatisfy { variable in
                variable.kind == CXCursor_VarDecl && !variable.startsInMacro
                    && clang_Cursor_getStorageClass(variable.cursor) != CX_SC_Extern
                    && !variable.type.isVariablyModified
                    && !variable.contains {
                        $0.isAttribute || clang_isDeclaration($0.kind) != 0 && $0 !== variable
                    }
            }
    }

    /// Neighbouring declarations of a block.
    private func runs(of block: Node, _ program: Program) -> [[Slot]] {
        var runs: [[Slot]] = [[]]
        var previousEnd = block.range.lowerBound + 1
        for (position, child) in block.children.enumerated() {
            let next =
                position + 1 < block.children.count
                ? block.children[position + 1].range.lowerBound : block.range.upperBound - 1
            let end = program.source.endOfStatement(endingAt: child.range.upperBound, limit: next)
            guard isPlain(child, program), let end, end <= next,
                child.range.lowerBound >= previousEnd
            else {
                runs.append([])
                previousEnd = max(previousEnd, end ?? child.range.upperBound)
                continue
            }
            let range = child.range.lowerBound..<end
            guard program.source.isBlank(previousEnd..<range.lowerBound) else {
                runs.append([])
                previousEnd = end
                continue
            }
            runs[runs.count - 1].append(
                Slot(
                    range: range, declares: Set(child.children.compactMap { $0.declaration?.name }),
                    mentions: mentions(child, range, program),
                    isInitialised: child.children.contains(where: isInitialised)))
            previousEnd = end
        }
        return runs
    }

    private func isInitialised(_ variable: Node) -> Bool {
        variable.declaration?.isPersistent != true
            && clang_Cursor_isNull(clang_Cursor_getVarDeclInitializer(variable.cursor)) == 0
    }

    /// The texts between the commas of one declaration; empty when they are not simple.
    private func declarators(of node: Node, _ program: Program) -> [Slot] {
        guard isPlain(node, program), node.children.count > 1 else { return [] }
        let source = program.source
        let starts = node.children.compactMap {
            start(of: $0, in: node, program)
        }
        guard starts.count == node.children.count, let first = starts.first,
            source.bytes[node.range.lowerBound..<first].allSatisfy({ !Self.marks.contains($0) })
        else { return [] }
        var slots: [Slot] = []
        for (position, variable) in node.children.enumerated() {
            let limit = position + 1 < starts.count ? starts[position + 1] : node.range.upperBound
            let end = min(variable.range.upperBound, limit)
            guard end > starts[position],
                position == 0
                    || source.text(slots[position - 1].range.upperBound..<starts[position])
                        .allSatisfy({ $0.isWhitespace || $0 == "," })
            else { return [] }
            let range = starts[position]..<end
            slots.append(
                Slot(
                    range: range, declares: [variable.declaration?.name ?? ""],
                    mentions: mentions(variable, range, program),
                    isInitialised: isInitialised(variable)))
        }
        // Where a macro ends a declarator its range may be too short.
        let rest = slots[slots.count - 1].range.upperBound..<node.range.upperBound
        return source.text(rest).allSatisfy { $0.isWhitespace || $0 == ";" } ? slots : []
    }

    /// Names in the text, and in what macros in it stand for.
    private func mentions(_ node: Node, _ range: Range<Int>, _ program: Program) -> Set<String> {
        var names = program.source.identifiers(range)
        node.walk { if let named = $0.declaration { names.insert(named.name) } }
        return names
    }

    /// `*`, `(`, `[`, `)`, `/`: no part of a plain base type.
    private static let marks: Set<UInt8> = [0x2a, 0x28, 0x5b, 0x29, 0x2f]

    /// Where the stars before a variable's name begin.
    private func start(of variable: Node, in declaration: Node, _ program: Program) -> Int? {
        var at: UInt32 = 0
        clang_getFileLocation(clang_getCursorLocation(variable.cursor), nil, nil, nil, &at)
        let bytes = program.source.bytes
        var start = Int(at)
        var back = start - 1
        while back > declaration.range.lowerBound, [0x20, 0x09, 0x2a].contains(bytes[back]) {
            if bytes[back] == 0x2a { start = back }
            back -= 1
        }
        return [0x28, 0x29].contains(bytes[back]) ? nil : start
    }
}
