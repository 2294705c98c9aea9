import Campaigns
import FaultInjection
import Testing

@Suite struct RecordedWayTests {
    private let call = CallPlace(number: 0, stream: .answers, ordinal: 1)

    private func steps(_ addresses: UInt64...) -> StepList {
        var list = StepList()
        for address in addresses { list.append(address) }
        return list
    }

    @Test func `the first way that was seen twice is the usual one`() {
        var way = RecordedWay(call)
        for steps in [steps(1, 2), nil, steps(1, 3), steps(1, 2)] {
            #expect(way.wanted == call)
            way.add(steps)
        }
        #expect(way.wanted == nil)
        #expect(way.stretch?.call == call)
        #expect(way.stretch?.steps == steps(1, 2))
        #expect(way.stretch?.isSteady == true)
    }

    @Test func `of ways that are all different the last one is kept`() {
        var way = RecordedWay(call)
        way.add(steps(1))
        way.add(steps(2))
        #expect(way.wanted == call)
        #expect(way.stretch?.steps == steps(2))
        #expect(way.stretch?.isSteady == false)
    }

    @Test func `a call that is never there again is left out`() {
        var way = RecordedWay(call)
        way.add(nil)
        #expect(way.stretch == nil)
        #expect(RecordedWay(nil).wanted == nil)
    }
}
