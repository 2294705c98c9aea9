import Testing
import Voting

/// The clause that failed, with its numbers.
@Suite struct CauseTests {
    private func cause(_ policy: any Policy, _ words: String, tolerance: Double = 0) -> Cause? {
        guard case .restrictive(let cause) = policy.decide(.read(words, tolerance: tolerance))
        else { return nil }
        return cause
    }

    @Test func `no quorum tells how many there are and how many are needed`() {
        #expect(
            cause(RequireAgreement(agree: 3), "A A B late open")
                == nil)
        #expect(
            cause(RequireAgreement(agree: 4), "A A B late open")
                == .noQuorum(largest: 2, needed: 4))
        #expect(cause(RequireMajority(replicas: 3), "A B C") == .noQuorum(largest: 1, needed: 2))
        #expect(
            cause(RequireUnanimity(replicas: 3), "A A late") == .noQuorum(largest: 2, needed: 3))
        #expect(cause(TrustSelfCheckingPairs(), "A B C D") == .noPair)
    }

    @Test func `a tie is told from a missing quorum`() {
        #expect(cause(RequireAgreement(agree: 2), "A A B B") == .tie)
        #expect(cause(RequireAgreement(agree: 2), "0 0 9 9", tolerance: 1) == .tie)
        #expect(cause(ElectPlurality(), "A A B B C") == .tie)
        #expect(cause(ElectPlurality(), "A B C D E") == .noQuorum(largest: 1, needed: 2))
    }

    @Test func `too few answers tells how many can still come`() {
        let few = Cause.tooFewAnswers(count: 2, needed: 3)
        for policy in [
            TakeMedian(least: 3), TakeMidValue(least: 3), TakeMean(least: 3),
            TakeGeneralizedMedian(least: 3), TakeWeightedAverage(alpha: 1, least: 3),
            AllowByOrder(agree: 3, more: .higher), RequireDynamicMajority(least: 3),
            ElectDynamicConsensus(least: 3), TakeFaultTolerantMidpoint(replicas: 4, faults: 1),
        ] as [any Policy] {
            #expect(cause(policy, "1 open late late") == few, "\(type(of: policy).name)")
        }
    }

    @Test func `an answer that is not permitted is told from none`() {
        func cause(_ numbers: [Double]) -> Cause? {
            var round = Round(replicas: numbers.count)
            for (replica, number) in numbers.enumerated() {
                var alike = ReplicaSet()
                for other in 0..<replica
                where numbers[other] == number || numbers[other].isNaN && number.isNaN {
                    alike.insert(other)
                }
                round.answer(replica, alike: alike, number: number)
            }
            let policy = PermitByValue(labels: [[65], [66]], needed: [3, 2])
            guard case .restrictive(let cause) = policy.decide(round) else { return nil }
            return cause
        }
        #expect(cause([.nan, .nan, 0]) == .notPermitted)
        // B is one short, A two: the nearer one is told.
        #expect(cause([.nan, 0, 1]) == .noPermission(largest: 1, needed: 2))
        #expect(cause([.nan, 0, 0]) == .noPermission(largest: 2, needed: 3))
        #expect(cause([1, 1, 0]) == nil)
    }

    @Test func `a policy for classes says that a tolerance has none`() {
        for policy in [
            ElectPlurality(), ElectDynamicConsensus(), WeighByHistory(replicas: 3),
            ElectMostLikely(reliabilities: [0.9, 0.9, 0.9], outputs: 9, alpha: 0.9),
        ] as [any Policy] {
            #expect(policy.needs.contains(.classes))
            #expect(cause(policy, "1 1 1", tolerance: 1) == .noClasses)
        }
        #expect(
            cause(SmoothFromPrevious(replicas: 3, within: 1, previous: 9), "1 3 5") == .tooFarApart)
        #expect(
            cause(WeighByHistory(replicas: 3), "A B C")
                == .notEnoughConfidence(largest: 1000, needed: 1501))
    }

    @Test func `degrading is refused where two answers could both win`() {
        #expect(DegradeByStep(replicas: 4, full: 3, agree: 2) != nil)
        #expect(DegradeByStep(replicas: 3, full: 2, agree: 2) != nil)
        #expect(DegradeByStep(replicas: 1, full: 1, agree: 1) != nil)
        #expect(DegradeByStep(replicas: 5, full: 3, agree: 2) == nil)
        #expect(DegradeByStep(replicas: 4, full: 2, agree: 2) == nil)
        #expect(DegradeByStep(replicas: 3, full: 4, agree: 2) == nil)
        #expect(DegradeByStep(replicas: 3, full: 2, agree: 3) == nil)
        #expect(DegradeByStep(replicas: 3, full: 2, agree: 0) == nil)
        #expect(
            DegradeByStep(replicas: 4, full: 3, agree: 2)?.summary.hasSuffix(
                "3 of 4, 2 of 3, 2 of 2") == true)
    }
}
