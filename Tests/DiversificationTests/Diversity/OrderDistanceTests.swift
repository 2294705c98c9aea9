import Diversification
import Testing

struct OrderDistanceTests {
    /// All orders of the numbers below `count`.
    private func orders(_ count: Int) -> [[Int32]] {
        guard count > 0 else { return [[]] }
        return orders(count - 1).flatMap { order in
            (0..<count).map { place in
                var longer = order
                longer.insert(Int32(count - 1), at: place)
                return longer
            }
        }
    }

    /// The length of the longest ascending choice among all 2^n of them.
    private func ascending(_ order: [Int32]) -> Int {
        (0..<1 << order.count).reduce(0) { longest, choice in
            let chosen = order.indices.filter { choice >> $0 & 1 == 1 }.map { order[$0] }
            return chosen == chosen.sorted() ? max(longest, chosen.count) : longest
        }
    }

    @Test func `all orders of up to five things are judged as by counting`() {
        for order in (0...5).flatMap(orders) {
            var inversions = 0
            for later in order.indices {
                for earlier in 0..<later where order[earlier] > order[later] { inversions += 1 }
            }
            #expect(OrderDistance.inversions(order) == inversions)
            #expect(OrderDistance.displaced(order) == order.count - ascending(order))
        }
    }
}
