import Campaigns
import Testing
import Voting

@Suite struct CachedVoteTests {
    private func vote(_ sizes: [VoteSize]) -> CachedVote {
        CachedVote(
            contests: sizes.map {
                CachedVote.Contest(
                    size: $0, rule: VotingRule(replicas: $0.replicas, agree: $0.agree))
            }, replicas: 5, restrictive: Array("APPLY".utf8), schema: .bytes, acceptance: nil)
    }

    private var demand: GoldenDemand {
        var demand = GoldenDemand()
        demand.number = 1
        demand.bytes = Array("1".utf8)
        demand.verdict = Array("GO".utf8)
        demand.answers = Array(repeating: demand.verdict, count: 5)
        return demand
    }

    private let sizes = [
        VoteSize(agree: 2, of: 3), .alone, VoteSize(agree: 2, of: 2),
        VoteSize(agree: 3, of: 5),
    ]

    private func outcomes(_ replies: [Int: HitReply]) -> [EnsembleOutcome] {
        var vote = vote(sizes)
        vote.begin(demand)
        return vote.outcomes(replies)
    }

    private func answer(_ text: String) -> HitReply { .answer(Array(text.utf8)) }

    @Test func `one wrong answer is masked by a majority, and goes out alone`() {
        #expect(
            outcomes([1: answer("GONE")])
                == [.toleratedLogged, .silentWrong, .detectedSafe, .toleratedLogged])
    }

    @Test func `one that is silent is masked, or nothing comes in time`() {
        #expect(
            outcomes([4: .silent])
                == [.toleratedLogged, .noMajority, .noMajority, .toleratedLogged])
    }

    @Test func `the right answer has no effect`() {
        #expect(outcomes([0: answer("GO")]) == Array(repeating: .noEffect, count: 4))
    }

    @Test func `two that are wrong alike win where two are enough`() {
        #expect(
            outcomes([0: answer("ON"), 3: answer("ON")])
                == [.silentWrong, .silentWrong, .silentWrong, .toleratedLogged])
    }

    @Test(arguments: [
        ([2: "ON"], [2]), ([1: "ON", 3: "NO"], [1, 3]), ([0: "ON", 1: "ON", 2: "ON"], [3, 4]),
        ([0: "ON", 1: "ON", 2: "NO", 3: "NO"], []), ([4: "GO"], []),
    ])
    func `who is not with what goes out is pointed at`(_ wrong: [Int: String], _ blamed: [Int]) {
        var vote = vote([VoteSize(agree: 3, of: 5)])
        vote.begin(demand)
        #expect(vote.blamed(wrong.mapValues(answer)) == blamed)
        var silent = wrong.mapValues(answer)
        silent[4] = .silent
        #expect(vote.blamed(silent).contains(4))
    }

    @Test func `two that are wrong differently win nowhere`() {
        #expect(
            outcomes([0: answer("ON"), 3: answer("NO")])
                == [.detectedSafe, .silentWrong, .detectedSafe, .toleratedLogged])
    }

    private func verdict(_ replies: [Int: HitReply]) -> CachedVerdict {
        var vote = vote(sizes.reversed())
        vote.begin(demand)
        return vote.verdict(replies)
    }

    @Test func `its verdict says who carries what goes out`() {
        let (with, against) =
            (
                CachedVerdict.Ballot.answered(isSupporter: true), .answered(isSupporter: false)
            ) as (CachedVerdict.Ballot, CachedVerdict.Ballot)
        let masked = verdict([0: answer("ON"), 1: .silent])
        #expect(masked.released == Array("GO".utf8))
        #expect(masked.ballots == [against, .silent, with, with, with])
        let none = verdict([0: .broken, 1: .silent, 2: answer("ON")])
        #expect(none.released == Array("APPLY".utf8))
        #expect(none.ballots == [.broken, .silent, against, against, against])
    }

    @Test func `a wrong restrictive answer is wrong on the safe side`() {
        #expect(outcomes([2: answer("APPLY")])[1] == .wrongSafeSide)
    }
}
