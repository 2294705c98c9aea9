import Testing
import Voting

@Suite struct FailureDetectorTests {
    private let floor: UInt64 = 1_000
    private let ceiling: UInt64 = 1_000_000_000

    private func detector(
        answering times: [UInt64] = [], _ adjust: (inout DetectorPolicy) -> Void = { _ in }
    ) -> FailureDetector {
        var policy = DetectorPolicy(floorNanoseconds: floor, ceilingNanoseconds: ceiling)
        adjust(&policy)
        var detector = FailureDetector(policy: policy)
        for time in times { detector.answered(after: time) }
        return detector
    }

    @Test func `before there are enough answers the deadline is the ceiling`() {
        var detector = detector(answering: Array(repeating: 1_000_000, count: 15))
        #expect(detector.deadline() == ceiling)
        #expect(detector.suspicion(after: ceiling) == 0)
        detector.answered(after: 1_000_000)
        #expect(detector.deadline() < 3_000_000)
        #expect(detector.suspicion(after: ceiling) == 300)
        detector.restarted()
        #expect(detector.deadline() == ceiling, "nothing is known of a new process")
    }

    @Test func `steady answers leave the margin`() {
        let detector = detector(answering: Array(repeating: 1_000_000, count: 50))
        #expect(detector.deadline() == 2_000_000)
        let narrow = self.detector(answering: Array(repeating: 1_000_000, count: 50)) {
            $0.marginPercent = 0
        }
        // 5.612 standard deviations of a sixteenth of the mean.
        #expect((1_350_000...1_351_500).contains(narrow.deadline()))
    }

    @Test func `the deadline stays between floor and ceiling`() {
        let fast = detector(answering: Array(repeating: 10, count: 50))
        #expect(fast.deadline() == floor)
        let slow = detector(answering: Array(repeating: 900_000_000, count: 50))
        #expect(slow.deadline() == ceiling)
        #expect(fast.deadline(percent: 300) == 3 * floor)
        #expect(slow.deadline(percent: 300) == ceiling)
        #expect(fast.deadline(percent: .max) == ceiling)
        #expect(fast.deadline(percent: 1) == floor, "it is never made shorter")
    }

    @Test(arguments: [2, 3, 10, 100, 500] as [UInt64])
    func `one answer of a slower regime makes the deadline long enough`(factor: UInt64) {
        var detector = detector(answering: Array(repeating: 1_000_000, count: 50))
        let slow = 1_000_000 * factor
        if factor > 2 { #expect(detector.deadline() < slow) }
        detector.answered(after: slow)
        #expect(detector.deadline() > slow)
    }

    @Test func `a faster regime is learnt, too`() {
        var detector = detector(answering: Array(repeating: 100_000_000, count: 50))
        for _ in 0..<200 { detector.answered(after: 1_000_000) }
        #expect(detector.deadline() < 3_000_000)
    }

    @Test func `suspicion is the negative logarithm of the normal tail`() {
        let detector = detector(answering: Array(repeating: 1_600_000, count: 50))
        // The standard deviation is taken for a sixteenth of the mean, 100,000 ns.
        let levels: [(deviations: Double, suspicion: Double)] = [
            (0, 0.30103), (1.28155, 1), (3.09023, 3), (5.61200, 8),
        ]
        for (deviations, suspicion) in levels {
            let seen = detector.suspicion(after: 1_600_000 + UInt64(deviations * 100_000))
            #expect(abs(seen - suspicion) < 0.001)
        }
        #expect(detector.suspicion(after: 1_000_000) < 0.001)
        #expect(detector.suspicion(after: .max) == 300)
    }

    @Test func `more suspicion asked for is a later deadline`() {
        let times: [UInt64] = (0..<64).map { $0 % 2 == 0 ? 1_000_000 : 3_000_000 }
        let deadlines = [1.0, 3, 8, 15].map { level in
            detector(answering: times) { policy in
                policy.suspicion = level
                policy.marginPercent = 0
            }.deadline()
        }
        #expect(deadlines == deadlines.sorted())
        #expect(Set(deadlines).count == 4)
        // Mean 2 ms, standard deviation about 1 ms.
        #expect((7_000_000...8_300_000).contains(deadlines[2]))
    }

    @Test func `times at the ends of the range do not trap`() {
        var detector = detector()
        for _ in 0..<40 {
            detector.answered(after: .max)
            detector.answered(after: 0)
            #expect((floor...ceiling).contains(detector.deadline()))
        }
        for _ in 0..<10_000 { detector.answered(after: 0) }
        #expect(detector.deadline() == floor)
        #expect(detector.suspicion(after: 0) < 1)
    }

    @Test func `answers that take no time at all are nothing to suspect`() {
        let detector = detector(answering: Array(repeating: 0, count: 20))
        #expect(abs(detector.suspicion(after: 0) - 0.30103) < 0.001)
        #expect(detector.deadline() == floor)
    }

    @Test func `a senseless policy has a flaw`() {
        let good = DetectorPolicy(floorNanoseconds: 1, ceilingNanoseconds: 1)
        #expect(good.flaw == nil)
        #expect(DetectorPolicy(floorNanoseconds: 0, ceilingNanoseconds: 1).flaw != nil)
        #expect(DetectorPolicy(floorNanoseconds: 2, ceilingNanoseconds: 1).flaw != nil)
        for suspicion in [0.5, 15.5, .nan] {
            var policy = good
            policy.suspicion = suspicion
            #expect(policy.flaw != nil)
        }
        var policy = good
        policy.marginPercent = -1
        #expect(policy.flaw != nil)
        policy.marginPercent = 0
        policy.answersMin = 0
        #expect(policy.flaw != nil)
    }
}
