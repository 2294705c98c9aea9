import Testing
import Voting

struct AnswerClassTests {
    /// Which of six replicas say the same, from the bits of a number: one a pair.
    private static func round(pairs: UInt64, replicas: Int) -> Round {
        var round = Round(replicas: replicas)
        round.isTransitive = false
        var bit: UInt64 = 0
        for replica in 0..<replicas {
            var alike = ReplicaSet()
            for other in 0..<replica {
                if pairs & (1 << bit) != 0 { alike.insert(other) }
                bit += 1
            }
            round.answer(replica, alike: alike)
        }
        return round
    }

    /// All sets of which any two members say the same and to which nobody can be added.
    private static func maximalSets(_ round: Round) -> Set<ReplicaSet> {
        let all = (1..<(UInt64(1) << UInt64(round.replicas))).map { ReplicaSet(bits: $0) }
        let sets = all.filter { set in set.allSatisfy { set.isSubset(of: round.same[$0]) } }
        return Set(sets.filter { set in !sets.contains { $0 != set && set.isSubset(of: $0) } })
    }

    @Test func `the classes are all maximal sets, whatever four replicas say`() {
        for pairs in 0..<(UInt64(1) << 6) {
            let round = Self.round(pairs: pairs, replicas: 4)
            let classes = AnswerClass.all(in: round).map(\.members)
            #expect(Set(classes) == Self.maximalSets(round), "pairs \(pairs)")
            #expect(classes.count == Set(classes).count)
            #expect(classes.map(\.count) == classes.map(\.count).sorted(by: >))
        }
    }

    @Test func `the classes are all maximal sets, whatever six replicas say`() {
        for pairs in stride(from: UInt64(0), to: 1 << 15, by: 37) {
            let round = Self.round(pairs: pairs, replicas: 6)
            #expect(Set(AnswerClass.all(in: round).map(\.members)) == Self.maximalSets(round))
        }
    }

    @Test func `what would be endless is given up`() {
        // All but one of every three say the same: 3^21 maximal sets.
        var round = Round(replicas: 63)
        round.isTransitive = false
        for replica in 0..<63 {
            var alike = round.answered
            for other in round.answered where other / 3 == replica / 3 { alike.remove(other) }
            round.answer(replica, alike: alike)
        }
        let classes = AnswerClass.all(in: round)
        #expect(classes.count == AnswerClass.countMax)
        #expect(classes.allSatisfy { $0.members.count == 21 })
    }

    @Test func `ballots that do not count are in no class, and numbers have a diameter`() {
        var round = Round(replicas: 4)
        round.isTransitive = false
        round.answer(0, alike: [], number: 1)
        round.exclude(1)
        round.answer(2, alike: [0], number: 1.25)
        round.answer(3, alike: [2], number: 1.5)
        let classes = AnswerClass.all(in: round)
        #expect(classes.map(\.members) == [[0, 2], [2, 3]])
        #expect(classes.map(\.diameter) == [0.25, 0.25])
    }
}
