/// Sets of pairs.
extension SetValue {
    /// What a relation makes of one argument.
    enum Images {
        case none
        case one(Value)
        case several
    }

    /// O(1) when the arguments are consecutive integers, otherwise O(log n).
    func images(of argument: Value) -> Images {
        switch form {
        case .interval: return .none
        case .function(let first, let values):
            guard let place = Self.offset(of: argument, from: first, count: values.count)
            else { return .none }
            return .one(values[place])
        case .sorted(let elements):
            let place = Self.place(ofFirst: argument, in: elements)
            guard place < elements.count, case .pair(argument, let image) = elements[place]
            else { return .none }
            if place + 1 < elements.count, case .pair(argument, _) = elements[place + 1] {
                return .several
            }
            return .one(image)
        }
    }

    /// Where the first pair with this or a greater first half stands. O(log n).
    static func place(ofFirst argument: Value, in elements: [Value]) -> Int {
        var (low, high) = (0, elements.count)
        while low < high {
            let middle = (low + high) / 2
            guard case .pair(let first, _) = elements[middle] else { return elements.count }
            if first.order(argument) < 0 { low = middle + 1 } else { high = middle }
        }
        return low
    }

    var domain: SetValue {
        switch form {
        case .interval: return .empty
        case .function(let first, let values):
            return SetValue(from: first, through: first + (values.count - 1)) ?? .empty
        case .sorted(let elements):
            var found: [Value] = []
            for case .pair(let first, _) in elements where found.last != first {
                found.append(first)
            }
            return SetValue(ascending: found)
        }
    }

    var range: SetValue {
        if case .function(_, let values) = form { return SetValue(values) }
        return SetValue(pairs.map(\.1))
    }

    /// In the canonical order; empty when the elements are not pairs.
    var pairs: [(Value, Value)] {
        switch form {
        case .interval: return []
        case .function(let first, let values):
            return values.enumerated().map { (.integer(first + $0.offset), $0.element) }
        case .sorted(let elements):
            return elements.compactMap { element in
                if case .pair(let first, let second) = element { (first, second) } else { nil }
            }
        }
    }

    /// No argument has two images.
    var isFunctional: Bool {
        guard case .sorted(let elements) = form else { return true }
        for place in elements.indices.dropFirst() {
            if case .pair(let first, _) = elements[place - 1],
                case .pair(first, _) = elements[place]
            {
                return false
            }
        }
        return true
    }

    var inverse: SetValue { SetValue(pairs.map { .pair($0.1, $0.0) }) }

    /// The elements of a function from 1 to its size; nil when it is none.
    var sequence: [Value]? {
        if case .function(1, let values) = form { return values }
        return isEmpty ? [] : nil
    }

    /// `self <+ other`. O(n) memory, O(1) a pair of `other` when both are functions of consecutive
    /// integers and nothing new is mapped.
    func overridden(by other: SetValue) -> SetValue {
        if isEmpty { return other }
        if case .function(let first, var values) = form,
            case .function(let start, let replacing) = other.form,
            start >= first,
            let offset = Self.offset(
                of: .integer(start), from: first, count: values.count),
            replacing.count <= values.count - offset
        {
            for place in replacing.indices { values[offset + place] = replacing[place] }
            return SetValue(from: first, values: values)
        }
        let replaced = other.domain
        let kept = filtered { pair in
            if case .pair(let first, _) = pair { !replaced.contains(first) } else { true }
        }
        return kept.union(other)
    }

    /// Second halves of the pairs whose first half is in the set.
    func image(of arguments: SetValue) -> SetValue {
        var found: [Value] = []
        if case .function(let first, let values) = form,
            case .interval(let lower, let upper) = arguments.form
        {
            let last = first + (values.count - 1)
            let (from, through) = (max(first, lower), min(last, upper))
            if from > through { return .empty }
            return SetValue(Array(values[(from - first)...(through - first)]))
        }
        for (first, second) in pairs where arguments.contains(first) { found.append(second) }
        return SetValue(found)
    }

    /// All `(a, c)` for which some b has `(a, b)` here and `(b, c)` in the other; nil when they
    /// are more than a limit.
    func composed(with other: SetValue, max: Int) -> SetValue? {
        var found: [Value] = []
        for (first, middle) in pairs {
            switch other.images(of: middle) {
            case .none: continue
            case .one(let last): found.append(.pair(first, last))
            case .several:
                for last in other.allImages(of: middle) {
                    found.append(.pair(first, last))
                    if found.count > max { return nil }
                }
            }
            if found.count > max { return nil }
        }
        return SetValue(found)
    }

    func allImages(of argument: Value) -> [Value] {
        guard case .sorted(let elements) = form else {
            if case .one(let image) = images(of: argument) { return [image] }
            return []
        }
        var found: [Value] = []
        var place = Self.place(ofFirst: argument, in: elements)
        while place < elements.count, case .pair(argument, let image) = elements[place] {
            found.append(image)
            place += 1
        }
        return found
    }
}
