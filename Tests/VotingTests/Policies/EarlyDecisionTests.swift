import Testing
import Voting

/// Where a policy names more open ballots than matter, it still decides as early as it says; and
/// elections carry their supporters and how far those are apart.
@Suite struct EarlyDecisionTests {
    @Test func `a majority at one place decides a generalized median`() {
        let policy = TakeGeneralizedMedian(least: 3)
        #expect(policy.says("1 1 1 open open") == "1")
        #expect(policy.says("1 1 open open open") == "undecided [2, 3, 4]")
        #expect(policy.says("1 1 2 open") == "undecided [3]")
    }

    @Test func `a majority at one place decides a formalized majority`() {
        let policy = ElectFormalizedMajority(replicas: 5)
        #expect(policy.says("1 1 1 open open", tolerance: 1) == "1")
        #expect(policy.says("1 1 1.5 open open", tolerance: 1) == "undecided [3, 4]")
        #expect(policy.says("1 3 5 open 7", tolerance: 1) == "restrictive")
    }

    @Test func `under a tolerance a lower number can still be elected`() {
        let policy = RequireAgreement(agree: 2)
        #expect(policy.says("1 1.5 open", tolerance: 1) == "1")
        #expect(policy.says("9 1 1.5", tolerance: 1) == "1")
        #expect(policy.says("open 1 1.5", tolerance: 1) == "undecided [0]")
        #expect(policy.says("9 1 1.5 late open", tolerance: 1) == "undecided [4]")
    }

    private func election(
        _ policy: any Policy, _ words: String, tolerance: Double = 0
    ) -> Election? {
        guard case .agreed(let election) = policy.decide(.read(words, tolerance: tolerance))
        else { return nil }
        return election
    }

    @Test func `the diameter tells that a star is twice as wide as its tolerance`() {
        #expect(
            election(RequireAgreement(agree: 3), "1 0 2 9", tolerance: 1)
                == Election(.answer(of: 0), supporters: [0, 1, 2], diameter: 2))
        #expect(
            election(RequireUnanimity(replicas: 3), "1 1.5 2", tolerance: 1)?.diameter == 1)
        #expect(
            election(ElectFormalizedMajority(replicas: 3), "1 1.5 2", tolerance: 1)
                == Election(.answer(of: 1), supporters: [0, 1, 2], diameter: 1))
    }

    @Test func `an average is carried by what was not dropped`() {
        #expect(
            election(TakeTrimmedMean(drop: 1, least: 3), "9 1 2 3 0")
                == Election(.number(2), supporters: [1, 2, 3], diameter: 2))
        #expect(
            election(TakeWeightedAverage(alpha: 1, least: 2), "1 3 inf")
                == Election(.number(2), supporters: [0, 1], diameter: 2))
        #expect(
            election(AllowByOrder(agree: 2, more: .lower), "5 3 4")
                == Election(.answer(of: 2), supporters: [1, 2], diameter: 1))
    }

    @Test func `who joins before the end is a supporter in the end`() {
        for policy in [
            RequireAgreement(agree: 2), TakeMedian(least: 2), ElectFormalizedMajority(replicas: 3),
            AllowByOrder(agree: 2, more: .lower),
        ] as [any Policy] {
            guard let early = election(policy, "1 1 open") else {
                Issue.record("\(type(of: policy).name) waits")
                continue
            }
            #expect(early.supporters == [0, 1])
            #expect(policy.supporters(of: early, in: .read("1 1 1")) == [0, 1, 2])
            #expect(policy.supporters(of: early, in: .read("1 1 7")) == [0, 1])
        }
    }
}
