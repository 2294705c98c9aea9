import Foundation
import Statistics
import Testing

@Suite struct ZeroFailuresTests {
    @Test(arguments: [(0.01, 299), (0.001, 2995), (0.0001, 29_956), (1e-9, 2_995_732_273)])
    func `the published numbers come out`(rate: Double, trials: Int) {
        #expect(ZeroFailures.trials(toShow: rate, confidence: 0.95) == trials)
    }

    @Test(arguments: [0.5, 0.9, 0.95, 0.999])
    func `the bound after n trials takes n to show, anything below it one more`(confidence: Double)
    {
        for trials in 1...500 {
            let bound = Binomial.zeroFailureBound(total: trials, confidence: confidence)
            #expect(ZeroFailures.trials(toShow: bound, confidence: confidence) == trials)
            let less = ZeroFailures.trials(toShow: bound.nextDown, confidence: confidence)
            #expect(less == trials + 1)
        }
    }

    @Test(arguments: [0.3, 0.017, 0.0004])
    func `one trial less does not show it`(rate: Double) {
        let trials = ZeroFailures.trials(toShow: rate, confidence: 0.99)
        #expect(pow(1 - rate, Double(trials)) <= 0.01)
        #expect(pow(1 - rate, Double(trials - 1)) > 0.01)
        #expect(ZeroFailures.confidence(in: rate, after: trials) >= 0.99)
        #expect(ZeroFailures.confidence(in: rate, after: trials - 1) < 0.99)
    }

    @Test func `confidence grows from nothing with the trials`() {
        #expect(ZeroFailures.confidence(in: 0.1, after: 0) == 0)
        #expect(ZeroFailures.confidence(in: 0, after: 1000) == 0)
        #expect(ZeroFailures.confidence(in: 1, after: 0) == 0)
        #expect(ZeroFailures.confidence(in: 1, after: 1) == 1)
        #expect(abs(ZeroFailures.confidence(in: 0.1, after: 2) - 0.19) < 1e-12)
        #expect(abs(ZeroFailures.confidence(in: 1e-12, after: 1) - 1e-12) < 1e-24)
    }
}
