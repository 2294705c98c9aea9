/// One unit of a program, read for one transform.
package struct Program {
    let unit: TranslationUnit
    let facts: ProgramFacts
    private let others: OtherUnits
    var source: SourceText { unit.source }
    var rules: SoundnessRules { facts.rules }

    /// - Throws: the compiler's first error.
    package init(_ unit: ProgramUnit, rules: SoundnessRules = .init()) throws(GenerationError) {
        self.unit = try TranslationUnit(unit)
        facts = ProgramFacts(self.unit, rules: rules, others: unit.others)
        others = unit.others
    }

    /// Whether another unit of the program says this name, for whatever it means there: what a
    /// unit shares with others (types, enumeration constants, external functions and variables)
    /// changes in all of them alike or not at all.
    func isNamedElsewhere(_ name: String) -> Bool {
        others.say(name)
    }

    /// Whether another unit of the program defines this external function or variable.
    func isDefinedElsewhere(_ name: String) -> Bool {
        others.definitions.contains(name)
    }
}
