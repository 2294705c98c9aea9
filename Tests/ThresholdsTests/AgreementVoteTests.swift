import Testing
import Thresholds

@Suite struct AgreementVoteTests {
    private func rates(_ vote: AgreementVote, _ figures: [Double], agree: Int) -> [Double] {
        AgreementVote.Outcome.allCases.map { figures[vote.index($0, agree: agree)] }
    }

    @Test(arguments: 1...6, [true, false])
    func `counting groups is looking at every one of them`(size: Int, hasTruth: Bool) {
        for seed in UInt64(0)..<6 {
            let votes = BruteForce.table(
                versions: 6, demands: 25, hasTruth: hasTruth, seed: seed)
            let vote = AgreementVote(votes, size: size)
            let figures = vote.figures
            for agree in 1...size {
                let expected = BruteForce(votes: votes).rates(size: size, agree: agree)
                #expect(areNear(rates(vote, figures, agree: agree), expected))
                let tie = BruteForce(votes: votes).tieRate(size: size, agree: agree)
                #expect(abs(vote.tieRate(agree: agree) - tie) < 1e-12)
            }
        }
    }

    @Test func `groups of versions drawn twice would be counted differently`() {
        let votes = BruteForce.table(versions: 6, demands: 25, seed: 1)
        let vote = AgreementVote(votes, size: 3)
        let planted = BruteForce(votes: votes).rates(
            size: 3, agree: 2,
            groups: BruteForce.groups(of: 3, versions: 6, withReplacement: true))
        #expect(!areNear(rates(vote, vote.figures, agree: 2), planted, within: 1e-3))
    }

    @Test func `in a resample a group counts as often as its members were drawn`() {
        let votes = BruteForce.table(versions: 6, demands: 25, seed: 2)
        let multiplicity = [2.0, 0, 1, 0, 3, 1]
        let vote = AgreementVote(votes, size: 3)
        var weights = Array(repeating: 0.0, count: vote.patternCount)
        for pattern in vote.patternOfDemand { weights[Int(pattern)] += 1 }
        let figures = vote.figures(multiplicity: multiplicity, weights: weights)
        for agree in 1...3 {
            let expected = BruteForce(votes: votes).rates(
                size: 3, agree: agree, weights: multiplicity)
            #expect(areNear(rates(vote, figures, agree: agree), expected))
        }
    }

    @Test func `a resample with too few different versions has no figure`() {
        let vote = AgreementVote(BruteForce.table(versions: 4, demands: 3, seed: 3), size: 3)
        let weights = Array(repeating: 1.0, count: vote.patternCount)
        let figures = vote.figures(multiplicity: [3, 1, 0, 0], weights: weights)
        #expect(figures.allSatisfy { $0.isNaN })
    }

    @Test func `what nobody gets wrong together is wrong in exactly no group`() {
        let votes = RecordedVotes(
            classes: (0..<64).map { [Int32($0), 0] }, truth: [100, 0])
        let vote = AgreementVote(votes, size: 32)
        #expect(vote.figures[vote.index(.wrong, agree: 17)] == 0)
        #expect(vote.figures[vote.index(.wrong, agree: 2)] == 0)
        #expect(abs(vote.figures[vote.index(.wrong, agree: 1)] - 0.5) < 1e-12)
    }
}
