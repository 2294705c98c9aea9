extension InputShape {
    /// Sets and sequences are drawn with at most so many elements, where their own are endless.
    private static let elementsMax = 6

    /// A random value of this shape, half of the time from the boundaries of its parts.
    func draw(_ interests: [Value], _ draws: inout SeededDraws) -> Value {
        switch self {
        case .integers(let range): return Self.integer(in: range, interests, &draws)
        case .listed(let values): return draws.element(of: values)
        case .strings: return draws.element(of: boundaries(interests))
        case .pairs(let left, let right):
            return .pair(left.draw(interests, &draws), right.draw(interests, &draws))
        case .records(let fields): return .record(fields.map { $0.draw(interests, &draws) })
        case .subsets(let element):
            return .set(SetValue(element.part(interests, &draws)))
        case .functions(let from, let to, let kind):
            let places =
                kind.isTotal ? from.listed(max: 4096) ?? [] : from.part(interests, &draws)
            if kind.isInjective, let targets = to.listed(max: 4096) {
                return Self.function(places, draws.shuffled(targets))
            }
            // Values of few kinds in most draws: a guard rarely asks for all to differ.
            let few =
                draws.isTrue() ? nil : [to.draw(interests, &draws), to.draw(interests, &draws)]
            let values = places.map { _ in
                few.map { draws.element(of: $0) } ?? to.draw(interests, &draws)
            }
            return Self.function(places, values)
        case .sequences(let element):
            let count = draws.below(Self.elementsMax)
            return Self.sequence((0..<count).map { _ in element.draw(interests, &draws) })
        }
    }

    /// Some of its elements.
    private func part(_ interests: [Value], _ draws: inout SeededDraws) -> [Value] {
        if let all = listed(max: 4096) { return all.filter { _ in draws.isTrue() } }
        return (0..<draws.below(Self.elementsMax)).map { _ in draw(interests, &draws) }
    }

    private static func integer(
        in range: ClosedRange<Int>, _ interests: [Value], _ draws: inout SeededDraws
    ) -> Value {
        let kind = draws.below(4)
        if kind == 0 {
            return draws.element(of: InputShape.integers(range).boundaries(interests))
        }
        if kind == 1, let small = small(in: range) { return .integer(draws.within(small)) }
        return .integer(draws.within(range))
    }

    /// Numbers near the end of a wide range that is nearest to zero.
    private static func small(in range: ClosedRange<Int>) -> ClosedRange<Int>? {
        let wide = 4096
        guard
            range.upperBound.subtractingReportingOverflow(range.lowerBound).overflow
                || range.upperBound - range.lowerBound > wide
        else { return nil }
        let near = min(max(0, range.lowerBound), range.upperBound)
        let below = near.subtractingReportingOverflow(128)
        let above = near.addingReportingOverflow(128)
        return range.clamped(
            to: (below.overflow ? .min : below.partialValue)...(above.overflow
                ? .max : above.partialValue))
    }
}
