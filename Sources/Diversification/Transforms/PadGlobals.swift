import CClang

/// Puts unused objects of 16 to 256 bytes between the variables at file scope.
///
/// A gap is zero, initialised or constant like the variable after it, so that it comes to lie in
/// the same section. They are external, for compilers leave out static ones that nothing says, and
/// not every compiler knows the attribute `used`; a random number keeps their names apart.
///
/// Refuses: variables with attributes, from macros or with a type defined in their declaration;
/// every file with `#pragma` (it may name a section) or with a name that starts like the gaps'.
///
/// Sound because the gaps are new names that nothing says; no correct program steps from one
/// object to the next.
package struct PadGlobals: Transform {
    package let name = "PadGlobals"

    package init() {}

    package func plan(_ program: Program, _ random: inout SeededGenerator) -> Plan {
        var plan = Plan()
        guard !program.unit.words.hasPragma,
            !program.unit.words.code.contains(where: { $0.hasPrefix("thrice_gap") })
        else { return plan }
        let number = String(UInt32(truncatingIfNeeded: random.next()), radix: 16)
        for group in program.unit.topLevel.filter(\.isInMainFile).groupedByStart
        where group.allSatisfy(isPlain) {
            guard random.next(below: 2) == 0 else { continue }
            let size = 16 * (1 + random.next(below: 16))
            let isConstant = clang_isConstQualifiedType(group[0].type.canonical) != 0
            let isZero =
                clang_Cursor_isNull(clang_Cursor_getVarDeclInitializer(group[0].cursor)) != 0
            let start = group[0].range.lowerBound
            let text =
                "\(isConstant ? "const " : "")char thrice_gap_\(number)_\(plan.sites)[\(size)]"
                + " = {\(isZero && !isConstant ? 0 : 1)}; "
            plan.edits.append(.replace(start..<start, text))
            plan.sites += 1
            plan.moved += 1
        }
        return plan
    }

    private func isPlain(_ node: Node) -> Bool {
        node.kind == CXCursor_VarDecl && !node.startsInMacro
            && clang_Cursor_getStorageClass(node.cursor) != CX_SC_Extern
            && !node.children.contains { $0.isAttribute || clang_isDeclaration($0.kind) != 0 }
    }
}
