/// What one measure came to over all pairs of a family.
package struct DiversitySummary: Codable, Equatable, Sendable {
    package let measure: DiversityMeasure
    /// Pairs with a figure; the others are counted by reason.
    package let pairs: Int
    package let withoutFigure: [String: Int]
    /// Nil when no pair has a figure.
    package let minimum: Double?
    /// Of an even number of pairs, the lower of the two in the middle.
    package let median: Double?
    package let maximum: Double?
    /// The first pair of those with the minimum; nil when that is 1.
    package let closest: VariantPair?

    package init(_ pairs: [PairDiversity], _ measure: DiversityMeasure) {
        self.measure = measure
        var figures: [Double] = []
        var reasons: [String: Int] = [:]
        var closest: (pair: PairDiversity, figure: Double)?
        for pair in pairs {
            switch pair[measure] {
            case .measured(let figure):
                figures.append(figure)
                if figure < closest?.figure ?? .infinity { closest = (pair, figure) }
            case .otherMachine: reasons["other machine", default: 0] += 1
            case .unknown(let reason): reasons[reason, default: 0] += 1
            }
        }
        figures.sort()
        self.pairs = figures.count
        withoutFigure = reasons
        minimum = figures.first
        median = figures.isEmpty ? nil : figures[(figures.count - 1) / 2]
        maximum = figures.last
        self.closest = (minimum == 1 ? nil : closest).map {
            VariantPair(first: $0.pair.first, second: $0.pair.second)
        }
    }
}
