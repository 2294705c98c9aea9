import Testing
import Voting

/// Demands about which the specification promises nothing.
@Suite struct VoterAdmissionTests {
    private func answer(_ rig: inout Rig, _ answers: [String]) {
        for (replica, answer) in answers.enumerated() { rig.say(replica, answer + "\n") }
    }

    @Test func `a demand outside of the contract is given to nobody and answered restrictively`() {
        var rig = Rig(acceptance: Neighbour())
        rig.give("5\n1000\n7\n")
        answer(&rig, ["6", "6", "6"])
        #expect(rig.released() == "6\nSAFE\n")
        answer(&rig, ["8", "8", "8"])
        #expect(rig.released() == "8\n")
        #expect((0..<3).map { rig.handed(to: $0) } == ["5\n7\n", "5\n7\n", "5\n7\n"])
    }

    @Test func `the ballots sum to the demands but those outside`() {
        var rig = Rig(acceptance: Neighbour())
        rig.give("5\nx\n13\n")
        answer(&rig, ["6", "6", "6"])
        answer(&rig, ["14", "14", "14"])
        rig.end()
        let tally = rig.voter.tally
        #expect(tally.demands == 3 && tally.outside == 1)
        #expect(tally.agreed == 1 && tally.restrictive == 2)
        #expect((0..<3).map { rig.ballots($0).ballots } == [2, 2, 2])
        #expect((0..<3).map { rig.ballots($0).absent } == [0, 0, 0])
        #expect(rig.isFinished == true)
    }

    @Test func `an account tells that a demand is outside, and why`() throws {
        var rig = Rig(acceptance: Neighbour())
        rig.give("nothing\n")
        let account = try #require(rig.accounts().first)
        #expect(account.isOutside && account.verdict == .restrictive)
        #expect(account.demand == Array("nothing".utf8))
        #expect(String(decoding: account.outsideReason, as: UTF8.self) == "not a number below 1000")
    }

    @Test func `a demand outside waits for nobody, but for its turn`() {
        var rig = Rig(acceptance: Neighbour())
        rig.lose(0)
        rig.lose(1)
        rig.give("x\n")
        #expect(rig.released() == "SAFE\n", "it does not wait for a quorum")
        rig.give("5\ny\n")
        rig.pass()
        #expect(rig.released() == "SAFE\n" + "SAFE\n")
    }

    @Test func `a demand outside does not overtake one that is undecided`() {
        var rig = Rig(acceptance: Neighbour()) { $0.framing = .frames }
        rig.give("5\nx\n")
        rig.sayFrame(0, 1, "6")
        #expect(rig.released() == "")
        rig.sayFrame(1, 1, "6")
        #expect(rig.released() == "6\nSAFE\n")
        rig.sayFrame(2, 1, "6")
        rig.give("7\n")
        rig.sayFrame(0, 3, "8")
        rig.sayFrame(1, 3, "8")
        #expect(rig.released() == "8\n", "numbers count all demands")
    }

    @Test func `a latch closes on a demand outside as on any restrictive verdict`() {
        var rig = Rig(acceptance: Neighbour()) { $0.latch = .agreed(inARow: 1) }
        rig.give("x\n")
        for _ in 0..<2 {
            rig.give("5\n")
            answer(&rig, ["6", "6", "6"])
        }
        #expect(rig.released() == "SAFE\nSAFE\n6\n")
    }

    @Test func `a demand outside exhausts no fault hypothesis`() {
        var rig = Rig(acceptance: Neighbour()) { $0.faults = FaultHypothesis(crash: 1) }
        rig.give("x\n")
        #expect(rig.voter.tally.beyondFaults == 0)
    }

    @Test func `an oversized demand is none that the specification is asked about`() {
        var rig = Rig(acceptance: Neighbour())
        rig.give(String(repeating: "1", count: 17) + "\n")
        #expect(rig.released() == "SAFE\n")
        #expect(rig.voter.tally.outside == 0)
        #expect(rig.ballots(0).absent == 1)
    }
}
