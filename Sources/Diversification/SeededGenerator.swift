/// SplitMix64: the one source of chance in the generator, so that a seed is a whole family.
///
/// Steele, Lea, Flood: "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014,
/// doi:10.1145/2660193.2660195. The shuffles are ours too: the standard library's may change.
package struct SeededGenerator: Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    /// A stream of its own for a named purpose: adding one purpose leaves the others unchanged.
    package init(seed: UInt64, purpose: String) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in purpose.utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        state = seed
        state = next() ^ hash
        _ = next()
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// A number in `0..<bound`; the bias is below 2^-32 for the small bounds used here.
    package mutating func next(below bound: Int) -> Int {
        precondition(bound > 0, "bound \(bound) must be positive")
        return Int(next() % UInt64(bound))
    }

    /// The numbers `0..<count` in a random order.
    package mutating func permutation(of count: Int) -> [Int] {
        var order = Array(0..<count)
        for last in stride(from: count - 1, to: 0, by: -1) {
            order.swapAt(last, next(below: last + 1))
        }
        return order
    }

    /// A random topological order of `0..<count`.
    /// - Parameter mustPrecede: whether the first number has to stay before the second, larger one.
    /// - Complexity: asks about every pair.
    package mutating func order(
        of count: Int, mustPrecede: (_ earlier: Int, _ later: Int) -> Bool
    ) -> [Int] {
        var waitsFor = Array(repeating: 0, count: count)
        var releases = Array(repeating: [Int](), count: count)
        for later in 0..<count {
            for earlier in 0..<later where mustPrecede(earlier, later) {
                waitsFor[later] += 1
                releases[earlier].append(later)
            }
        }
        var ready = (0..<count).filter { waitsFor[$0] == 0 }
        var order: [Int] = []
        while !ready.isEmpty {
            let chosen = ready.remove(at: next(below: ready.count))
            order.append(chosen)
            for released in releases[chosen] {
                waitsFor[released] -= 1
                guard waitsFor[released] == 0 else { continue }
                ready.insert(released, at: ready.firstIndex { $0 > released } ?? ready.count)
            }
        }
        return order
    }
}
