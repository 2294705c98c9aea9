extension SetValue {
    package var count: Int {
        switch form {
        case .interval(let lower, let upper): upper - lower + 1
        case .function(_, let values): values.count
        case .sorted(let elements): elements.count
        }
    }

    package var isEmpty: Bool { count == 0 }

    /// The element at a place of the canonical order. O(1).
    package subscript(_ place: Int) -> Value {
        switch form {
        case .interval(let lower, _): .integer(lower + place)
        case .function(let first, let values): .pair(.integer(first + place), values[place])
        case .sorted(let elements): elements[place]
        }
    }

    /// All of them, written out: O(n) memory for an interval, too.
    package var elements: [Value] {
        if case .sorted(let elements) = form { return elements }
        return (0..<count).map { self[$0] }
    }

    package func contains(_ value: Value) -> Bool {
        switch form {
        case .interval(let lower, let upper):
            guard case .integer(let number) = value else { return false }
            return lower <= number && number <= upper
        case .function(let first, let values):
            guard case .pair(let argument, let image) = value,
                let place = Self.offset(of: argument, from: first, count: values.count)
            else { return false }
            return values[place] == image
        case .sorted(let elements):
            let place = Self.place(of: value, in: elements)
            return place < elements.count && elements[place] == value
        }
    }

    /// Where an integer stands among `count` consecutive ones; nil when it is not among them.
    static func offset(of value: Value, from first: Int, count: Int) -> Int? {
        guard case .integer(let number) = value, number >= first else { return nil }
        let (offset, overflows) = number.subtractingReportingOverflow(first)
        return !overflows && offset < count ? offset : nil
    }

    /// Where the value stands, or would stand. O(log n).
    static func place(of value: Value, in elements: [Value]) -> Int {
        var (low, high) = (0, elements.count)
        while low < high {
            let middle = (low + high) / 2
            if elements[middle].order(value) < 0 { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Steps that a comparison with another set is counted as.
    var comparisonSteps: Int { if case .interval = form { 0 } else { count / 8 } }

    func order(_ other: SetValue) -> Int {
        if isSame(as: other) { return 0 }
        if count != other.count { return count < other.count ? -1 : 1 }
        if case .interval(let a, _) = form, case .interval(let b, _) = other.form {
            return a < b ? -1 : (a > b ? 1 : 0)
        }
        for place in 0..<count {
            let order = self[place].order(other[place])
            if order != 0 { return order }
        }
        return 0
    }

    func isSubset(of other: SetValue) -> Bool {
        if count > other.count { return false }
        if case .interval(let a, let b) = form {
            if case .interval(let c, let d) = other.form { return c <= a && b <= d }
            // As many consecutive integers as there are elements would be an interval.
            if count == other.count { return false }
        }
        return (0..<count).allSatisfy { other.contains(self[$0]) }
    }

    func union(_ other: SetValue) -> SetValue {
        if isEmpty { return other }
        if other.isEmpty { return self }
        if let joined = unionOfIntervals(other) { return joined }
        return merged(other)
    }

    /// nil where they are not intervals, or leave a gap.
    func unionOfIntervals(_ other: SetValue) -> SetValue? {
        guard case .interval(let a, let b) = form, case .interval(let c, let d) = other.form,
            a <= c ? c <= b || c - 1 <= b : a <= d || a - 1 <= d
        else { return nil }
        return SetValue(from: min(a, c), through: max(b, d))
    }

    /// nil where they are not intervals, or the other one leaves a gap.
    func differenceOfIntervals(_ other: SetValue) -> SetValue? {
        guard case .interval(let a, let b) = form, case .interval(let c, let d) = other.form
        else { return nil }
        if c > b || d < a { return self }
        if c <= a { return d >= b ? .empty : SetValue(from: d + 1, through: b) }
        return d >= b ? SetValue(from: a, through: c - 1) : nil
    }

    func intersection(_ other: SetValue) -> SetValue {
        if case .interval(let a, let b) = form, case .interval(let c, let d) = other.form {
            return SetValue(from: max(a, c), through: min(b, d)) ?? .empty
        }
        return count <= other.count ? filtered(other.contains) : other.filtered(contains)
    }

    func subtracting(_ other: SetValue) -> SetValue { filtered { !other.contains($0) } }

    func filtered(_ isKept: (Value) -> Bool) -> SetValue {
        var kept: [Value] = []
        for place in 0..<count {
            let element = self[place]
            if isKept(element) { kept.append(element) }
        }
        return SetValue(ascending: kept)
    }

    private func merged(_ other: SetValue) -> SetValue {
        var (left, right) = (0, 0)
        var result: [Value] = []
        result.reserveCapacity(count + other.count)
        while left < count, right < other.count {
            let (a, b) = (self[left], other[right])
            let order = a.order(b)
            result.append(order <= 0 ? a : b)
            if order <= 0 { left += 1 }
            if order >= 0 { right += 1 }
        }
        for place in left..<max(left, count) { result.append(self[place]) }
        for place in right..<max(right, other.count) { result.append(other[place]) }
        return SetValue(ascending: result)
    }
}
