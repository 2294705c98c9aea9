import Testing
import Voting

/// The checker must be able to fail: for each policy a twin with a bug in its comparison, which
/// it must find.
@Suite struct PolicyTwinTests {
    /// A wrong comparison: what another policy or parameter would say.
    struct Planted: Sendable, CustomTestStringConvertible {
        var bug: String
        var subject: PolicyCase
        var twin: any Policy

        init(_ bug: String, in subject: PolicyCase, _ twin: any Policy) {
            self.bug = bug
            self.subject = subject
            self.twin = twin
        }

        var testDescription: String { "\(subject.testDescription): \(bug)" }
    }

    @Test(arguments: classes + numbers + others)
    func `a wrong comparison is found`(_ planted: Planted) {
        #expect(PolicyChecker.flaw(of: planted.subject, policy: planted.twin) != nil)
    }

    @Test(arguments: PolicyCases.all.filter { $0.replicas > 1 })
    func `forgetting an open ballot is found`(_ subject: PolicyCase) {
        let twin = Twin(base: subject.policy) { round, base in
            guard case .undecided(let open) = base.decide(round) else { return base.decide(round) }
            let rest = open.subtracting(ReplicaSet(open.first ?? 0))
            return rest.isEmpty ? .restrictive(.tie) : .undecided(rest)
        }
        #expect(PolicyChecker.flaw(of: subject, policy: twin) != nil)
    }

    @Test(arguments: PolicyCases.all)
    func `taking open ballots for missing ones is found`(_ subject: PolicyCase) {
        let twin = Twin(base: subject.policy) { round, base in
            var closed = round
            for replica in round.open { closed.exclude(replica) }
            return base.decide(closed)
        }
        #expect(PolicyChecker.flaw(of: subject, policy: twin) != nil)
    }

    @Test(arguments: PolicyCases.all.filter { $0.isExact })
    func `waiting for what no longer matters is found`(_ subject: PolicyCase) {
        let twin = Twin(base: subject.policy) { round, base in
            round.open.isEmpty ? base.decide(round) : .undecided(round.open)
        }
        // Where every open ballot always matters there is nothing to find.
        let isPatient = ["mean", "weightedAverage", "allow=1 "].contains {
            subject.name.hasPrefix($0)
        }
        let hasFlaw = PolicyChecker.flaw(of: subject, policy: twin) != nil
        #expect(hasFlaw || isPatient || subject.replicas == 1)
    }

    @Test(arguments: PolicyCases.all.filter { $0.replicas > 1 && !isContentWithOne($0) })
    func `letting out a lone answer in place of nothing is found`(_ subject: PolicyCase) {
        let twin = Twin(base: subject.policy) { round, base in
            let decision = base.decide(round)
            guard case .restrictive = decision, let first = round.answered.first
            else { return decision }
            return .agreed(Election(.answer(of: first), supporters: round.same[first]))
        }
        #expect(PolicyChecker.flaw(of: subject, policy: twin) != nil)
    }

    /// Where one answer is enough for something to go out whatever the others say.
    static func isContentWithOne(_ subject: PolicyCase) -> Bool {
        let lone = subject.name.contains("least=1") || subject.name.hasPrefix("allow=1")
        return lone || subject.name == "agree=1 lowest"
    }

