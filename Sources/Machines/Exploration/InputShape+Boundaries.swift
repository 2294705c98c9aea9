extension InputShape {
    /// So many values of one input are tried before random ones.
    static let boundariesMax = 48
    /// Functions are changed at so many places.
    private static let placesMax = 8

    /// Values at which something is likely to change, the likeliest first, without duplicates: the
    /// ends of intervals, their neighbours, 0 and 1, every element of what is written out, constant
    /// functions and single changes of them, the empty set and single elements.
    ///
    /// - Parameter interests: numbers, elements and texts that comparisons name.
    func boundaries(_ interests: [Value], max: Int = boundariesMax) -> [Value] {
        var found: [Value] = []
        var seen: Set<Value> = []
        for value in candidates(interests, max: max) where found.count < max {
            if seen.insert(value).inserted { found.append(value) }
        }
        return found
    }

    private func candidates(_ interests: [Value], max: Int) -> [Value] {
        switch self {
        case .integers(let range): return Self.integers(in: range, interests)
        case .listed(let values):
            if values.count <= max { return values }
            let middle = values.count / 2
            return values.prefix(max / 2) + [values[middle]] + values.suffix(max / 2 - 1)
        case .strings:
            let strings = interests.filter { if case .string = $0 { true } else { false } }
            return strings + [.string(""), .string("a")]
        case .pairs(let left, let right):
            return Self.combined([left, right], interests, max: max).map { .pair($0[0], $0[1]) }
        case .records(let fields):
            return Self.combined(fields, interests, max: max).map(Value.record)
        case .subsets(let element): return element.sets(interests, max: max)
        case .functions(let from, let to, let kind):
            return Self.functions(from, to, kind, interests, max: max)
        case .sequences(let element):
            let values = element.boundaries(interests, max: 4)
            return [Self.sequence([])] + values.map { Self.sequence([$0]) }
                + [Self.sequence(values), Self.sequence(values.reversed())]
                + values.map { Self.sequence([$0, $0]) }
        }
    }

    static func sequence(_ values: [Value]) -> Value {
        .set(SetValue(values.enumerated().map { .pair(.integer($0.offset + 1), $0.element) }))
    }

    private static func integers(in range: ClosedRange<Int>, _ interests: [Value]) -> [Value] {
        var numbers = [range.lowerBound, range.upperBound]
        for case .integer(let number) in interests {
            numbers.append(number)
            numbers.append(contentsOf: [number &- 1, number &+ 1])
        }
        numbers += [0, 1, -1, range.lowerBound &+ 1, range.upperBound &- 1]
        return numbers.filter(range.contains).map(Value.integer)
    }

    /// The first boundaries of all together, then changes of one at a time.
    private static func combined(
        _ shapes: [InputShape], _ interests: [Value], max: Int
    ) -> [[Value]] {
        let lists = shapes.map { $0.boundaries(interests, max: Swift.max(2, max / shapes.count)) }
        guard lists.allSatisfy({ !$0.isEmpty }) else { return [] }
        let base = lists.map { $0[0] }
        return [base]
            + lists.indices.flatMap { index in
                lists[index].dropFirst().map { value in
                    var changed = base
                    changed[index] = value
                    return changed
                }
            }
    }

    private func sets(_ interests: [Value], max: Int) -> [Value] {
        let elements = boundaries(interests, max: max / 3)
        let whole = listed(max: 4096) ?? elements
        return [.set(SetValue([])), .set(SetValue(whole))]
            + elements.map { .set(SetValue([$0])) }
            + elements.map { element in .set(SetValue(whole.filter { $0 != element })) }
    }

    private static func functions(
        _ from: InputShape, _ to: InputShape, _ kind: FunctionKind, _ interests: [Value], max: Int
    ) -> [Value] {
        let places = from.listed(max: 4096) ?? from.boundaries([], max: placesMax)
        let values = to.boundaries(interests, max: Swift.max(4, max / placesMax))
        var found: [Value] = []
        if !kind.isTotal { found.append(.set(SetValue([]))) }
        guard let first = values.first, let firstPlace = places.first else { return found }
        if kind.isInjective {
            let targets = to.listed(max: 4096) ?? values
            found.append(function(places, targets))
            found.append(function(places, targets.reversed()))
            if let last = places.indices.last, last > 0, targets.count > last {
                var swapped = targets
                swapped.swapAt(0, last)
                found.append(function(places, swapped))
            }
            return found
        }
        found += values.map { value in function(places, places.map { _ in value }) }
        let last = values.last ?? first
        for place in spread(places) {
            for (base, other) in [(first, last), (last, first)] where base != other {
                let changed = places.map { $0 == place ? other : base }
                found.append(function(places, changed))
            }
        }
        if !kind.isTotal { found += values.map { function([firstPlace], [$0]) } }
        return found
    }

    /// As many as both lists allow.
    static func function(_ places: [Value], _ values: [Value]) -> Value {
        .set(SetValue(zip(places, values).map { .pair($0, $1) }))
    }

    /// The first, the last and some between.
    private static func spread(_ places: [Value]) -> [Value] {
        guard places.count > placesMax else { return places }
        return (0..<placesMax).map { places[$0 * (places.count - 1) / (placesMax - 1)] }
    }
}
