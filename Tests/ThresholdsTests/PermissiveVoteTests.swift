import Statistics
import Testing
import Thresholds

@Suite struct PermissiveVoteTests {
    private let versions = 6
    private let demands = 40

    private func votes(seed: UInt64, hasTruth: Bool = true) -> PermissiveVotes {
        var draws = SeededDraws(seed: seed)
        let sets = (0...versions).map { _ in
            DemandSet(count: demands) { _ in draws.draw(below: 3) == 0 }
        }
        return PermissiveVotes(
            allowing: Array(sets.dropLast()), must: hasTruth ? sets[versions] : nil,
            demands: demands)
    }

    @Test(arguments: 1...6)
    func `counting groups is looking at every one of them`(size: Int) throws {
        for seed in UInt64(0)..<6 {
            let votes = votes(seed: seed)
            let must = try #require(votes.must)
            let vote = PermissiveVote(votes, size: size)
            let groups = BruteForce.groups(of: size, versions: versions)
            for agree in 1...size {
                var counts = (bad: 0, lost: 0, allowed: 0)
                for group in groups {
                    for demand in 0..<demands {
                        let isAllowed =
                            group.count { votes.allowing[$0].contains(demand) } >= agree
                        if isAllowed { counts.allowed += 1 }
                        if isAllowed && !must.contains(demand) { counts.bad += 1 }
                        if !isAllowed && must.contains(demand) { counts.lost += 1 }
                    }
                }
                let figures = [
                    vote.figures[vote.index(.falsePermissive, agree: agree)],
                    vote.figures[vote.index(.lostPermissive, agree: agree)],
                    vote.figures[vote.index(.allowed, agree: agree)],
                ]
                let expected = [
                    Double(counts.bad) / Double(groups.count * (demands - must.count)),
                    Double(counts.lost) / Double(groups.count * must.count),
                    Double(counts.allowed) / Double(groups.count * demands),
                ]
                #expect(areNear(figures, expected))
            }
        }
    }

    @Test func `without demands that must be allowed nothing can be lost or kept`() {
        let none = PermissiveVotes(
            allowing: votes(seed: 1).allowing, must: DemandSet(count: demands), demands: demands)
        let vote = PermissiveVote(none, size: 3)
        #expect(vote.figures[vote.index(.lostPermissive, agree: 2)].isNaN)
        #expect(!vote.figures[vote.index(.falsePermissive, agree: 2)].isNaN)
    }

    @Test func `a rejected ballot allows nothing`() {
        let votes = votes(seed: 2)
        let all = DemandSet(count: demands) { _ in true }
        let left = votes.rejecting(Array(repeating: all, count: versions))
        #expect(left.allowing.allSatisfy { $0.isEmpty })
        #expect(left.must == votes.must)
    }
}