    static let classes: [Planted] = [
        Planted(">= into >", in: PolicyCases.agree(2, 3), RequireAgreement(agree: 3)),
        Planted("one too few", in: PolicyCases.agree(3, 4), RequireAgreement(agree: 2)),
        Planted(
            "tie forgotten", in: PolicyCases.agree(2, 4), RequireAgreement(agree: 2, tie: .lowest)),
        Planted(
            "largest forgotten", in: PolicyCases.agree(2, 5, .lowest),
            RequireAgreement(agree: 2)),
        Planted(
            "n/2 without + 1", in: PolicyCases.majority(4), RequireAgreement(agree: 2)),
        Planted(
            "of those answered", in: PolicyCases.majority(5), RequireDynamicMajority(least: 1)),
        Planted("tie forgotten", in: PolicyCases.plurality(2, 4), ElectPlurality(tie: .lowest)),
        Planted(">= into >", in: PolicyCases.plurality(2, 5), ElectPlurality(least: 3)),
        Planted("one missing", in: PolicyCases.unanimity(3), RequireAgreement(agree: 2)),
        Planted(
            "of those answered", in: PolicyCases.unanimity(3), RequireDynamicMajority(least: 2)),
        Planted(
            ">= into >", in: PolicyCases.permit([0: 3, 1: 2], 4),
            PermitByValue(labels: [[65], [66]], needed: [4, 3])),
        Planted(
            "numbers exchanged", in: PolicyCases.permit([0: 3, 1: 2], 4),
            PermitByValue(labels: [[65], [66]], needed: [2, 3])),
        Planted(
            "tie forgotten", in: PolicyCases.permit([0: 2, 1: 2], 5),
            Twin(base: PolicyCases.permit([0: 2, 1: 2], 5).policy) { round, base in
                guard case .restrictive(.tie) = base.decide(round) else {
                    return base.decide(round)
                }
                let first = round.answered.first { round.numbers[$0] == 0 } ?? 0
                return .agreed(Election(.answer(of: first), supporters: round.same[first]))
            }),
        Planted(
            "unlisted let out", in: PolicyCases.permit([0: 1], 3), RequireAgreement(agree: 3)),
        Planted(
            "does not degrade", in: PolicyCases.degrading(2, 3, 4), RequireAgreement(agree: 3)),
        Planted(
            "degrades at once", in: PolicyCases.degrading(2, 3, 4), RequireAgreement(agree: 2)),
        Planted(
            "+ for −", in: PolicyCases.degrading(2, 4, 5),
            DegradeByStep(replicas: 5, full: 5, agree: 2) ?? PolicyCases.majority(5).policy),
        Planted(
            "floor forgotten", in: PolicyCases.degrading(2, 2, 3),
            RequireDynamicMajority(least: 1)),
        Planted("of all", in: PolicyCases.dynamicMajority(2, 5), RequireMajority(replicas: 5)),
        Planted(
            "least forgotten", in: PolicyCases.dynamicMajority(2, 5),
            RequireDynamicMajority(least: 1)),
        Planted(
            "least forgotten", in: PolicyCases.dynamicConsensus(3, 4), ElectDynamicConsensus()),
        Planted("alone never", in: PolicyCases.dynamicConsensus(1, 4), ElectPlurality(least: 2)),
        Planted(
            "pairs shifted by one", in: PolicyCases.pairs(4),
            Twin(base: TrustSelfCheckingPairs()) { round, base in
                guard round.open.isEmpty else { return base.decide(round) }
                for first in [1, 3] where first + 1 < 4 {
                    if round.same[first].contains(first + 1) {
                        return .agreed(
                            Election(.answer(of: first), supporters: round.same[first]))
                    }
                }
                return .restrictive(.noPair)
            }),
        Planted(
            "any two for a pair", in: PolicyCases.pairs(4),
            RequireAgreement(agree: 2, tie: .lowest)),
    ]

