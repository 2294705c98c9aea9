import Testing
import Voting

/// Policies that remember: what a settled demand means for the next.
@Suite struct PolicyMemoryTests {
    /// Decides and settles one demand after the other.
    private func play(_ policy: inout some Policy, _ rounds: [String]) -> [String] {
        rounds.map { words in
            let said = policy.says(words)
            let round = Round.read(words)
            policy.settle(round, policy.decide(round))
            return said
        }
    }

    @Test func `unanimity is confirmed by so many in a row`() {
        var policy = RequireUnanimity(replicas: 2, confirm: 3)
        #expect(policy.needs == .memory)
        let said = play(&policy, ["A A", "B B", "A A", "C C", "A B", "A A", "A late", "A A"])
        #expect(
            said == [
                "restrictive", "restrictive", "A", "C", "restrictive", "restrictive",
                "restrictive", "restrictive",
            ])
    }

    @Test func `while unanimity is not confirmed no ballot is waited for`() {
        var policy = RequireUnanimity(replicas: 2, confirm: 2)
        #expect(policy.says("A open") == "restrictive")
        _ = play(&policy, ["A A"])
        #expect(policy.says("A open") == "undecided [1]")
        #expect(RequireUnanimity(replicas: 2).needs == [])
    }

    @Test func `of two left mid-value select takes that closer to the output before`() {
        var policy = TakeMidValue(least: 2)
        let said = play(
            &policy, ["1 5 6", "late 4 9", "late 9 1", "late late 3", "late 9 1", "8 late 9"])
        #expect(said == ["5", "4", "1", "restrictive", "1", "8"])
    }

    @Test func `smoothing forgets its output after a restrictive verdict`() {
        var policy = SmoothFromPrevious(replicas: 3, within: 1)
        let said = play(&policy, ["1 1 5", "2 4 6", "8 4 3", "20 30 40", "3 4 5", "7 7 9"])
        #expect(said == ["1", "2", "3", "restrictive", "restrictive", "7"])
    }

    @Test func `dissent lowers confidence, support raises it, silence takes it all`() {
        var policy = WeighByHistory(replicas: 3)
        _ = play(&policy, ["A A B"])
        #expect((0..<3).map { policy.confidence(of: $0) } == [1, 1, 0.8])
        _ = play(&policy, ["A A A"])
        #expect(policy.confidence(of: 2) == 0.9)
        _ = play(&policy, ["A A late"])
        #expect(policy.confidence(of: 2) == 0)
        _ = play(&policy, ["A A A"])
        #expect(policy.confidence(of: 2) == 0.1)
        // A restrictive demand tells nothing about who was right.
        _ = play(&policy, ["A B C"])
        #expect((0..<3).map { policy.confidence(of: $0) } == [1, 1, 0.1])
    }

    @Test func `two that are distrusted lose against one that is trusted`() {
        var policy = WeighByHistory(replicas: 4)
        for _ in 0..<4 { _ = play(&policy, ["A A A B"]) }
        _ = play(&policy, ["A A late late"])
        #expect(policy.says("A B B B") == "restrictive")
        #expect(policy.says("A A B B") == "A")
        #expect(policy.says("A A open open") == "A")
        #expect(policy.says("A open open open") == "undecided [1]")
    }

    @Test func `too many errors end it for good`() {
        var options = WeighByHistory.Options()
        options.errors = 2
        var policy = WeighByHistory(replicas: 3, options: options)
        _ = play(&policy, ["A A B", "A A A", "A A B", "A A A", "A A A", "A A A"])
        #expect(policy.confidence(of: 2) == 0)
        #expect(policy.confidence(of: 0) == 1)
    }

    @Test func `a number that never moves is stale`() {
        var options = WeighByHistory.Options()
        options.stale = 3
        var policy = WeighByHistory(replicas: 4, options: options)
        #expect(policy.needs.contains(.numbers))
        _ = play(&policy, ["1 1 1 1", "1 2 2 2"])
        #expect(policy.confidence(of: 0) == 0.8)
        _ = play(&policy, ["1 3 3 3"])
        #expect(policy.confidence(of: 0) == 0)
        _ = play(&policy, ["1 1 1 1"])
        #expect(policy.confidence(of: 0) == 0)
        _ = play(&policy, ["5 5 5 5"])
        #expect(policy.confidence(of: 0) == 0.1)
        #expect(policy.confidence(of: 1) == 1)
    }

    @Test func `when nobody has confidence left all begin anew`() {
        var policy = WeighByHistory(replicas: 2)
        _ = play(&policy, ["late late"])
        #expect(policy.confidence(of: 0) == 1)
        #expect(policy.says("A A") == "A")
    }

    @Test func `whom errors or staleness ended does not begin anew with the others`() {
        var options = WeighByHistory.Options()
        options.errors = 2
        var policy = WeighByHistory(replicas: 2, options: options)
        _ = play(&policy, ["late A", "late late"])
        #expect(policy.confidence(of: 0) == 0)
        #expect(policy.confidence(of: 1) == 1)

        options.errors = 0
        options.stale = 2
        policy = WeighByHistory(replicas: 2, options: options)
        _ = play(&policy, ["1 1", "1 1"])
        #expect(policy.confidence(of: 0) == 0)
        _ = play(&policy, ["2 1"])
        #expect(policy.confidence(of: 0) == 1)
        #expect(policy.confidence(of: 1) == 0)
    }
}
