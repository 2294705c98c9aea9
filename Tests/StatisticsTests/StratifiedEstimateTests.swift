import Statistics
import Testing

@Suite struct StratifiedEstimateTests {
    private let mixed = [
        Stratum(weight: 1, failures: 15, trials: 50), Stratum(weight: 2, failures: 5, trials: 100),
        Stratum(weight: 3, failures: 2, trials: 200), Stratum(weight: 4, failures: 0, trials: 400),
    ]

    private func interval(_ strata: [Stratum], confidence: Double = 0.95) throws -> Interval {
        try #require(StratifiedEstimate(strata)).interval(confidence: confidence)
    }

    @Test func `the estimate weighs each stratum's rate`() throws {
        let estimate = try #require(StratifiedEstimate(mixed))
        #expect(abs(estimate.rate - (0.1 * 0.3 + 0.2 * 0.05 + 0.3 * 0.01)) < 1e-12)
    }

    @Test func `the interval is the beta distribution's of mean and variance`() throws {
        // Worked out from the definition with SciPy's beta distribution.
        let interval = try interval(mixed)
        #expect(areNear([interval.low, interval.high], [0.0281191, 0.0625473], within: 1e-7))
    }

    @Test(arguments: [(0, 30), (1, 30), (12, 40), (40, 40), (0, 1), (1, 1)])
    func `one stratum has the interval of Clopper and Pearson`(failures: Int, trials: Int) throws {
        let found = try interval([Stratum(weight: 7, failures: failures, trials: trials)])
        let exact = Binomial.clopperPearson(failures, of: trials, confidence: 0.95)
        #expect(areNear([found.low, found.high], [exact.low, exact.high], within: 1e-9))
    }

    @Test func `the unit of the weights and the order of the strata do not matter`() throws {
        let scaled = mixed.reversed().map {
            Stratum(weight: $0.weight * 3e9, failures: $0.failures, trials: $0.trials)
        }
        let one = try interval(mixed)
        let other = try interval(scaled)
        #expect(areNear([one.low, one.high], [other.low, other.high], within: 1e-12))
    }

    @Test func `what did not fail has the mirrored interval`() throws {
        let mirrored = mixed.map {
            Stratum(weight: $0.weight, failures: $0.trials - $0.failures, trials: $0.trials)
        }
        let one = try interval(mixed)
        let other = try interval(mirrored)
        #expect(areNear([one.low, one.high], [1 - other.high, 1 - other.low], within: 1e-12))
    }

    @Test func `a stratum without trials is refused and named`() {
        let strata = [
            mixed[0], Stratum(weight: 1, failures: 0, trials: 0), mixed[1],
            Stratum(weight: 2, failures: 0, trials: 0),
        ]
        #expect(StratifiedEstimate(strata) == nil)
        #expect(StratifiedEstimate.withoutTrials(strata) == [1, 3])
        #expect(StratifiedEstimate.withoutTrials(mixed) == [])
        #expect(StratifiedEstimate([]) == nil)
    }

    @Test func `without any failure the heaviest sparse stratum decides`() throws {
        func high(_ trials: Int) throws -> Double {
            let found = try interval([
                Stratum(weight: 3, failures: 0, trials: trials),
                Stratum(weight: 1, failures: 0, trials: 1000),
            ])
            #expect(found.low == 0)
            return found.high
        }
        // Three quarters of what 100 trials leave open, and of what 1,000 do.
        let hundred = Binomial.clopperPearson(0, of: 100, confidence: 0.95).high
        #expect(abs(try high(100) / (0.75 * hundred) - 1) < 0.03)
        #expect(try high(100) > high(1000))
    }

    @Test func `strata with failures only leave the lower end open`() throws {
        let strata = [
            Stratum(weight: 1, failures: 20, trials: 20),
            Stratum(weight: 1, failures: 30, trials: 30),
        ]
        let found = try interval(strata)
        #expect(found.high == 1)
        #expect(0.8..<0.95 ~= found.low)
    }

    @Test func `ten times the trials narrow it, more confidence widens it`() throws {
        let larger = mixed.map {
            Stratum(weight: $0.weight, failures: 10 * $0.failures, trials: 10 * $0.trials)
        }
        let plain = try interval(mixed)
        let narrow = try interval(larger)
        let wide = try interval(mixed, confidence: 0.99)
        #expect(plain.low < narrow.low && narrow.high < plain.high)
        #expect(wide.low < plain.low && plain.high < wide.high)
    }

    @Test(arguments: [0, 1])
    func `it holds the estimate at any confidence`(passed: Int) throws {
        // Skewed so much that the middle of the distribution lies on the far side of the mean.
        let estimate = try #require(
            StratifiedEstimate([
                Stratum(weight: 3, failures: 1 - passed, trials: 1),
                Stratum(weight: 7, failures: 1000 * passed, trials: 1000),
            ]))
        let found = estimate.interval(confidence: 0.001)
        #expect(found.low <= estimate.rate && estimate.rate <= found.high)
    }
}
