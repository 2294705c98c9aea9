/// A set of demands, numbered from 0.
package struct DemandSet: Hashable, Sendable, Sequence {
    private var words: [UInt64]

    /// - Parameter count: how many demands there are, in it or not.
    package init(count: Int, where isMember: (Int) -> Bool = { _ in false }) {
        words = Array(repeating: 0, count: (count + 63) / 64)
        for demand in 0..<count where isMember(demand) {
            words[demand / 64] |= 1 << UInt64(demand % 64)
        }
    }

    package var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
    package var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    package func contains(_ demand: Int) -> Bool {
        words[demand / 64] & (1 << UInt64(demand % 64)) != 0
    }

    package mutating func insert(_ demand: Int) {
        words[demand / 64] |= 1 << UInt64(demand % 64)
    }

    /// How many demands are in both.
    package func common(with other: Self) -> Int {
        zip(words, other.words).reduce(0) { $0 + ($1.0 & $1.1).nonzeroBitCount }
    }

    package func union(_ other: Self) -> Self {
        var result = self
        for index in words.indices { result.words[index] |= other.words[index] }
        return result
    }

    package func makeIterator() -> Iterator { Iterator(words: words) }

    /// In ascending order.
    package struct Iterator: IteratorProtocol {
        private let words: [UInt64]
        private var index = 0
        private var rest: UInt64

        fileprivate init(words: [UInt64]) {
            self.words = words
            rest = words.first ?? 0
        }

        package mutating func next() -> Int? {
            while rest == 0 {
                index += 1
                guard index < words.count else { return nil }
                rest = words[index]
            }
            defer { rest &= rest &- 1 }
            return index * 64 + rest.trailingZeroBitCount
        }
    }
}
