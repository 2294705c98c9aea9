/// Things in an order, each known by a digest; equal ones are told apart by their rank among
/// equals, so that equal things never count as swapped.
struct ItemOrder: Sendable {
    /// Ascending, with the position of each in the order.
    private let keys: [UInt64]
    private let positions: [Int32]
    var count: Int { keys.count }

    init(_ digests: [UInt64]) {
        var ranks: [UInt64: UInt64] = [:]
        let entries = digests.enumerated().map { position, digest in
            let rank = ranks[digest, default: 0]
            ranks[digest] = rank + 1
            return (key: digest &+ rank &* 0x9e37_79b9_7f4a_7c15, position: Int32(position))
        }
        .sorted { ($0.key, $0.position) < ($1.key, $1.position) }
        keys = entries.map(\.key)
        positions = entries.map(\.position)
    }

    /// Positions in the other order of what both have, in this order.
    func matches(in other: ItemOrder) -> [Int32] {
        pairs(with: other).map(\.other)
    }

    /// Positions here and in the other order of what both have, in this order.
    /// - Complexity: linear in both counts.
    func pairs(with other: ItemOrder) -> [(mine: Int32, other: Int32)] {
        var found = [Int32](repeating: -1, count: count)
        var (left, right) = (0, 0)
        while left < count, right < other.count {
            let (first, second) = (keys[left], other.keys[right])
            if first == second { found[Int(positions[left])] = other.positions[right] }
            if first <= second { left += 1 }
            if second <= first { right += 1 }
        }
        return found.indices.compactMap { found[$0] < 0 ? nil : (Int32($0), found[$0]) }
    }
}

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
