import CClang

/// Gives the numbers by which a program tells its states, operations and outcomes apart other
/// values, between 1 and 127.
///
/// Refuses: integers of which anything is known to see the number (see `CodeFlow`), with literals
/// in headers and macros, with other than plain decimal literals, with fewer than two codes, or
/// that are never compared; enumerations are renumbered by `RenumberEnumerations`.
///
/// Sound because the integers of one class only ever get the class's literals, are only compared
/// with them and each other, and all of these literals change alike.
package struct RenumberCodes: Transform {
    package let name = "RenumberCodes"

    package init() {}

    package func plan(_ program: Program, _ random: inout SeededGenerator) -> Plan {
        var plan = Plan()
        for facts in CodeFlow(program).renumberable where facts.enumerations.isEmpty {
            let codes = Set(facts.literals.map(\.value))
            guard facts.isCompared, codes.count > 1,
                facts.literals.allSatisfy({ $0.node.isInMainFile && !$0.node.startsInMacro }),
                !facts.isNarrow || codes.allSatisfy({ $0 <= 127 }),
                let numbers = CodeNumbers(codes, keepsZero: facts.keepsZero, &random),
                numbers.changed > 0
            else { continue }
            for literal in facts.literals where numbers[literal.value] != literal.value {
                plan.edits.append(.replace(literal.node.range, "\(numbers[literal.value])"))
                plan.moved += 1
            }
            plan.sites += 1
        }
        return plan
    }
}
