import CClang

/// Puts the fields of structs in another order.
///
/// Refuses: structs whose layout something may observe (see `LayoutObservations`), unions, and
/// structs with bit-fields, arrays without elements, a last array of one element, attributes,
/// types defined inside, volatile fields, macros or preprocessor lines; structs that another unit
/// of the program may know; and every struct of a file with `#pragma`.
///
/// Sound because fields are then only reached by name, and no correct program can tell where a
/// field lies from its name.
package struct ReorderStructFields: Transform {
    package let name = "ReorderStructFields"

    package init() {}

    package func plan(_ program: Program, _ random: inout SeededGenerator) -> Plan {
        var plan = Plan()
        let source = program.source
        let text = source.text(0..<source.bytes.count)
        guard !program.facts.isTiedToLines, !text.contains("pragma"), !text.contains("_Pragma")
        else { return plan }
        let observations = LayoutObservations(program)
        // `typedef struct { … } T;` shows the struct twice.
        var seen: Set<Cursor> = []
        for top in program.unit.topLevel where top.isInMainFile {
            top.walk { node in
                guard node.kind == CXCursor_StructDecl, !node.startsInMacro,
                    seen.insert(Cursor(raw: node.cursor)).inserted,
                    !observations.isObserved(node.cursor), !isKnownElsewhere(node, program),
                    let slots = slots(of: node, program), slots.count > 1
                else { return }
                plan.permute(slots, random.permutation(of: slots.count))
            }
        }
        return plan
    }

    /// The text of each field declaration; nil when the struct is to be left alone.
    private func slots(of node: Node, _ program: Program) -> [Range<Int>]? {
        let source = program.source
        let fields = node.children
        guard fields.allSatisfy(isPlain), !source.hasDirective(node.range),
            node.range.upperBound > 0, let last = fields.last, !isOpenEnded(last.type),
            !fields.contains(where: { isOpenEnded($0.type, longestArray: 0) })
        else { return nil }
        var slots: [Range<Int>] = []
        var previousEnd = node.range.lowerBound
        let groups = fields.groupedByStart
        for (position, group) in groups.enumerated() {
            let start = group[0].range.lowerBound
            let next =
                position + 1 < groups.count
                ? groups[position + 1][0].range.lowerBound : node.range.upperBound - 1
            let last = group.map(\.range.upperBound).max() ?? start
            guard start >= previousEnd,
                let end = source.endOfStatement(endingAt: last, limit: next), end <= next,
                position == 0 || source.isBlank(previousEnd..<start)
            else { return nil }
            slots.append(start..<end)
            previousEnd = end
        }
        return slots
    }

    private func isPlain(_ field: Node) -> Bool {
        field.kind == CXCursor_FieldDecl && !field.startsInMacro && !field.type.holdsVolatile
            && clang_Cursor_isBitField(field.cursor) == 0
            && !field.children.contains { $0.isAttribute || clang_isDeclaration($0.kind) != 0 }
    }

    /// Whether the type is or ends with an array that may be meant to go on.
    private func isOpenEnded(_ type: CXType, longestArray: Int64 = 1) -> Bool {
        let type = type.canonical
        if type.isArray {
            if type.kind != CXType_ConstantArray { return true }
            if clang_getArraySize(type) <= longestArray { return true }
        }
        guard type.element.kind == CXType_Record, let last = type.element.fields.last else {
            return false
        }
        return isOpenEnded(clang_getCursorType(last), longestArray: longestArray)
    }

    /// Two units mean one struct by the same tag, or by the same fields where there is none.
    private func isKnownElsewhere(_ node: Node, _ program: Program) -> Bool {
        guard program.rules.namesElsewhereBind else { return false }
        if clang_Cursor_isAnonymous(node.cursor) == 0, let tag = node.declaration?.name,
            !tag.isEmpty, !tag.contains(" ")
        {
            return program.isNamedElsewhere(tag)
        }
        return node.children.allSatisfy {
            program.isNamedElsewhere(Cursor(raw: $0.cursor).spelling)
        }
    }
}
