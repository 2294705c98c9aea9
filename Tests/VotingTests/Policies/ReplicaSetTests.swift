import Testing
import Voting

@Suite struct ReplicaSetTests {
    @Test func `the first so many are in it and no others`() {
        for count in 0...64 {
            let set = ReplicaSet(first: count)
            #expect(set.count == count)
            #expect(Array(set) == Array(0..<count))
            #expect(set.isEmpty == (count == 0))
            #expect(set.first == (count == 0 ? nil : 0))
        }
    }

    @Test func `replica 63 is one like any other`() {
        var set: ReplicaSet = [63, 5]
        #expect(Array(set) == [5, 63])
        #expect(set.contains(63) && !set.contains(62))
        set.remove(63)
        #expect(set == ReplicaSet(5))
        set.insert(63)
        #expect(set.subtracting([5]) == [63])
    }

    @Test func `union, intersection and subset are those of sets`() {
        for one in UInt64(0)..<32 {
            for other in UInt64(0)..<32 {
                let (a, b) = (ReplicaSet(bits: one), ReplicaSet(bits: other))
                let (plainA, plainB) = (Set(a), Set(b))
                #expect(Set(a.union(b)) == plainA.union(plainB))
                #expect(Set(a.intersection(b)) == plainA.intersection(plainB))
                #expect(Set(a.subtracting(b)) == plainA.subtracting(plainB))
                #expect(a.isSubset(of: b) == plainA.isSubset(of: plainB))
            }
        }
    }
}
