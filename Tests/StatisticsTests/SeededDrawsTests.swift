import Statistics
import Testing

@Suite struct SeededDrawsTests {
    @Test func `the numbers are those of the published generator`() {
        var draws = SeededDraws(seed: 1_234_567)
        let numbers = (0..<3).map { _ in draws.next() }
        #expect(
            numbers == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            ])
    }

    @Test func `draws below a bound reach all numbers about equally often`() {
        var draws = SeededDraws(seed: 3)
        var counts = Array(repeating: 0, count: 7)
        for _ in 0..<7000 { counts[draws.draw(below: 7)] += 1 }
        // Six standard deviations of a count are 176.
        #expect(counts.allSatisfy { 824...1176 ~= $0 })
        #expect(counts.reduce(0, +) == 7000)
    }
}
