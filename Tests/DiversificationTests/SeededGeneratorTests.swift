import Diversification
import Testing

struct SeededGeneratorTests {
    @Test func `the numbers are those of SplitMix64`() {
        var random = SeededGenerator(seed: 1_234_567)
        let numbers = (0..<3).map { _ in random.next() }
        #expect(
            numbers == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            ])
    }

    @Test func `a permutation holds every number once`() {
        var random = SeededGenerator(seed: 9)
        for count in 0..<40 {
            #expect(random.permutation(of: count).sorted() == Array(0..<count))
        }
    }

    @Test func `an order keeps what must precede, and is not always the same`() {
        var random = SeededGenerator(seed: 3)
        var seen: Set<[Int]> = []
        for _ in 0..<200 {
            let order = random.order(of: 5) { $0 == 0 || ($0, $1) == (2, 3) }
            #expect(order[0] == 0)
            #expect(order.firstIndex(of: 2)! < order.firstIndex(of: 3)!)
            seen.insert(order)
        }
        #expect(seen.count == 12)
    }

    @Test func `purposes have streams of their own`() {
        var first = SeededGenerator(seed: 1, purpose: "a")
        var second = SeededGenerator(seed: 1, purpose: "b")
        #expect(first.next() != second.next())
    }
}
