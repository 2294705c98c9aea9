/// Holds variants against one original, whose meaning is computed once; several may be checked at
/// a time on threads of their own.
package struct SoundnessCheck: Sendable {
    /// Transforms that leave every value and effect as it is, so that a difference of terms is
    /// one of the program; after others it may stem from the values they changed.
    package static let structuralTransforms: Set<String> = [
        "ReorderStructFields", "ReorderGlobals", "ReorderIndependentStatements",
        "ReorderFunctions", "PadStack", "InvertBranches", "ReorderCases",
    ]

    /// Transforms that do nothing but rewrite expressions, each of which is proved equal.
    package static let provedByStatement: Set<String> = ["RewriteUnsignedArithmetic"]

    private let units: [ProgramUnit]
    private let meanings: [UnitMeaning]
    private let functions: [Set<String>]

    /// - Throws: what the reader says of a text that is no C.
    package init(original units: [ProgramUnit]) throws(GenerationError) {
        let read = try ParallelWork.map(units, weight: \.text.bytes.count) {
            unit throws(GenerationError) in Handed(value: try TranslationUnit(unit))
        }
        self.init(original: units, read: read)
    }

    /// - Parameter read: the units' texts.
    init(original units: [ProgramUnit], read: [Handed<TranslationUnit>], jobs: Int? = nil) {
        self.units = units
        let functions = read.map { Set($0.value.functions.map(\.declaration.name)) }
        self.functions = functions
        meanings = ParallelWork.map(
            Array(read.enumerated()), jobs: jobs,
            weight: { $0.element.value.source.bytes.count }
        ) { index, unit in
            UnitMeaning(unit.value, functionsElsewhere: Self.elsewhere(index, functions))
        }
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
        let reports = try ParallelWork.map(
            Array(units.indices), weight: { [units] in units[$0].text.bytes.count }
        ) {
            [units, meanings, functions] index throws(GenerationError) in
            var unit = units[index]
            let original = meanings[index]
            guard variant[index].bytes != unit.text.bytes else {
                return original.compare(with: original)
            }
            unit.text = variant[index]
            let meaning = UnitMeaning(
                try TranslationUnit(unit), comparableWith: original,
                functionsElsewhere: Self.elsewhere(index, functions))
            return original.compare(with: meaning)
        }
        var terms = TermReport()
        for report in reports { terms.formUnion(report) }
        let other = transforms.first { !Self.structuralTransforms.contains($0) }
        if let other { terms.excuseDifferences("changed by \(other)") }
        return SoundnessReport(terms: terms)
    }
}
