import Campaigns
import FaultInjection
import Testing

@Suite struct FaultSpaceTests {
    @Test func `its size is the number of all points, however long the windows are`() {
        let campaign = Rig.campaign([Rig.line("flip-register-bits"), Rig.line("omit-answer")])
        let space = FaultSpace(
            campaign, replicas: [0, 1], windows: Rig.windows([[10, 3], [7, 0]]))
        #expect(space.size == (10 + 3 + 7) * 16 * 64 + 4)
        #expect(space.lines == [0..<20480, 20480..<20484])
    }

    @Test func `every number is another point, and all of them are there`() {
        let campaign = Rig.campaign([Rig.line("kill-process"), Rig.line("flip-answer-bits")])
        let space = FaultSpace(
            campaign, replicas: [0, 2], windows: Rig.windows([[5, 1], [9, 9], [0, 4]]))
        var seen: Set<String> = []
        for number in 0..<space.size {
            let (stratum, point) = space.point(number)
            seen.insert("\(stratum.line) \(stratum.hit) \(stratum.demand) \(point)")
            #expect(point.moment < stratum.extent.moments)
        }
        #expect(seen.count == 5 + 1 + 4 + 4 * 3 * 8)
        #expect(!seen.contains { $0.contains("[1]") })
    }

    @Test func `common mode hits every pair, and only where there are enough`() {
        let campaign = Rig.campaign([
            Rig.line("omit-answer", hits: 2), Rig.line("omit-answer", hits: 4),
        ])
        let space = FaultSpace(
            campaign, replicas: [0, 1, 2], windows: Rig.windows([[1], [1], [1]]))
        #expect(space.strata.map(\.hit) == [[0, 1], [0, 2], [1, 2]])
        #expect(space.lines[1].isEmpty)
    }
}