    static let numbers: [Planted] = [
        Planted(
            "upper for lower", in: PolicyCases.median(2, 4), TakeMedian(least: 2, even: .upper)),
        Planted("least + 1", in: PolicyCases.median(1, 3), TakeMedian(least: 2)),
        Planted(
            "previous forgotten", in: PolicyCases.midValue(2, 3, 1), TakeMidValue(least: 2)),
        Planted(
            "always the lower", in: PolicyCases.midValue(1, 5, 1.25), TakeMedian(least: 1)),
        Planted(
            "nothing dropped",
            in: PolicyCases.average("trimmedMean", TakeTrimmedMean(drop: 1, least: 3), 1, 3, 4),
            TakeMean(least: 3)),
        Planted(
            "one too many dropped",
            in: PolicyCases.average("mean", TakeMean(least: 3), 0, 3, 4),
            TakeTrimmedMean(drop: 1, least: 3)),
        Planted(
            "mean for midpoint", in: PolicyCases.midpoint(1, 5),
            TakeTrimmedMean(drop: 1, least: 4)),
        Planted(
            "faults not dropped", in: PolicyCases.midpoint(1, 4),
            TakeFaultTolerantMidpoint(replicas: 4, faults: 0)),
        Planted(
            "× for ÷", in: PolicyCases.weightedAverage(0.5, 3),
            TakeWeightedAverage(alpha: 2, least: 2)),
        Planted(
            "weights forgotten", in: PolicyCases.weightedAverage(2, 4),
            TakeTrimmedMean(drop: 0, least: 2)),
        Planted(
            "k + 1", in: PolicyCases.allow(2, 3, .higher), AllowByOrder(agree: 3, more: .higher)),
        Planted(
            "wrong end", in: PolicyCases.allow(3, 4, .lower),
            AllowByOrder(agree: 3, more: .higher)),
        Planted(
            "k forgotten", in: PolicyCases.allow(2, 5, .higher),
            AllowByOrder(agree: 1, more: .higher)),
    ]

    static let others: [Planted] = [
        Planted(
            "nearest struck", in: PolicyCases.generalizedMedian(1, 3), TakeMedian(least: 1)),
        Planted(
            "upper of two", in: PolicyCases.generalizedMedian(2, 4),
            TakeMedian(least: 2, even: .upper)),
        Planted(
            "least forgotten", in: PolicyCases.generalizedMedian(3, 5),
            TakeGeneralizedMedian(least: 2)),
        Planted(
            "n/2 without + 1", in: PolicyCases.formalizedMajority(4, tolerance: 1),
            ElectFormalizedMajority(replicas: 3)),
        Planted(
            "a star for a class", in: PolicyCases.formalizedMajority(5, tolerance: 0.5),
            RequireAgreement(agree: 3)),
        Planted(
            "a class for a star", in: PolicyCases.tolerant(2, 3),
            ElectFormalizedMajority(replicas: 3)),
        Planted(">= into >", in: PolicyCases.tolerant(3, 4), RequireAgreement(agree: 4)),
        Planted(
            "limit forgotten", in: PolicyCases.smoothing(4, 0.75, 0.5),
            SmoothFromPrevious(replicas: 4, within: 100, previous: 0.75)),
        Planted(
            "previous forgotten", in: PolicyCases.smoothing(3, 1, 1),
            SmoothFromPrevious(replicas: 3, within: 1)),
        Planted(
            "majority forgotten", in: PolicyCases.smoothing(5, 1, 0),
            SmoothFromPrevious(replicas: 10, within: 0, previous: 1)),
        Planted(
            "α* forgotten", in: PolicyCases.mostLikely([0.9, 0.9, 0.9, 0.9], 100, 0.999),
            ElectMostLikely(
                reliabilities: [0.9, 0.9, 0.9, 0.9], outputs: 100, alpha: 0.5000001)),
        Planted(
            "all as reliable", in: PolicyCases.mostLikely([0.95, 0.8, 0.6], 10, 0.7),
            ElectMostLikely(reliabilities: [0.8, 0.8, 0.8], outputs: 10, alpha: 0.7)),
        Planted(
            "ρ − 1 into 1", in: PolicyCases.mostLikely([0.9, 0.9, 0.9], 6, 0.95),
            ElectMostLikely(reliabilities: [0.9, 0.9, 0.9], outputs: 2, alpha: 0.95)),
        Planted(
            "past forgotten", in: PolicyCases.history("one was out", 4, ["A A A late"]),
            WeighByHistory(replicas: 4)),
        Planted(
            ">= for >", in: PolicyCases.history("all equal", 3, []), RequireAgreement(agree: 1)),
    ]
}
