/// Holds variants against one original, whose meaning is computed once; several may be checked at
/// a time on threads of their own.
package struct SoundnessCheck: Sendable {
    /// One C file of the program.
    package struct Unit: Sendable {
        package var source: SourceText
        /// Where it is, or would be: its includes are looked up beside it.
        package var path: String
        package var flags: [String]
        package var preamble: PrecompiledPreamble?

        package init(
            source: SourceText, path: String, flags: [String] = [],
            preamble: PrecompiledPreamble? = nil
        ) {
            self.source = source
            self.path = path
            self.flags = flags
            self.preamble = preamble
        }
    }

    /// Transforms that leave every value and effect as it is, so that a difference of terms is
    /// one of the program; after others it may stem from the values they changed.
    package static let structuralTransforms: Set<String> = [
        "ReorderStructFields", "ReorderGlobals", "ReorderIndependentStatements",
        "ReorderFunctions", "PadStack", "InvertBranches", "ReorderCases",
    ]

    /// Transforms that do nothing but rewrite expressions, each of which is proved equal.
    package static let provedByStatement: Set<String> = ["RewriteUnsignedArithmetic"]

    private let units: [Unit]
    private let meanings: [UnitMeaning]
    private let functions: [Set<String>]

    /// - Throws: what the reader says of a text that is no C.
    package init(original units: [Unit]) throws(GenerationError) {
        self.units = units
        var functions: [Set<String>] = []
        for unit in units {
            let read = try TranslationUnit(
                unit.source, path: unit.path, flags: unit.flags, preamble: unit.preamble)
            functions.append(Set(read.functions.map(\.declaration.name)))
        }
        self.functions = functions
        var meanings: [UnitMeaning] = []
        for (index, unit) in units.enumerated() {
            meanings.append(
                try UnitMeaning(
                    unit.source, path: unit.path, flags: unit.flags,
                    functionsElsewhere: Self.elsewhere(index, functions),
                    preamble: unit.preamble))
        }
        self.meanings = meanings
    }

    private static func elsewhere(_ index: Int, _ functions: [Set<String>]) -> Set<String> {
        var all: Set<String> = []
        for (other, names) in functions.enumerated() where other != index { all.formUnion(names) }
        return all
    }

    /// What is known of a variant.
    /// - Parameters:
    ///   - variant: the texts of its units, in the original's order.
    ///   - transforms: the names of those that changed something.
    /// - Throws: what the reader says of a text that is no C.
    package func callAsFunction(
        variant: [SourceText], transforms: [String]
    ) throws(GenerationError) -> SoundnessReport {
        precondition(variant.count == units.count, "\(variant.count) of \(units.count) units")
        var terms = TermReport()
        for (index, source) in variant.enumerated() {
            let unit = units[index]
            if source.bytes == unit.source.bytes {
                terms.formUnion(meanings[index].compare(with: meanings[index]))
                continue
            }
            let meaning = try UnitMeaning(
                source, path: unit.path, flags: unit.flags, comparableWith: meanings[index],
                functionsElsewhere: Self.elsewhere(index, functions), preamble: unit.preamble)
            terms.formUnion(meanings[index].compare(with: meaning))
        }
        let other = transforms.first { !Self.structuralTransforms.contains($0) }
        if let other { terms.excuseDifferences("changed by \(other)") }
        return SoundnessReport(terms: terms)
    }
}
