/// How diverse a family is; `diversity.json`.
package struct DiversityReport: Codable, Equatable, Sendable {
    package var schemaVersion = 1
    package let variants: [String]
    /// One of each measure, in their order, over the pairs of variants.
    package let summary: [DiversitySummary]
    /// Pairs with equal machine code; none in a family that was admitted.
    package let duplicates: [VariantPair]
    package let target: DiversityTarget?
    package let pairs: [PairDiversity]
    package let againstOriginal: [PairDiversity]

    package init(_ matrix: DiversityMatrix, target: DiversityTarget? = nil) {
        let pairs = matrix.pairs
        variants = matrix.variants.map(\.name)
        summary = DiversityMeasure.allCases.map { DiversitySummary(pairs, $0) }
        duplicates = pairs.filter(\.isDuplicate).map {
            VariantPair(first: $0.first, second: $0.second)
        }
        self.target = target
        self.pairs = pairs
        againstOriginal = matrix.againstOriginal
    }
}
