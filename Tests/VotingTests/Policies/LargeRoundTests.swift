import Testing
import Voting

/// Properties of every policy with up to 64 replicas, over seeded histories of closing ballots.
@Suite struct LargeRoundTests {
    static let seeds: [UInt64] = Array(1...12)

    private static func policies(_ replicas: Int) -> [any Policy] {
        let texts = [
            "agree=\(replicas / 2 + 1)", "agree=1,tie=lowest", "majority", "plurality",
            "plurality=1,tie=lowest", "unanimity", "permit,A=\(replicas / 2 + 1),B=1",
            "degrading=\(max(1, replicas / 4))", "median", "median,least=1,even=upper",
            "midValue", "generalizedMedian", "mean", "trimmedMean=\((replicas - 1) / 3)",
            "midpoint=\((replicas - 1) / 3)", "formalizedMajority", "weightedAverage,alpha=2",
            "history", "smoothing,within=1", "mostLikely,reliability=0.8,outputs=100",
            "dynamicMajority", "dynamicConsensus", "pairs",
            "allow=\(replicas / 3 + 1),more=higher", "allow=1,more=lower",
        ]
        return texts.compactMap {
            try? PolicyText.parse($0, replicas: replicas, agree: replicas / 2 + 1)
        }
    }

    /// Closes ballots in any order and asks after each: once decided, always decided so; only
    /// open ballots matter; a ballot that does not matter changes nothing.
    @Test(arguments: seeds) func `a decision stands, whatever comes`(seed: UInt64) {
        var random = RoundRandom(state: seed)
        for _ in 0..<25 {
            let replicas = Int.random(in: 1...64, using: &random)
            let tolerance = Bool.random(using: &random) ? 1.0 : 0
            let answers = Int.random(in: 1...4, using: &random)
            let ballots: Ballots = (0..<replicas).map { _ in
                Int.random(in: 0..<8, using: &random) == 0
                    ? nil : Double(Int.random(in: 0..<answers, using: &random))
            }
            let order = Array(0..<replicas).shuffled(using: &random)
            for policy in Self.policies(replicas) {
                let flaw = Self.flaw(of: policy, ballots, order, tolerance)
                #expect(flaw == nil, "seed \(seed): \(policy.text) of \(replicas)")
            }
        }
    }

    @Test func `a policy that decides too early is found`() {
        let twin = Twin(base: RequireMajority(replicas: 40)) { round, base in
            let decision = base.decide(round)
            return round.answered.count > 20 && !decision.isDecided ? .restrictive(.tie) : decision
        }
        let ballots: Ballots = (0..<40).map { $0 % 3 == 0 ? 1 : 0 }
        #expect(Self.flaw(of: twin, ballots, Array(0..<40), 0) != nil)
    }

    private static func flaw(
        of policy: any Policy, _ ballots: Ballots, _ order: [Int], _ tolerance: Double
    ) -> String? {
        var round = Round(replicas: ballots.count, hasDistances: true)
        var decided: Decision?
        for replica in order {
            let before = policy.decide(round)
            if case .undecided(let open) = before {
                if decided != nil { return "undecided again" }
                if open.isEmpty || !open.isSubset(of: round.open) { return "not open" }
            } else if let first = decided {
                if !isSame(first, before, ballots) { return "\(first), then \(before)" }
            } else {
                decided = before
            }
            if case .agreed(let election) = before, case .atLeast(let least) = policy.release,
                election.supporters.count < least
            {
                return "only \(election.supporters.count) of \(least)"
            }
            round.close(replica, ballots, tolerance: tolerance)
        }
        let last = policy.decide(round)
        if !last.isDecided { return "never decided" }
        if let decided, !isSame(decided, last, ballots) { return "\(decided), at last \(last)" }
        return nil
    }

    private static func isSame(_ one: Decision, _ other: Decision, _ ballots: Ballots) -> Bool {
        one.outcome(ballots) == other.outcome(ballots)
    }

    @Test func `the worst relation for mutual sets is restrictive in time, not a hang`() {
        // Moon and Moser's: all pairs the same but those within a triple, 3^21 maximal sets.
        var round = Round(replicas: 63)
        round.isTransitive = false
        for replica in 0..<63 {
            let triple = ReplicaSet(first: replica / 3 * 3)
            round.answer(replica, alike: triple)
        }
        #expect(
            ElectFormalizedMajority(replicas: 40).decide(round) == .restrictive(.tooManySteps))
    }

    @Test func `one of 64 is as good as another`() {
        // Every replica in turn is the last one needed.
        for replica in 0..<64 {
            var round = Round(replicas: 64)
            for other in 0..<64 where other != replica {
                if other < 32 || other == 32 && replica < 32 {
                    round.answer(other, alike: round.answered, number: 1)
                } else {
                    round.exclude(other)
                }
            }
            let majority = RequireMajority(replicas: 64)
            #expect(majority.decide(round) == .undecided(ReplicaSet(replica)))
            round.answer(replica, alike: round.answered, number: 1)
            guard case .agreed(let election) = majority.decide(round) else {
                Issue.record("\(replica)")
                continue
            }
            #expect(election.supporters.count == 33)
        }
    }
}
