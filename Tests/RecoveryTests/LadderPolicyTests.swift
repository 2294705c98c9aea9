import Foundation
import Recovery
import Testing

@Suite struct LadderPolicyTests {
    @Test func `what is not configured does not climb`() {
        let policy = LadderPolicy()
        #expect(policy.restartsMax == nil)
        #expect(policy.rebuildsMax == 0)
        #expect(policy.storm == nil)
        #expect(policy.restartFaults == nil)
        #expect(policy.flaw == nil)
        #expect(LadderPolicy.climbing(rebuilds: 2).flaw == nil)
        #expect(CaretakerPolicy().flaw == nil)
    }

    static let flaws: [@Sendable (inout CaretakerPolicy) -> Void] = [
        { $0.ladder.restartsMax = -1 }, { $0.ladder.sameDemandMax = 0 },
        { $0.ladder.rebuildsMax = -1 }, { $0.ladder.watchFaults = 0 },
        { $0.ladder.restartFaults = 0 }, { $0.ladder.delayNanosecondsMax = 1 },
        { $0.ladder.storm = StormPolicy(restarts: 0, everyNanoseconds: 1) },
        { $0.ladder.storm = StormPolicy(restarts: 1, everyNanoseconds: 0) },
        {
            $0.group = GroupPolicy(); $0.group?.coincidenceNanoseconds = 0
        },
        {
            $0.group = GroupPolicy(); $0.group?.deadlinePercent = 99
        },
        {
            $0.group = GroupPolicy(); $0.group?.coincidenceNanoseconds = 4_000_000_000
        },
        {
            $0.light = LightPolicy(); $0.light?.improvementsPerHour = 0
        },
        {
            $0.light = LightPolicy(); $0.light?.yellowPercent = 99
        },
        {
            $0.light = LightPolicy(); $0.light?.redPercent = 149
        },
        { $0.deadlinePercentMax = 99 },
        { $0.rejuvenation = RejuvenationPolicy(everyNanoseconds: 1) },
        {
            $0.light = LightPolicy()
            $0.rejuvenation = RejuvenationPolicy(everyNanoseconds: 0)
        },
        {
            $0.light = LightPolicy()
            $0.rejuvenation = RejuvenationPolicy(everyNanoseconds: 1, reserve: -1)
        },
    ]

    @Test(arguments: flaws.indices)
    func `a senseless policy has a flaw`(index: Int) {
        var policy = CaretakerPolicy()
        Self.flaws[index](&policy)
        #expect(policy.flaw != nil)
    }

    @Test func `a policy crosses to another process unchanged`() throws {
        var policy = CaretakerPolicy()
        policy.ladder = .climbing(rebuilds: 1)
        policy.group = GroupPolicy()
        policy.light = LightPolicy()
        policy.rejuvenation = RejuvenationPolicy(everyNanoseconds: 5, reserve: 1)
        let data = try JSONEncoder().encode(policy)
        #expect(try JSONDecoder().decode(CaretakerPolicy.self, from: data) == policy)
    }
}
