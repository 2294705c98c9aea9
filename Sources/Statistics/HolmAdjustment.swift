/// What single probabilities of error become when many questions are asked at once.
///
/// S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of
/// Statistics 6(2), 1979: whoever calls all those "different" whose adjusted probability is at most
/// 1 − C is wrong with any of them in at most that share of cases, however the questions depend on
/// each other. It finds at least what C. E. Bonferroni's correction finds.
package enum HolmAdjustment {
    /// - Parameter probabilities: of error, each of its own question, 0 ... 1.
    /// - Returns: the adjusted ones, in the same order, none smaller than its own.
    /// - Complexity: O(n log n).
    package static func adjusted(_ probabilities: [Double]) -> [Double] {
        let order = probabilities.indices.sorted { probabilities[$0] < probabilities[$1] }
        var adjusted = probabilities
        var least = 0.0
        for (rank, place) in order.enumerated() {
            least = max(least, probabilities[place] * Double(probabilities.count - rank))
            adjusted[place] = min(1, least)
        }
        return adjusted
    }
}
