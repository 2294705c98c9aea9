import Testing
import Voting

@Suite struct FilterByAcceptanceTests {
    @Test func `a rejected answer does not count`() {
        let policy = FilterByAcceptance(RequireMajority(replicas: 3), rejected: [0])
        #expect(policy.says("A A B") == "restrictive")
        #expect(policy.says("B A A") == "A")
        #expect(policy.says("A A open") == "undecided [2]")
        #expect(policy.release == .atLeast(2))
    }

    @Test func `one accepted answer alone is never elected by a majority`() {
        let policy = FilterByAcceptance(RequireMajority(replicas: 3), rejected: [1, 2])
        #expect(policy.says("A B C") == "restrictive")
    }

    /// Over all rounds of four and all sets of rejected: what goes out has only accepted
    /// supporters, and of a policy that doubt makes restrictive nothing more goes out than
    /// without the filter.
    @Test func `a filter only removes`() {
        let words = ["A", "B", "C", "late"]
        let bases: [any Policy] = [
            RequireAgreement(agree: 3), RequireAgreement(agree: 2, tie: .lowest),
            DegradeByStep(replicas: 4, full: 3, agree: 2) ?? RequireMajority(replicas: 4),
            TrustSelfCheckingPairs(), TakeMedian(least: 2),
        ]
        for base in bases {
            for index in 0..<256 {
                let text = (0..<4).map { words[index >> (2 * $0) & 3] }.joined(separator: " ")
                let round = Round.read(text)
                for bits in UInt64(0)..<16 {
                    let rejected = ReplicaSet(bits: bits)
                    let policy = FilterByAcceptance(base, rejected: rejected)
                    var removed = round
                    for replica in rejected { removed.exclude(replica) }
                    #expect(policy.decide(round) == base.decide(removed))
                    guard case .agreed(let election) = policy.decide(round) else { continue }
                    let supporters = election.supporters
                    #expect(supporters.intersection(rejected).isEmpty)
                    #expect(supporters.isSubset(of: round.answered))
                    if case .answer(let replica) = election.value {
                        #expect(!rejected.contains(replica))
                    }
                    if base is RequireAgreement {
                        #expect(round.same[supporters.first ?? 0].count >= supporters.count)
                        if case .restrictive = base.decide(round) {
                            Issue.record("\(text) goes out without \(Array(rejected))")
                        }
                    }
                }
            }
        }
    }

    @Test func `what the policy behind remembers is what was accepted`() {
        var policy = FilterByAcceptance(RequireUnanimity(replicas: 2, confirm: 2))
        let unanimous = Round.read("A A")
        policy.rejected = [1]
        policy.settle(unanimous, policy.decide(unanimous))
        policy.rejected = []
        #expect(policy.says("A A") == "restrictive")
        policy.settle(unanimous, policy.decide(unanimous))
        #expect(policy.says("A A") == "A")
    }
}
