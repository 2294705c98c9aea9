import Testing
import Voting

/// Demands about which nothing is promised in the state that a replica is in.
@Suite struct VoterContractTests {
    private func exchange(_ rig: inout Rig, _ demand: String, _ answers: [String]) {
        rig.give(demand + "\n")
        for (replica, answer) in answers.enumerated() where !answer.isEmpty {
            rig.say(replica, answer + "\n")
        }
    }

    private func asking(limit: Int, _ adjust: (inout VoterPlan) -> Void = { _ in }) -> Rig {
        Rig(acceptance: Counter(limit: limit, asksState: true)) {
            $0.isStateful = true
            adjust(&$0)
        }
    }

    @Test func `what is outside in every replica's state is given to nobody, and nothing is lost`()
        throws
    {
        var rig = asking(limit: 8) { $0.faults = FaultHypothesis(crash: 1) }
        exchange(&rig, "5", ["5", "5", "5"])
        rig.give("4\n")
        #expect(rig.released() == "5\nSAFE\n")
        let account = try #require(rig.accounts().last)
        #expect(account.isOutside && account.demandNumber == 2)
        #expect(String(decoding: account.outsideReason, as: UTF8.self) == "the total is another")
        exchange(&rig, "3", ["8", "8", "8"])
        #expect(rig.released() == "8\n")
        #expect((0..<3).map { rig.handed(to: $0) } == ["5\n3\n", "5\n3\n", "5\n3\n"])
        let tally = rig.voter.tally
        #expect(tally.demands == 3 && tally.outside == 1 && tally.beyondFaults == 0)
        #expect((0..<3).map { rig.ballots($0).ballots } == [2, 2, 2])
        #expect(rig.condemned.isEmpty)
    }

    @Test func `who is in a state in which it is outside is left out, and goes on afterwards`()
        throws
    {
        var rig = asking(limit: 8)
        exchange(&rig, "5", ["5", "6", "5"])
        exchange(&rig, "3", ["8", "", "8"])
        #expect(rig.released() == "5\n8\n")
        #expect(rig.ballots(1).absent == 1 && rig.voter.tally.outside == 0)
        let account = try #require(rig.accounts().last)
        #expect(account.ballots[1].ballot == .absent && account.ballots[1].acceptance == .outside)
        #expect(account.ballots[1].reason == Array("the total is another".utf8))
        exchange(&rig, "0", ["8", "6", "8"])
        #expect(rig.ballots(1).rejected == 0 && rig.ballots(1).dissented == 2)
        #expect(rig.condemned.isEmpty)
    }

    @Test func `a verdict that needs who was left out is restrictive, though one was asked`() {
        var rig = asking(limit: 8) { $0.faults = FaultHypothesis(crash: 1) }
        exchange(&rig, "5", ["5", "6", "6"])
        exchange(&rig, "3", ["8", "", ""])
        #expect(rig.released() == "6\nSAFE\n")
        #expect(rig.voter.tally.outside == 0, "somebody was asked")
        #expect((0..<3).map { rig.ballots($0).ballots } == [2, 2, 2])
        #expect(rig.voter.tally.beyondFaults == 0)
    }

    @Test func `states must be settled, so a replica holds one demand at most`() {
        var rig = asking(limit: 8) { $0.inFlight = 4 }
        rig.give("5\n4\n3\n")
        #expect(rig.handed(to: 0) == "5\n")
        rig.say(0, "5\n")
        #expect(rig.handed(to: 0) == "3\n")
        #expect(rig.handed(to: 1) == "5\n")
    }

    @Test func `a newcomer is not shown what is outside in its state`() {
        var rig = asking(limit: 8)
        exchange(&rig, "5", ["5", "5", "5"])
        rig.give("4\n")
        exchange(&rig, "1", ["6", "6", "6"])
        rig.lose(1)
        _ = rig.handed(to: 1)
        rig.start(1)
        #expect(rig.handed(to: 1) == "5\n", "what follows must wait for its answer")
        rig.say(1, "6\n")
        #expect(rig.handed(to: 1) == "1\n")
        rig.say(1, "7\n")
        exchange(&rig, "1", ["7", "8", "7"])
        #expect(rig.condemned.map(\.loss) == [.died] && rig.ballots(1).rejected == 0)
    }

    @Test func `where it is seen too late nobody is given up, and it is told once`() throws {
        var rig = Rig(acceptance: Counter(limit: 8)) {
            $0.isStateful = true
            $0.dissentLimit = 1
            $0.faults = FaultHypothesis(crash: 1)
        }
        exchange(&rig, "5", ["5", "5", "5"])
        exchange(&rig, "4", ["9", "9", "9"])
        exchange(&rig, "1", ["6", "6", "6"])
        #expect(rig.released() == "5\nSAFE\nSAFE\n")
        #expect(rig.condemned.isEmpty && rig.voter.tally.outside == 0)
        #expect((0..<3).map { rig.ballots($0).rejected } == [2, 2, 2])
        #expect(rig.voter.tally.beyondFaults == 0)
        var exits: [ContractExit] = []
        while !rig.voter.pendingAccount.isEmpty {
            if let exit = ContractExit(bytes: rig.voter.pendingAccount) {
                exits.append(exit)
                #expect(VerdictAccount(bytes: rig.voter.pendingAccount) == nil)
            }
            rig.voter.toldAccount()
        }
        #expect(exits.map(\.demandNumber) == [2] && exits.map(\.replica) == [0])
        #expect(exits.map(\.reason) == [Array("the total is another".utf8)])
        #expect(exits.map(\.cause) == [.outside])
        // Another process comes to the same end, and is not started again and again.
        rig.lose(1)
        rig.start(1)
        rig.say(1, "5\n9\n6\n")
        exchange(&rig, "1", ["7", "7", "7"])
        #expect(rig.condemned.map(\.loss) == [.died])
        #expect(rig.ballots(1).rejected == 3)
    }

    @Test func `an exit that is cut off is none`() {
        var bytes =
            Array(repeating: UInt8(0), count: 8) + [5, 0, 0, 0, 0, 0, 0, 0, 1, 2]
            + [1, 0, 0, 0]
        bytes.append(0x78)
        #expect(bytes.withUnsafeBytes { ContractExit(bytes: $0)?.reason } == [0x78])
        for count in 0..<bytes.count {
            #expect(bytes.prefix(count).withUnsafeBytes { ContractExit(bytes: $0) } == nil)
        }
        bytes[17] = 9
        #expect(bytes.withUnsafeBytes { ContractExit(bytes: $0) } == nil, "no such cause")
        bytes[17] = 2
        bytes[0] = 1
        #expect(bytes.withUnsafeBytes { ContractExit(bytes: $0) } == nil)
    }
}
