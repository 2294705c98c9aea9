/// How diverse a family is; `diversity.json`.
package struct DiversityReport: Codable, Equatable, Sendable {
    package var schemaVersion = 1
    package let variants: [String]
    /// One of each measure, in their order, over the pairs of variants.
    package let summary: [DiversitySummary]
    /// Pairs with equal machine code; none in a family that was admitted.
    package let duplicates: [VariantPair]
    package let target: DiversityTarget?
    /// Of each variant, in their order, the pairs with those before it.
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

    /// The pair of two places in the family, not equal; nil when a file that was read lacks it.
    func pair(_ left: Int, _ right: Int) -> PairDiversity? {
        let (low, high) = (min(left, right), max(left, right))
        let index = high * (high - 1) / 2 + low
        return pairs.indices.contains(index) ? pairs[index] : nil
    }

    /// The pair of the original and a place in the family; nil when it was not measured.
    func pairWithOriginal(_ place: Int) -> PairDiversity? {
        againstOriginal.indices.contains(place) ? againstOriginal[place] : nil
    }
}
