import Foundation
import Statistics
import Testing

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

    /// Table I of R. G. Newcombe, "Two-Sided Confidence Intervals for the Single Proportion",
    /// Statistics in Medicine 17(8), 1998, method 5.
    @Test(arguments: [
        (81, 263, 0.2527, 0.3676), (15, 148, 0.0578, 0.1617), (0, 20, 0, 0.1684),
        (1, 29, 0.0009, 0.1776),
    ])
    func `the published intervals come out`(count: Int, total: Int, low: Double, high: Double) {
        let interval = Binomial.clopperPearson(count, of: total, confidence: 0.95)
        #expect(interval.low.rounded(to: 4) == low)
        #expect(interval.high.rounded(to: 4) == high)
    }

    @Test func `effective counts lie between whole ones`() {
        let ends = [3.0, 3.5, 4].map {
            Binomial.clopperPearson(effective: $0, of: 20, confidence: 0.9)
        }
        #expect(ends[0] == Binomial.clopperPearson(3, of: 20, confidence: 0.9))
        #expect(ends[0].low < ends[1].low && ends[1].low < ends[2].low)
        #expect(ends[0].high < ends[1].high && ends[1].high < ends[2].high)
        let none = Binomial.clopperPearson(effective: 0, of: 12.5, confidence: 0.9)
        #expect(none.low == 0)
        #expect(abs(none.high - (1 - pow(0.05, 1 / 12.5))) < 1e-12)
        #expect(Binomial.clopperPearson(effective: 0.7, of: 0.7, confidence: 0.9).high == 1)
    }
}
