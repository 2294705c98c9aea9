/// One unit of a program, read for one transform.
package struct Program {
    let unit: TranslationUnit
    let facts: ProgramFacts
    private let others: OtherUnits
    var source: SourceText { unit.source }
    var rules: SoundnessRules { facts.rules }

    /// - Parameter others: nothing when the unit is the whole program.
    package init(
        _ source: SourceText, path: String, flags: [String] = [], rules: SoundnessRules = .init(),
        others: OtherUnits = .init(), preamble: PrecompiledPreamble? = nil
    ) throws(GenerationError) {
        unit = try TranslationUnit(source, path: path, flags: flags, preamble: preamble)
        facts = ProgramFacts(unit, rules: rules, others: others)
        self.others = others
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
