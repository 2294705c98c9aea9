/// What comparing orders came to, summed over several of them.
struct OrderTally {
    /// In both orders together.
    private(set) var items = 0
    private(set) var matched = 0
    private(set) var displaced = 0
    private(set) var pairs = 0
    private(set) var inverted = 0

    mutating func add(_ left: ItemOrder?, _ right: ItemOrder?) {
        items += (left?.count ?? 0) + (right?.count ?? 0)
        guard let left, let right else { return }
        let matches = left.matches(in: right)
        matched += matches.count
        displaced += OrderDistance.displaced(matches)
        pairs += matches.count * (matches.count - 1) / 2
        inverted += OrderDistance.inversions(matches)
    }

    static func comparing(
        _ left: [String: ItemOrder], _ right: [String: ItemOrder]
    ) -> OrderTally {
        var tally = OrderTally()
        for (name, order) in left { tally.add(order, right[name]) }
        for (name, order) in right where left[name] == nil { tally.add(nil, order) }
        return tally
    }

    /// Of the matched items, those to be put elsewhere to get the other order.
    var displacedShare: Double? { Self.share(displaced, of: matched) }
    /// Of the pairs of matched items, those in the other order.
    var invertedShare: Double? { Self.share(inverted, of: pairs) }
    /// Of the items of both orders, those without counterpart.
    var unmatchedShare: Double? { Self.share(items - 2 * matched, of: items) }

    private static func share(_ part: Int, of whole: Int) -> Double? {
        whole > 0 ? Double(part) / Double(whole) : nil
    }
}
