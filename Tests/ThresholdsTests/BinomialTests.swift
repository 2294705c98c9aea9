import Foundation
import Testing
import Thresholds

@Suite struct BinomialTests {
    /// P(X ≥ count), summed term by term.
    private func tail(_ count: Int, _ total: Int, _ rate: Double) -> Double {
        (count...total).reduce(0.0) { sum, failures in
            let ways = (0..<failures).reduce(1.0) {
                $0 * Double(total - $1) / Double($1 + 1)
            }
            return sum + ways * pow(rate, Double(failures))
                * pow(1 - rate, Double(total - failures))
        }
    }

    @Test(arguments: [(1, 10), (5, 10), (9, 10), (3, 40), (20, 60)])
    func `either end leaves exactly its tail`(count: Int, total: Int) {
        let interval = Binomial.clopperPearson(count, of: total, confidence: 0.95)
        #expect(abs(tail(count, total, interval.low) - 0.025) < 1e-9)
        #expect(abs(1 - tail(count + 1, total, interval.high) - 0.025) < 1e-9)
    }

    @Test func `ten of a hundred is the interval of the textbooks`() {
        let interval = Binomial.clopperPearson(10, of: 100, confidence: 0.95)
        #expect(interval.low.rounded(to: 4) == 0.0490)
        #expect(interval.high.rounded(to: 4) == 0.1762)
    }

    @Test func `none and all have an end of their own`() {
        let none = Binomial.clopperPearson(0, of: 10, confidence: 0.95)
        #expect(none.low == 0)
        #expect(abs(none.high - (1 - pow(0.025, 0.1))) < 1e-12)
        let all = Binomial.clopperPearson(10, of: 10, confidence: 0.95)
        #expect(all.high == 1)
        #expect(abs(all.low - pow(0.025, 0.1)) < 1e-12)
    }

    @Test func `no failure in n demands bounds the rate by about 3 in n`() {
        let bound = Binomial.zeroFailureBound(total: 2000, confidence: 0.95)
        #expect(abs(pow(1 - bound, 2000) - 0.05) < 1e-12)
        #expect(abs(bound * 2000 - 3) < 0.01)
    }

    @Test(arguments: [0.0, 0.1, 0.5, 0.93, 1.0])
    func `a tail is the sum of its terms`(rate: Double) {
        for count in 0...12 {
            let sum = count == 0 ? 1 : tail(count, 12, rate)
            #expect(abs(Binomial.atLeast(count, of: 12, rate: rate) - sum) < 1e-12)
        }
    }
}
