import Testing
import Voting

/// The bytes of a demand that is put to a replica again are those that the voter handed over.
@Suite struct ReplayedDemandTests {
    private func replayed(
        _ number: UInt64, _ text: String, previous: String = ""
    ) -> ReplayedDemand {
        ReplayedDemand(
            number: number, stamped: Array(text.utf8), previous: Array(previous.utf8),
            verdict: .agreed, answer: Array("a".utf8))
    }

    @Test(arguments: [Framing.lines, .frames, .process])
    func `they are the voter's own`(framing: Framing) {
        var plan: VoterPlan?
        var rig = Rig {
            $0.framing = framing
            $0.hasFeedback = true
            plan = $0
        }
        rig.give("one\n")
        var handed = rig.handed(to: 0)
        #expect(Array(handed.utf8) == plan?.frozen(replayed(1, "one", previous: "SAFE")))
        for replica in 0..<3 {
            if framing == .lines {
                rig.say(replica, "yes\n")
            } else {
                rig.sayFrame(replica, 1, "yes")
            }
        }
        rig.give("two\n")
        handed = rig.handed(to: 0)
        #expect(Array(handed.utf8) == plan?.frozen(replayed(2, "two", previous: "yes")))
    }

    @Test func `behind a stamp stand the consumer's own bytes`() {
        var plan: VoterPlan?
        var rig = Rig {
            $0.stamp = StampRule(hasRandom: true, seed: 3)
            plan = $0
        }
        rig.give("one\n")
        let handed = rig.handed(to: 0)
        let demand = replayed(1, String(handed.dropLast()))
        #expect(plan?.frozen(demand) == Array(handed.utf8))
        #expect(plan.map { Array(demand.body($0)) } == Array("one".utf8))
    }

    @Test func `an answer is found in a record, too`() {
        var plan = VoterPlan(replicas: 2, agree: 2, restrictive: Array("SAFE".utf8))
        #expect(plan.answer(inLine: Array("a b".utf8)) == Array("a b".utf8))
        plan.output = .records
        let line = [UInt8](unsafeUninitializedCapacity: 200) { room, count in
            count = Array("RELEASE".utf8).withUnsafeBytes {
                VerdictRecord.encode(
                    sequence: 42, digest: 7, kind: .agreed, expires: 9, answer: $0,
                    into: UnsafeMutableRawBufferPointer(room))
            }
        }
        #expect(plan.answer(inLine: Array(line.dropLast())) == Array("RELEASE".utf8))
        #expect(plan.answer(inLine: Array("thrice1 42".utf8)) == [])
    }
}
