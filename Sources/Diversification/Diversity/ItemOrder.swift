/// Things in an order, each known by a digest. Of equal ones the first of one order matches the
/// first of the other, and so on, so that equal things never count as swapped.
struct ItemOrder: Sendable {
    /// Ascending, with the position of each in the order.
    private let keys: [UInt64]
    private let positions: [Int32]
    var count: Int { keys.count }

    init(_ digests: [UInt64]) {
        let entries = digests.enumerated().map { position, digest in
            (key: digest, position: Int32(position))
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
