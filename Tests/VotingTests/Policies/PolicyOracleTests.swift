import Testing
import Voting

/// Every policy over every round of up to five replicas.
@Suite struct PolicyOracleTests {
    @Test(arguments: PolicyCases.all)
    func `a policy does what its plain rule says, keeps its axioms, and decides on time`(
        _ subject: PolicyCase
    ) {
        #expect(PolicyChecker.flaw(of: subject) == nil)
    }

    @Test func `every policy that can be configured is checked`() {
        let checked = Set(PolicyCases.all.map { type(of: $0.policy).name })
        #expect(Set(PolicyText.names).subtracting(checked).isEmpty)
    }

    @Test(arguments: ["late", "silent", "crashed", "malformed", "absent", "rejected"])
    func `whatever the reason, a ballot without an answer is out`(_ word: String) {
        let round = Round.read("A A \(word)")
        #expect(round.out == [2])
        #expect(RequireMajority(replicas: 3).says("A A \(word)") == "A")
        #expect(RequireUnanimity(replicas: 3).says("A A \(word)") == "restrictive")
    }
}
