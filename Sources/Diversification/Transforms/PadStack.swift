import CClang

/// Gives functions a block of unused stack, 16 to 256 bytes, so that frames lie differently.
///
/// Refuses: functions whose body stems from a macro, with attributes, local labels or a leading
/// pragma (which come first in their block), and such as may be running more than once at a time,
/// or are called by one that may and can be inlined there: how deep these go is bounded by the
/// stack.
///
/// Sound because the block has a name that the file does not contain and nothing reads or writes
/// it; an empty `asm` that is given its address keeps compilers from leaving it out.
package struct PadStack: Transform {
    package let name = "PadStack"

    package init() {}

    package func plan(_ program: Program, _ random: inout SeededGenerator) -> Plan {
        var plan = Plan()
        let pad = "thrice_pad"
        guard !program.facts.isTiedToLines, !program.unit.words.code.contains(pad)
        else { return plan }
        for function in program.unit.functions where isPaddable(function, program) {
            guard random.next(below: 4) > 0 else { continue }
            let size = 16 * (1 + random.next(below: 16))
            let start = function.body.range.lowerBound + 1
            let text = "char \(pad)[\(size)]; __asm__ volatile(\"\" : : \"r\"(\(pad)));"
            plan.edits.append(.replace(start..<start, "\n    \(text)"))
            plan.sites += 1
            plan.moved += 1
        }
        return plan
    }

    private func isPaddable(_ function: FunctionDefinition, _ program: Program) -> Bool {
        function.node.isInMainFile && !function.node.startsInMacro
            && !function.body.startsInMacro
            && !program.facts.recursiveFrames.contains(function.declaration.id)
            && !function.node.children.contains(where: \.isAttribute)
            && program.source.bytes[function.body.range.lowerBound] == 0x7b
            && program.source.skipBlank(
                from: function.body.range.lowerBound + 1, to: function.body.range.upperBound)
                != nil
            && !program.source.identifiers(function.body.range).contains("__label__")
    }
}
