/// A finite set that is written out, without duplicates and in one canonical order.
///
/// What consecutive integers are mapped to is kept as a plain array, and consecutive integers as
/// their bounds; both follow from the elements alone, so equal sets are always kept alike.
package struct SetValue: Hashable, Sendable {
    enum Form: Hashable, Sendable {
        /// The integers between two bounds, both included; never empty, countable by an Int.
        case interval(Int, Int)
        /// `first |-> values[0]`, `first + 1 |-> values[1]`, …; never empty.
        case function(Int, [Value])
        /// Ascending; none of the forms above.
        case sorted([Value])
    }

    private final class Storage: Sendable {
        let form: Form
        init(_ form: Form) { self.form = form }
    }

    private let storage: Storage

    /// - Parameter elements: in any order, duplicates allowed. O(n log n), O(n) when they ascend.
    package init(_ elements: [Value]) {
        if Self.ascends(elements) {
            self.init(ascending: elements)
        } else {
            let sorted = elements.sorted { $0.order($1) < 0 }
            var unique: [Value] = []
            unique.reserveCapacity(sorted.count)
            for element in sorted where unique.last != element { unique.append(element) }
            self.init(ascending: unique)
        }
    }

    /// - Parameter elements: ascending, without duplicates.
    init(ascending elements: [Value]) {
        if let form = Self.interval(elements) ?? Self.function(elements) {
            storage = Storage(form)
        } else {
            storage = elements.isEmpty ? Self.nothing : Storage(.sorted(elements))
        }
    }

    /// The integers from one bound to the other, as long as an Int can count them.
    init?(from lower: Int, through upper: Int) {
        if lower > upper {
            storage = Self.nothing
            return
        }
        let (difference, overflows) = upper.subtractingReportingOverflow(lower)
        guard !overflows, difference < Int.max else { return nil }
        storage = Storage(.interval(lower, upper))
    }

    /// The function of `first`, `first + 1`, … to the values. O(1).
    package init(from first: Int, values: [Value]) {
        precondition(
            values.isEmpty || first <= Int.max - (values.count - 1),
            "\(values.count) values from \(first)")
        storage = values.isEmpty ? Self.nothing : Storage(.function(first, values))
    }

    private static let nothing = Storage(.sorted([]))
    static let empty = SetValue([])

    var form: Form { storage.form }

    package static func == (left: SetValue, right: SetValue) -> Bool {
        left.isSame(as: right) || left.form == right.form
    }

    /// One and the same memory: equal without looking.
    func isSame(as other: SetValue) -> Bool { storage === other.storage }

    package func hash(into hasher: inout Hasher) { hasher.combine(form) }

    private static func ascends(_ elements: [Value]) -> Bool {
        guard elements.count > 1 else { return true }
        return (1..<elements.count).allSatisfy { elements[$0 - 1].order(elements[$0]) < 0 }
    }

    private static func interval(_ elements: [Value]) -> Form? {
        guard case .integer(let first)? = elements.first,
            case .integer(let last)? = elements.last
        else { return nil }
        // Ascending without duplicates: consecutive when the last stands where it should.
        let (difference, overflows) = last.subtractingReportingOverflow(first)
        guard !overflows, difference == elements.count - 1 else { return nil }
        return .interval(first, last)
    }

    private static func function(_ elements: [Value]) -> Form? {
        guard case .pair(.integer(let first), _)? = elements.first else { return nil }
        var values: [Value] = []
        values.reserveCapacity(elements.count)
        for element in elements {
            let (expected, overflows) = first.addingReportingOverflow(values.count)
            guard !overflows, case .pair(.integer(expected), let value) = element else {
                return nil
            }
            values.append(value)
        }
        return .function(first, values)
    }
}
