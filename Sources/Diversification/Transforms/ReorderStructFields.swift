import CClang

/// Puts the fields of structs in another order.
///
/// Refuses: structs whose layout something may observe (see `LayoutObservations`), unions, and
/// structs with bit-fields, arrays without elements, a last array of one element, attributes,
/// types defined inside, volatile fields, macros or preprocessor lines; and every struct of a file
/// with `#pragma`; in a program of several units, a struct that any of them must leave alone, and
/// one that they define with different texts.
///
/// Sound because fields are then only reached by name, and no correct program can tell where a
/// field lies from its name.
package struct ReorderStructFields: Transform {
    package let name = "ReorderStructFields"

    package init() {}

    package func plan(_ program: Program, _ random: inout SeededGenerator) -> Plan {
        plan([program], seed: random.next())[0]
    }

    package func plan(_ programs: [Program], seed: UInt64) -> [Plan] {
        let seen = programs.atATime { _, program in Handed(value: LayoutObservations(program)) }
        let names = seen.reduce(into: Set<String>()) { $0.formUnion($1.value.names) }
        let isOne = programs.count == 1
        let found = programs.atATime { index, program in
            var seen = seen[index].value
            if !isOne { seen.observe(named: names) }
            return structs(of: program, seen)
        }
        let refused = refusedTexts(found)
        return found.map { structs in
            var plan = Plan()
            for definition in structs where !refused.contains(definition.text) {
                guard let slots = definition.slots, slots.count > 1 else { continue }
                var random = SeededGenerator(seed: seed, purpose: "\(name) \(definition.text)")
                plan.permute(slots, random.permutation(of: slots.count))
            }
            return plan
        }
    }

    private struct Definition: Sendable {
        /// The tag, or the name that a typedef gives; nil when there is none.
        let name: String?
        /// Without blanks and comments: what stems from one header has one text in every unit.
        let text: String
        /// Nil when it is to be left alone.
        let slots: [Range<Int>]?
    }

    private func structs(
        of program: Program, _ observations: LayoutObservations
    ) -> [Definition] {
        let source = program.source
        let isTied = program.facts.isTiedToLines || program.unit.words.hasPragma
        // `typedef struct { … } T;` shows the struct twice.
        var seen: Set<Cursor> = []
        var found: [Definition] = []
        for top in program.unit.topLevel where top.isInMainFile {
            top.walk { node in
                guard node.kind == CXCursor_StructDecl, !node.children.isEmpty,
                    seen.insert(Cursor(raw: node.cursor)).inserted
                else { return }
                let isFree = !isTied && !node.startsInMacro && !observations.isObserved(node.cursor)
                let spelling = node.type.spelling
                found.append(
                    Definition(
                        name: spelling.contains("(") ? nil : spelling,
                        text: source.tokens(node.range),
                        slots: isFree ? slots(of: node, program) : nil))
            }
        }
        return found
    }

    /// Texts of structs that some unit cannot change, and of those that units define differently.
    private func refusedTexts(_ found: [[Definition]]) -> Set<String> {
        var refused: Set<String> = []
        var texts: [String: Set<String>] = [:]
        for definition in found.joined() {
            if definition.slots == nil { refused.insert(definition.text) }
            if let name = definition.name { texts[name, default: []].insert(definition.text) }
        }
        for versions in texts.values where versions.count > 1 { refused.formUnion(versions) }
        return refused
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
}
