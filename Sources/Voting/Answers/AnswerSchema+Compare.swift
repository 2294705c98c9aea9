/// When two answers are the same, and how far apart they are.
extension AnswerSchema {
    /// Whether each of these fields is the same under its own relation.
    ///
    /// - Parameters: two well-formed answers, read by this schema; indices of its fields.
    package func same(
        _ one: borrowing ReadAnswer, _ other: borrowing ReadAnswer, in fields: [Int]
    ) -> Bool {
        for index in fields {
            let isSame =
                switch self.fields[index].relation {
                case .ignored: true
                case .bytes, .json, .text, .set: hasSameForm(one, other, index)
                case .number, .absolute, .relative, .ulps: hasSameNumber(one, other, index)
                case .bits(let most): bitDistance(one, other, index).map { $0 <= most } ?? false
                }
            if !isSame { return false }
        }
        return true
    }

    /// The largest of these fields' distances, at least 0 and never NaN: for numbers their
    /// difference, for bit strings the number of places, for anything else 0 or 1. Fields with a
    /// tolerance count in units of it. See `Relation`.
    ///
    /// - Parameters: two well-formed answers, read by this schema; indices of its fields.
    package func distance(
        _ one: borrowing ReadAnswer, _ other: borrowing ReadAnswer, in fields: [Int]
    ) -> Double {
        var largest = 0.0
        for index in fields {
            largest = max(largest, distance(one, other, at: index))
        }
        return largest
    }

    private func distance(
        _ one: borrowing ReadAnswer, _ other: borrowing ReadAnswer, at index: Int
    ) -> Double {
        switch fields[index].relation {
        case .ignored: return 0
        case .bytes:
            if case .bits = fields[index].type {
                return bitDistance(one, other, index).map { Double($0) } ?? .infinity
            }
            return hasSameForm(one, other, index) ? 0 : 1
        case .json, .text, .set: return hasSameForm(one, other, index) ? 0 : 1
        case .number: return numberDistance(one, other, index)
        case .absolute(let most), .relative(let most):
            let units = numberDistance(one, other, index, unit: most == 0 ? 1 : most)
            if most == 0 { return units }
            // The division rounds, and may round to 1 from above.
            return hasSameNumber(one, other, index) ? min(units, 1) : max(units, 1.nextUp)
        case .ulps(let most):
            let distance = RealDistance.ulps(one.values[index].number, other.values[index].number)
            return Self.units(distance, most)
        case .bits(let most):
            return Self.units(
                bitDistance(one, other, index).map { UInt64($0) }, UInt64(max(most, 0)))
        }
    }

    /// A count in units of a tolerance; at most 1 exactly when it is within it.
    private static func units(_ count: UInt64?, _ most: UInt64) -> Double {
        guard let count else { return .infinity }
        if most == 0 { return Double(count) }
        let units = Double(count) / Double(most)
        return count <= most ? min(units, 1) : max(units, 1.nextUp)
    }

    private func numberDistance(
        _ one: borrowing ReadAnswer, _ other: borrowing ReadAnswer, _ index: Int, unit: Double = 1
    ) -> Double {
        var isRelative = false
        if case .relative = fields[index].relation { isRelative = true }
        switch fields[index].type {
        case .integer:
            let (first, second) = (one.values[index].integer, other.values[index].integer)
            return isRelative
                ? IntegerDistance.relative(first, second) / unit
                : Double(IntegerDistance.absolute(first, second)) / unit
        case .real:
            let (first, second) = (one.values[index].number, other.values[index].number)
            return isRelative
                ? RealDistance.relative(first, second) / unit
                : RealDistance.absolute(first, second, unit: unit)
        case .boolean, .enumeration, .text, .bits, .json:
            return one.values[index].number == other.values[index].number ? 0 : 1
        }
    }

    private func hasSameNumber(
        _ one: borrowing ReadAnswer, _ other: borrowing ReadAnswer, _ index: Int
    ) -> Bool {
        if fields[index].type == .integer {
            let (first, second) = (one.values[index].integer, other.values[index].integer)
            switch fields[index].relation {
            case .absolute(let most):
                return IntegerDistance.isAbsolutelyNear(first, second, most: most)
            case .relative(let most):
                return IntegerDistance.isRelativelyNear(first, second, most: most)
            default: return first == second
            }
        }
        let (first, second) = (one.values[index].number, other.values[index].number)
        switch fields[index].relation {
        case .absolute(let most): return RealDistance.isAbsolutelyNear(first, second, most: most)
        case .relative(let most): return RealDistance.isRelativelyNear(first, second, most: most)
        case .ulps(let most): return RealDistance.ulps(first, second).map { $0 <= most } ?? false
        default: return RealDistance.absolute(first, second) == 0
        }
    }

    private func hasSameForm(
        _ one: borrowing ReadAnswer, _ other: borrowing ReadAnswer, _ index: Int
    ) -> Bool {
        let (first, second) = (one.values[index].form, other.values[index].form)
        guard first.count == second.count else { return false }
        return one.forms.withUnsafeBytes { bytes in
            other.forms.withUnsafeBytes { ByteOrder.compare(bytes, first, $0, second) == 0 }
        }
    }

    private func bitDistance(
        _ one: borrowing ReadAnswer, _ other: borrowing ReadAnswer, _ index: Int
    ) -> Int? {
        let (first, second) = (one.values[index].form, other.values[index].form)
        return one.forms.withUnsafeBytes { bytes in
            other.forms.withUnsafeBytes { BitDistance.places(bytes, first, $0, second) }
        }
    }
}

extension ReadAnswer.Value {
    /// Where the form that is compared stands in the answer's forms.
    fileprivate var form: Range<Int> { start..<end }
}
