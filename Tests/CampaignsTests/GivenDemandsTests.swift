import Campaigns
import Testing

@Suite struct GivenDemandsTests {
    private func demands(
        of count: Int, wanted: Int? = nil, first: Int? = nil, stateful: Bool = false,
        live: Bool = false
    ) -> GivenDemands {
        GivenDemands(
            of: count, wanted: wanted, first: first, seed: 1, isStateful: stateful, isLive: live)
    }

    @Test func `without whole ensembles no more is given than is needed`() {
        let drawn = demands(of: 100, wanted: 3)
        #expect(drawn.struck == [0, 1, 2] && drawn.given.count == 3)
        let stateful = demands(of: 100, wanted: 3, stateful: true)
        #expect(stateful.struck == drawn.given)
        #expect(stateful.given == Array(0...drawn.given[2]))
        #expect(demands(of: 3).given == [0, 1, 2])
        #expect(demands(of: 0).given.isEmpty)
    }

    @Test func `others stand behind the last that is struck, and one before the first`() {
        for stateful in [false, true] {
            let all = demands(of: 100, wanted: 3, first: 20, stateful: stateful, live: true)
            let struck = all.struck.map { all.given[$0] }
            #expect(struck.count == 3 && struck.allSatisfy { $0 > 0 && $0 < 20 })
            #expect(all.given.first == 0)
            #expect(all.given.suffix(2) == [struck[2] + 1, struck[2] + 2])
            #expect(all.struck[2] == all.given.count - 3)
        }
    }

    @Test func `an ensemble without others behind it is struck at its last all the same`() {
        let few = demands(of: 3, stateful: true, live: true)
        #expect(few == demands(of: 3, live: true))
        #expect(few.given == [0, 1, 2] && few.struck == [1, 2])
        let one = demands(of: 1, live: true)
        #expect(one.given == [0] && one.struck == [0])
        #expect(demands(of: 9, first: 1, live: true).given == [0, 1, 2])
    }
}
