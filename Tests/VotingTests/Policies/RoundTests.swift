import Testing
import Voting

@Suite struct RoundTests {
    @Test func `each replica is open, answered or out`() {
        let round = Round.read("A late open B crashed")
        #expect(round.configured == ReplicaSet(first: 5))
        #expect(round.answered == [0, 3])
        #expect(round.open == [2])
        #expect(round.out == [1, 4])
        #expect(round.reachable == 3)
    }

    @Test func `who said the same is symmetric`() {
        let round = Round.read("A B A A")
        #expect(round.same == [[0, 2, 3], [1], [0, 2, 3], [0, 2, 3]])
        #expect(round.isTransitive)
    }

    @Test func `under a tolerance who said the same is not transitive`() {
        let round = Round.read("0 1 2", tolerance: 1)
        #expect(round.same == [[0, 1], [0, 1, 2], [1, 2]])
        #expect(!round.isTransitive)
        #expect(round.distance(0, 2) == 2 && round.distance(2, 0) == 2)
        #expect(round.distance(1, 1) == 0)
    }

    @Test func `an answer taken out leaves no trace with the others`() {
        var round = Round.read("A A B")
        round.exclude(0)
        #expect(round.answered == [1, 2] && round.out == [0])
        #expect(round.same == [[], [1], [2]])
        #expect(round.numbers[0].isNaN)
    }

    @Test func `a reset round is a new one`() {
        var used = Round.read("A A late")
        used.reset()
        let new = Round(replicas: 3, hasDistances: true)
        #expect(used.open == new.open && used.answered == new.answered && used.same == new.same)
        #expect(used.numbers.allSatisfy { $0.isNaN })
        #expect(used.distances == new.distances)
    }

    @Test func `64 replicas fit`() {
        var round = Round(replicas: 64)
        for replica in 0..<64 { round.answer(replica, alike: ReplicaSet(first: replica)) }
        #expect(round.same.allSatisfy { $0.count == 64 })
        #expect(RequireUnanimity(replicas: 64).decide(round).isDecided)
    }

    @Test func `the diameter is that of the numbers there are`() {
        var round = Round.read("1 2.5 4 late", tolerance: 10)
        #expect(round.diameter(of: round.answered) == 3)
        #expect(round.diameter(of: [1]) == 0)
        round.exclude(0)
        #expect(round.diameter(of: round.configured) == 1.5)
        #expect(Round(replicas: 2).diameter(of: [0, 1]) == 0)
    }
}
