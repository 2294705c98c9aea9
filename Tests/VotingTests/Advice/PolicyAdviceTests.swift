import Testing
import Voting

/// The advice held against what the policies really decide, over all closed ballots.
@Suite struct PolicyAdviceTests {
    private enum Replica: Int {
        case right, none, wrong, otherwise
    }

    private static let texts = [
        "agree", "agree=2,tie=restrictive", "agree=2,tie=lowest", "majority", "unanimity",
        "allow,more=higher", "allow=2,more=lower", "permit,R=3,W=2,X=2", "permit,R=2,W=3,X=1",
        "degrading", "degrading=2,full=3", "dynamicMajority", "dynamicMajority=2", "pairs",
        "formalizedMajority", "plurality", "mean", "median", "dynamicConsensus",
        "smoothing,within=1", "midValue", "mostLikely,outputs=3,reliability=0.9",
    ]

    /// Every policy of the list for up to five replicas, with what is advised about it.
    private static let advised: [(text: String, policy: any Policy, advice: ThresholdAdvice)] =
        (2...5).flatMap { replicas in
            texts.compactMap { text in
                let majority = ThresholdAdvice.majority(of: replicas)
                guard
                    let policy = try? PolicyText.parse(text, replicas: replicas, agree: majority)
                else { return nil }
                var advice = ThresholdAdvice(
                    replicas: replicas, agree: min(2, majority), policy: policy,
                    restrictive: Array("X".utf8))
                advice.tie = policy.tieRule
                return (text, policy, advice)
            }
        }

    @Test func `no policy that is allowed lets out what fewer than its quorum gave`() {
        #expect(Set(Self.advised.map(\.text)) == Set(Self.texts))
        var allowed: Set<String> = []
        var policiesThatLie: Set<String> = []
        for (text, policy, advice) in Self.advised {
            if advice.isAllowed { allowed.insert(text) }
            for ballots in Self.ballots(advice.replicas) {
                let isWrong = Self.isWrong(policy, ballots)
                let wrong = ballots.count { $0 == .wrong || $0 == .otherwise }
                if isWrong == true, wrong < advice.quorum {
                    if !advice.isAllowed { policiesThatLie.insert(text) }
                    #expect(!advice.isAllowed, "\(text) of \(advice.replicas): \(ballots)")
                }
            }
        }
        #expect(allowed.isSuperset(of: ["agree", "unanimity", "pairs", "degrading=2,full=3"]))
        #expect(allowed.isDisjoint(with: ["mean", "median", "dynamicConsensus"]))
        // What is refused is refused for a reason: with these a wrong answer does go out.
        #expect(policiesThatLie.isSuperset(of: ["median", "mean"]))
    }

    @Test func `an answer goes out while no more are lost or wrong than is told`() {
        var told = 0
        for (text, policy, advice) in Self.advised {
            guard let fact = advice.findings.first(where: { $0.text.contains(", and one goes") })
            else { continue }
            told += 1
            let bound = fact.text.contains(" of them wrong") ? advice.quorum - 1 : .max
            for ballots in Self.ballots(advice.replicas) {
                let wrong = ballots.count { $0 == .wrong || $0 == .otherwise }
                let lost = ballots.count { $0 == .none }
                if wrong + lost <= advice.replicas - advice.quorum, wrong <= bound {
                    #expect(
                        Self.isWrong(policy, ballots) == false,
                        "\(text) of \(advice.replicas): \(ballots)")
                }
            }
        }
        #expect(told > 10)
    }

    @Test func `a policy that remembers earlier demands is refused, but for confirmation`() throws {
        let texts = ["smoothing,within=1", "midValue", "history", "unanimity,confirm=2"]
        for text in texts {
            let policy = try PolicyText.parse(text, replicas: 5, agree: 3)
            #expect(policy.needs.contains(.memory))
            let advice = ThresholdAdvice(
                replicas: 5, agree: 3, policy: policy, restrictive: Array("X".utf8))
            #expect(advice.isAllowed == text.hasPrefix("unanimity"), "\(text)")
        }
    }

    @Test func `a rule for ties is found in a policy's text and not in its answers`() throws {
        func rule(_ text: String) throws -> TieRule? {
            try PolicyText.parse(text, replicas: 5, agree: 3).tieRule
        }
        #expect(try rule("agree") == .restrictive)
        #expect(try rule("agree=2,tie=lowest") == .lowest)
        #expect(try rule("majority") == nil)
        #expect(try rule("permit,tie=3") == nil)
    }

    private static func ballots(_ replicas: Int) -> [[Replica]] {
        (0..<(1 << (2 * replicas))).map { code in
            (0..<replicas).map { Replica(rawValue: code >> (2 * $0) & 3) ?? .none }
        }
    }

    /// Nil when nothing goes out, or the restrictive answer, X.
    private static func isWrong(_ policy: any Policy, _ ballots: [Replica]) -> Bool? {
        let hasLabels = policy.needs.contains(.labels)
        var round = Round(
            replicas: ballots.count, hasDistances: policy.needs.contains(.distances))
        for (replica, ballot) in ballots.enumerated() {
            guard ballot != .none else {
                round.exclude(replica)
                continue
            }
            let alike = round.answered.filter { ballots[$0] == ballot }
            // As numbers, wrong ones lie on both sides of the right one.
            let labels: [Replica: Double] = [.right: 0, .wrong: 1, .otherwise: 2]
            let numbers: [Replica: Double] = [.right: 0, .wrong: 10, .otherwise: -10]
            let others = round.answered
            round.answer(
                replica, alike: alike.reduce(into: ReplicaSet()) { $0.insert($1) },
                number: (hasLabels ? labels : numbers)[ballot] ?? .nan)
            guard policy.needs.contains(.distances) else { continue }
            for other in others {
                round.setDistance(replica, other, ballots[other] == ballot ? 0 : 10)
            }
        }
        guard case .agreed(let election) = policy.decide(round) else { return nil }
        guard case .answer(let replica) = election.value else { return true }
        if let allow = policy as? AllowByOrder {
            // A more restrictive limit than the right one is not wrong.
            return ballots[replica] == (allow.more == .higher ? .wrong : .otherwise)
        }
        if hasLabels && ballots[replica] == .otherwise { return nil }
        return ballots[replica] != .right
    }
}
