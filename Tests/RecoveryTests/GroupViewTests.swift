import Recovery
import Testing

@Suite struct GroupViewTests {
    private func group(
        replicas: Int = 3, _ adjust: (inout GroupPolicy) -> Void = { _ in }
    ) -> GroupView {
        var policy = GroupPolicy()
        policy.coincidenceNanoseconds = 100
        policy.evidenceNanoseconds = 200
        policy.patienceNanoseconds = 1_000
        adjust(&policy)
        var group = GroupView(replicas: replicas, policy: policy)
        for replica in 0..<replicas {
            group.started(replica, at: 0)
            group.wasInTime(replica, at: 1)
        }
        return group
    }

    @Test func `one slow replica is a suspect, all are the machine`() {
        var group = group()
        group.wasSlow(0, at: 10)
        #expect(!group.blamesMachine(at: 10))
        group.wasSlow(1, at: 20)
        #expect(!group.blamesMachine(at: 20))
        group.wasSlow(2, at: 30)
        #expect(group.blamesMachine(at: 30))
        #expect(group.blamesMachine(at: 129))
        #expect(group.nextInstant == 130)
        #expect(!group.blamesMachine(at: 130))
        group.elapsed(at: 130)
        #expect(group.nextInstant == nil)
    }

    @Test func `slowness at different times is no coincidence`() {
        var group = group()
        group.wasSlow(0, at: 10)
        group.wasSlow(1, at: 111)
        group.wasSlow(2, at: 212)
        #expect(!group.blamesMachine(at: 212))
    }

    @Test func `who answers in time is no longer slow`() {
        var group = group()
        group.wasSlow(0, at: 10)
        group.wasInTime(0, at: 15)
        group.wasSlow(1, at: 20)
        group.wasSlow(2, at: 20)
        #expect(!group.blamesMachine(at: 20))
    }

    @Test func `a single replica cannot be told from the machine`() {
        var group = group(replicas: 1)
        group.wasSlow(0, at: 10)
        #expect(!group.blamesMachine(at: 10))
    }

    @Test func `who is lost for slowness goes on being slow until its successor is heard`() {
        var group = group()
        for replica in 0..<2 { group.lost(replica, isSlowness: true, at: 10) }
        group.started(0, at: 1_000)
        #expect(!group.blamesMachine(at: 1_000))
        group.wasSlow(2, at: 5_000)
        #expect(group.blamesMachine(at: 5_000))
        group.wasInTime(0, at: 6_000)
        group.wasSlow(2, at: 6_001)
        #expect(!group.blamesMachine(at: 8_000))
    }

    @Test func `who crashed or is ejected says nothing about time`() {
        var group = group()
        group.lost(0, isSlowness: false, at: 10)
        group.wasSlow(1, at: 11)
        #expect(!group.blamesMachine(at: 11), "one slow replica and one that is away")
        group.lost(2, isSlowness: true, at: 12)
        #expect(group.blamesMachine(at: 12))
        var other = self.group()
        other.lost(0, isSlowness: true, at: 10)
        other.ejected(0)
        other.lost(2, isSlowness: false, at: 11)
        other.wasSlow(1, at: 12)
        #expect(!other.blamesMachine(at: 12))
    }

    @Test func `who was killed for slowness is slow until it is heard again`() {
        var group = group(replicas: 2)
        group.lost(0, isSlowness: true, at: 10)
        group.started(0, at: 1_000)
        group.wasSlow(1, at: 5_000)
        #expect(group.blamesMachine(at: 5_000))
    }

    @Test func `a word of who is away is late`() {
        var group = group()
        group.lost(0, isSlowness: false, at: 10)
        group.wasInTime(0, at: 11)
        group.lost(1, isSlowness: false, at: 12)
        #expect(!group.hasWitness(against: 2, at: 13))
        group.lost(1, isSlowness: true, at: 14)
        group.wasSlow(2, at: 15)
        #expect(group.blamesMachine(at: 15))
    }

    @Test func `a witness runs and was in time of late`() {
        var group = group()
        #expect(group.hasWitness(against: 0, at: 101))
        #expect(!group.hasWitness(against: 0, at: 102))
        group.wasInTime(1, at: 200)
        #expect(group.hasWitness(against: 0, at: 200))
        #expect(!group.hasWitness(against: 1, at: 200), "nobody is a witness for himself")
        group.lost(1, isSlowness: false, at: 201)
        #expect(!group.hasWitness(against: 0, at: 201))
    }

    @Test func `where the machine says that it thrashes it is blamed for anybody, not for ever`() {
        var group = group()
        group.saw(HostEvidence(pressure: 0.99), at: 5)
        #expect(!group.blamesMachine(at: 5), "nobody is slow")
        group.wasSlow(0, at: 10)
        #expect(group.blamesMachine(at: 10))
        for now: UInt64 in stride(from: 20, through: 2_000, by: 10) {
            group.wasInTime(1, at: now)
            group.saw(HostEvidence(pressure: 0.99), at: now)
            group.wasSlow(0, at: now)
            #expect(group.blamesMachine(at: now) == (now < 1_010 + 90), "\(now)")
        }
        group.wasInTime(0, at: 2_001)
        group.saw(HostEvidence(pressure: 0.99), at: 2_002)
        group.wasSlow(0, at: 2_003)
        #expect(group.blamesMachine(at: 2_003), "its patience begins anew")
    }

    @Test func `old evidence is none`() {
        var group = group()
        group.saw(HostEvidence(stolen: 0.5), at: 5)
        group.wasSlow(0, at: 206)
        #expect(!group.blamesMachine(at: 206))
        group.saw(HostEvidence(stolen: 0.5), at: 207)
        #expect(group.blamesMachine(at: 207))
    }

    @Test(arguments: [
        (HostEvidence(), false), (HostEvidence(pressure: 0.94), false),
        (HostEvidence(pressure: 0.95), true), (HostEvidence(stolen: 0.2), true),
        (HostEvidence(majorFaults: 1_000), true),
        (HostEvidence(oversleptNanoseconds: 100_000_000), true),
        (HostEvidence(stoppedReplicas: 2), false), (HostEvidence(stoppedReplicas: 3), true),
    ])
    func `each kind of evidence has its limit`(evidence: HostEvidence, isThrashing: Bool) {
        #expect(HostLimits().areExceeded(by: evidence, replicas: 3) == isThrashing)
    }

    @Test func `one stopped replica is nobody else's doing`() {
        let evidence = HostEvidence(stoppedReplicas: 1)
        #expect(!HostLimits().areExceeded(by: evidence, replicas: 1))
    }
}
