/// How far the variants of a family are from each other, two by two, and from the original.
package struct DiversityMatrix: Sendable {
    package private(set) var variants: [VariantProfile]
    package let original: VariantProfile?
    /// Row `i` holds the pairs with the variants before variant `i`.
    private var rows: [[PairDiversity]]
    /// Of the original and each variant, in the order of the variants; none without original.
    package private(set) var againstOriginal: [PairDiversity]

    /// - Parameter jobs: how many rows are worked on at a time.
    /// - Complexity: quadratic in the variants; a pair takes time linear in what is compared.
    package init(_ variants: [VariantProfile], original: VariantProfile? = nil, jobs: Int = 1) {
        self.variants = variants
        self.original = original
        rows = ParallelWork.map(Array(variants.indices), jobs: jobs) { index in
            variants[..<index].map { PairDiversity($0, variants[index]) }
        }
        againstOriginal = variants.compactMap { variant in
            original.map { PairDiversity($0, variant) }
        }
    }

    /// Puts another variant at a place; only its own pairs are measured anew.
    package mutating func replace(at place: Int, with variant: VariantProfile) {
        variants[place] = variant
        for index in variants.indices where index != place {
            let (low, high) = (min(index, place), max(index, place))
            rows[high][low] = PairDiversity(variants[low], variants[high])
        }
        if let original { againstOriginal[place] = PairDiversity(original, variant) }
    }

    /// All pairs of variants: the first comes before the second in the family.
    package var pairs: [PairDiversity] { rows.flatMap { $0 } }

    /// - Parameters: places in the family, not equal.
    package func pair(_ left: Int, _ right: Int) -> PairDiversity {
        rows[max(left, right)][min(left, right)]
    }
}
