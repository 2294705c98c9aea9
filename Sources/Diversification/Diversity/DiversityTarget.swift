/// How far any two variants of a family have to be from each other.
package struct DiversityTarget: Codable, Equatable, Sendable {
    /// The lowest distance allowed, 0 to 1.
    package let atLeast: Double
    package let measure: DiversityMeasure

    /// Gadgets gone altogether: known for stripped programs, too, not fooled by code that only
    /// lies elsewhere, and it shows a C library that two static programs share. Gadgets gone from
    /// their offset say 1 as soon as a few bytes were put in front.
    package static let defaultMeasure = DiversityMeasure.gadgetsAnywhere

    /// - Parameter measure: by its name.
    /// - Throws: `badData` for a number out of its range and for an unknown measure.
    package init(atLeast: Double, measure name: String? = nil) throws(GenerationError) {
        guard (0...1).contains(atLeast) else {
            throw GenerationError(
                .badData, "cannot aim at diversity '\(atLeast)': it is not between 0 and 1")
        }
        guard let measure = name.map(DiversityMeasure.init(rawValue:)) ?? Self.defaultMeasure else {
            let names = DiversityMeasure.allCases.map(\.rawValue).joined(separator: ", ")
            throw GenerationError(
                .badData, "cannot measure diversity by '\(name ?? "")': no such measure",
                hint: "one of \(names)")
        }
        self.atLeast = atLeast
        self.measure = measure
    }

    /// The pair that is the farthest from meeting the target.
    package struct Shortfall: Equatable, Sendable {
        package let pair: PairDiversity
        package let target: DiversityTarget
        /// The place in the family of the member to draw anew: of the pair, the one that is
        /// closer to the rest of the family; the later one when they are equally close.
        package let redraw: Int

        /// The pair's distance; nil when the measure has none for it.
        package var figure: Double? { pair[target.measure].figure }

        /// `v01 and v02: functions not shared 0.1000, at least 0.2000 wanted`.
        package var description: String {
            let figure: String
            switch pair[target.measure] {
            case .measured(let number): figure = number.fixed(4)
            case .otherMachine: figure = "other machine"
            case .unknown(let reason): figure = "unknown (\(reason))"
            }
            return "\(pair.first) and \(pair.second): \(target.measure.title) \(figure), "
                + "at least \(target.atLeast.fixed(4)) wanted"
        }
    }

    /// The closest pair when it misses the target. A pair without figure misses it, unless the
    /// two run on different machines; it comes before all others.
    package func shortfall(_ matrix: DiversityMatrix) -> Shortfall? {
        var worst: (left: Int, right: Int, rank: Double)?
        for right in matrix.variants.indices {
            for left in 0..<right {
                let rank: Double
                switch matrix.pair(left, right)[measure] {
                case .measured(let figure): rank = figure
                case .otherMachine: continue
                case .unknown: rank = -1
                }
                if rank < atLeast, rank < worst?.rank ?? .infinity { worst = (left, right, rank) }
            }
        }
        return worst.map { worst in
            let (left, right) = (worst.left, worst.right)
            let isLeftCloser =
                closeness(of: left, without: right, matrix)
                < closeness(of: right, without: left, matrix)
            return Shortfall(
                pair: matrix.pair(left, right), target: self, redraw: isLeftCloser ? left : right)
        }
    }

    /// The sum of the distances to all but one of the other members.
    private func closeness(
        of member: Int, without other: Int, _ matrix: DiversityMatrix
    ) -> Double {
        matrix.variants.indices.reduce(0) { sum, index in
            guard index != member, index != other else { return sum }
            return sum + (matrix.pair(member, index)[measure].figure ?? 1)
        }
    }
}

extension Double {
    /// With this many decimals, at least one.
    func fixed(_ decimals: Int) -> String {
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let digits = String(Int((magnitude * scale).rounded()))
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return (self < 0 ? "-" : "") + padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }
}
