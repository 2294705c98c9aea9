/// One way of making the text of a program different and its meaning not.
package protocol Transform: Sendable {
    /// Imperative; in manifests and on the screen.
    var name: String { get }
    /// All sites at which the transform is sound, changed as the generator of numbers says.
    func plan(_ program: Program, _ random: inout SeededGenerator) -> Plan
}

/// What a transform wants changed.
package struct Plan {
    var edits: [Edit] = []
    /// Places in the program that were changed.
    var sites = 0
    /// Statements, functions, fields, … that are somewhere else now, or were added.
    var moved = 0

    /// A permutation of the slots, if the order is not the old one.
    mutating func permute(_ slots: [Range<Int>], _ order: [Int]) {
        let displaced = zip(order, order.indices).count { $0 != $1 }
        guard displaced > 0 else { return }
        edits.append(.permute(slots: slots, order: order))
        sites += 1
        moved += displaced
    }
}

/// One unit of a program, read for one transform.
package struct Program {
    let unit: TranslationUnit
    let facts: ProgramFacts
    /// Every identifier in the texts of the program's other units.
    private let namesElsewhere: Set<String>
    var source: SourceText { unit.source }
    var rules: SoundnessRules { facts.rules }

    /// - Parameter namesElsewhere: empty when the unit is the whole program.
    package init(
        _ source: SourceText, path: String, flags: [String] = [], rules: SoundnessRules = .init(),
        namesElsewhere: Set<String> = []
    ) throws(GenerationError) {
        unit = try TranslationUnit(source, path: path, flags: flags)
        facts = ProgramFacts(unit, rules: rules, namesElsewhere: namesElsewhere)
        self.namesElsewhere = namesElsewhere
    }

    /// Whether another unit of the program says this name, for whatever it means there: what a
    /// unit shares with others (types, enumeration constants, external functions and variables)
    /// changes in all of them alike or not at all.
    func isNamedElsewhere(_ name: String) -> Bool {
        namesElsewhere.contains(name)
    }
}
