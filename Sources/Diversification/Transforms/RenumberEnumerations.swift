import CClang

/// Gives the constants of enumerations other values, between 1 and 127.
///
/// Refuses: enumerations whose numbers something may see (see `CodeFlow`): printed, calculated
/// with, ordered, used as an index, size or case of another type's `switch`, read as bytes,
/// mixed with other integers; such as are compared with another enumeration, have negative
/// constants, attributes, an underlying type, macros or preprocessor lines; and such with a
/// constant that any text says which the syntax tree does not show. Where zero is told from the
/// others (truth, static storage, incomplete initialisers, `calloc`) it stays zero.
///
/// Sound because values of the class are then only copied and compared for equality with each
/// other, and the new numbers are different exactly where the old ones were.
package struct RenumberEnumerations: Transform {
    package let name = "RenumberEnumerations"

    package init() {}

    package func plan(_ program: Program, _ random: inout SeededGenerator) -> Plan {
        var plan = Plan()
        let classes = CodeFlow(program).renumberable.filter { $0.enumerations.count == 1 }
        let offsets = program.source.offsetsOfIdentifiers()
        var mentions: [Int: Set<Int>] = [:]
        var declarations: [Node] = []
        for top in program.unit.topLevel {
            top.walk { node in
                if node.kind == CXCursor_EnumDecl { declarations.append(node) }
                guard node.isInMainFile, let named = node.declaration,
                    named.kind == CXCursor_EnumConstantDecl
                else { return }
                mentions[named.id, default: []].insert(node.spelledAt)
            }
        }
        var seen: Set<Cursor> = []
        for node in declarations {
            let cursor = Cursor(raw: clang_getCanonicalCursor(node.cursor))
            guard let facts = classes.first(where: { $0.enumerations == [cursor] }),
                isPlain(node, program), seen.insert(cursor).inserted
            else { continue }
            let constants = node.children.compactMap(\.declaration)
            let areAllShown = constants.allSatisfy { constant in
                Set(offsets[constant.name] ?? []) == mentions[constant.id] ?? []
                    && !program.isNamedElsewhere(constant.name)
            }
            let values = constants.map { clang_getEnumConstantDeclValue($0.cursor) }
            let keepsZero = facts.keepsZero || !facts.literals.isEmpty
            guard areAllShown, isRenumberable(facts, values),
                let numbers = CodeNumbers(Set(values), keepsZero: keepsZero, &random),
                numbers.changed > 0
            else { continue }
            for (child, value) in zip(node.children, values) {
                let text = "\(child.declaration?.name ?? "") = \(numbers[value])"
                plan.edits.append(.replace(child.range, text))
            }
            plan.sites += 1
            plan.moved += zip(values, values.map { numbers[$0] }).count { $0 != $1 }
        }
        return plan
    }

    private func isRenumberable(_ facts: CodeClasses.Facts, _ values: [Int64]) -> Bool {
        guard values.allSatisfy({ (0...Int64(Int32.max)).contains($0) }),
            facts.literals.allSatisfy({ $0.value == 0 })
        else { return false }
        return !facts.isNarrow || values.allSatisfy { $0 <= 127 }
    }

    private func isPlain(_ node: Node, _ program: Program) -> Bool {
        guard node.isInMainFile, clang_isCursorDefinition(node.cursor) != 0,
            !node.contains(where: { $0.startsInMacro || $0.isAttribute }),
            !program.source.hasDirective(node.range), let first = node.children.first,
            node.children.allSatisfy({ $0.kind == CXCursor_EnumConstantDecl })
        else { return false }
        let head = node.range.lowerBound..<first.range.lowerBound
        return !program.source.bytes[head].contains(0x3a)
    }
}
