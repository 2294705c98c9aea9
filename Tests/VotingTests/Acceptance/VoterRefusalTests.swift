import Testing
import Voting

/// What becomes of replicas with state whose answers are not accepted.
@Suite struct VoterRefusalTests {
    private func exchange(_ rig: inout Rig, _ demand: String, _ answers: [String]) {
        rig.give(demand + "\n")
        for (replica, answer) in answers.enumerated() where !answer.isEmpty {
            rig.say(replica, answer + "\n")
        }
        rig.settle()
    }

    private func counting(
        _ adjust: (inout VoterPlan) -> Void = { _ in }
    ) -> Rig {
        Rig(acceptance: Counter()) {
            $0.isStateful = true
            adjust(&$0)
        }
    }

    private func losses(_ rig: inout Rig) -> [Loss] {
        defer { rig.condemned = [] }
        return rig.condemned.map(\.loss)
    }

    private func exits(_ rig: inout Rig) -> [ContractExit] {
        var exits: [ContractExit] = []
        while !rig.voter.pendingAccount.isEmpty {
            if let exit = ContractExit(bytes: rig.voter.pendingAccount) { exits.append(exit) }
            rig.voter.toldAccount()
        }
        return exits
    }

    @Test func `who alone is rejected is given up, for the demand that it was rejected for`() {
        var rig = counting()
        exchange(&rig, "5", ["5", "5", "6"])
        exchange(&rig, "3", ["1", "8", "9"])
        #expect(rig.condemned.map(\.loss) == [.rejected])
        #expect(rig.condemned.map(\.replica) == [0] && rig.condemned.map(\.demand) == [2])
    }

    @Test func `who is rejected is given up as soon as another one is accepted`() {
        var rig = counting()
        exchange(&rig, "5", ["5", "5", "5"])
        exchange(&rig, "3", ["1", "", ""])
        #expect(rig.condemned.isEmpty, "it may be the demand")
        rig.say(1, "8\n")
        rig.settle()
        #expect(rig.condemned.map(\.replica) == [0], "and nobody waits for the third")
        // The other way round.
        rig.say(2, "8\n")
        exchange(&rig, "1", ["", "9", "2"])
        #expect(rig.condemned.map(\.replica) == [0, 2])
    }

    @Test func `where nobody is accepted each is started anew once, and it is told once`() {
        var rig = counting()
        exchange(&rig, "5", ["5", "5", "6"])
        exchange(&rig, "3", ["1", "1", "1"])
        #expect(losses(&rig) == [.rejected, .rejected, .rejected])
        #expect(exits(&rig).isEmpty, "it may have been a transient fault")
        for replica in 0..<3 {
            rig.start(replica)
            rig.say(replica, "5\n")
            rig.say(replica, "1\n")
        }
        exchange(&rig, "1", ["2", "2", "2"])
        exchange(&rig, "1", ["3", "3", "3"])
        #expect(rig.released() == "5\nSAFE\nSAFE\nSAFE\n")
        #expect(losses(&rig).isEmpty, "they would only be led there again")
        // Nor is another process.
        rig.lose(1)
        rig.start(1)
        rig.say(1, "5\n1\n2\n3\n")
        exchange(&rig, "1", ["4", "4", "4"])
        #expect(losses(&rig) == [.died])
        let exits = exits(&rig)
        #expect(exits.map(\.demandNumber) == [2] && exits.map(\.cause) == [.rejected])
        #expect(exits.map(\.reason) == [Array("the total is another".utf8)])
    }

    @Test func `where all failed once they count again after one new start`() {
        var rig = counting()
        exchange(&rig, "5", ["5", "5", "5"])
        exchange(&rig, "3", ["1", "2", "1"])
        for replica in 0..<3 {
            rig.start(replica)
            rig.say(replica, "5\n8\n")
        }
        exchange(&rig, "1", ["9", "9", "9"])
        #expect(rig.released() == "5\nSAFE\n9\n")
        #expect(rig.condemned.count == 3 && exits(&rig).isEmpty)
    }

    @Test func `a defect of all is a loop for nobody, though one was away`() {
        var rig = counting()
        exchange(&rig, "5", ["5", "5", "5"])
        rig.lose(2)
        exchange(&rig, "3", ["1", "1", ""])
        #expect(losses(&rig).count == 3)
        for replica in 0..<3 {
            rig.start(replica)
            rig.say(replica, "5\n1\n")
        }
        exchange(&rig, "1", ["2", "2", "2"])
        #expect(losses(&rig).isEmpty && exits(&rig).map(\.demandNumber) == [2])
    }

    @Test func `one transient fault while the others are away ends nothing`() {
        var rig = counting()
        exchange(&rig, "5", ["5", "5", "5"])
        rig.lose(1)
        rig.lose(2)
        rig.give("3\n")
        rig.pass()
        rig.say(0, "1\n")
        rig.settle()
        #expect(losses(&rig) == [.died, .died, .rejected] && exits(&rig).isEmpty)
        for replica in 0..<3 {
            rig.start(replica)
            rig.say(replica, "5\n8\n")
        }
        exchange(&rig, "1", ["9", "9", "9"])
        #expect(rig.released() == "5\nSAFE\n9\n")
    }

    @Test func `who was accepted and died is somebody`() {
        var rig = counting { $0.agree = 3 }
        exchange(&rig, "5", ["5", "5", "5"])
        exchange(&rig, "3", ["", "8", ""])
        rig.lose(1)
        rig.say(0, "1\n")
        rig.settle()
        #expect(rig.condemned.map(\.loss) == [.died, .rejected] && exits(&rig).isEmpty)
    }

    @Test func `what could not be decided is its own fault while another one is accepted`() {
        var rig = counting()
        exchange(&rig, "5", ["5", "?", "5"])
        #expect(losses(&rig) == [.undecided])
        rig.start(1)
        rig.say(1, "5\n")
        exchange(&rig, "1", ["6", "6", "6"])
        #expect(rig.ballots(1).agreed == 1, "it counts again")
        // Again on the way back: then it is of no use to start it once more.
        exchange(&rig, "1", ["7", "?", "7"])
        rig.start(1)
        rig.say(1, "5\n6\n?\n")
        exchange(&rig, "1", ["8", "8", "8"])
        #expect(losses(&rig) == [.undecided] && exits(&rig).map(\.cause) == [.undecided])
    }

    @Test func `an answer that cannot be read is told as that, not as a broken machine`() {
        var rig = counting()
        exchange(&rig, "5", ["5", "what", "5"])
        #expect(losses(&rig) == [.unreadable])
        #expect(Loss.unreadable.text.hasPrefix("said what cannot be read"))
        var framed = counting { $0.framing = .frames }
        framed.give("5\n")
        framed.sayFrame(0, 1, "5\n5")
        framed.sayFrame(1, 1, "5")
        framed.settle()
        #expect(losses(&framed) == [.unreadable])
    }

    @Test func `what nobody's answer could be read of is no loop either`() {
        var rig = counting { $0.framing = .frames }
        rig.give("5\n")
        for replica in 0..<3 { rig.sayFrame(replica, 1, "5\n5") }
        rig.settle()
        #expect(losses(&rig) == [.unreadable, .unreadable, .unreadable])
        for replica in 0..<3 {
            rig.start(replica)
            rig.sayFrame(replica, 1, "5\n5")
        }
        rig.give("1\n")
        for replica in 0..<3 { rig.sayFrame(replica, 2, "6") }
        rig.settle()
        #expect(losses(&rig).isEmpty && exits(&rig).map(\.cause) == [.rejected])
    }

    @Test func `without state of the specification a shared wrong answer is nobody's end`() {
        var rig = Rig(acceptance: Neighbour()) { $0.isStateful = true }
        exchange(&rig, "5", ["9", "what", "9"])
        #expect(rig.condemned.isEmpty)
        rig.lose(1)
        rig.start(1)
        rig.say(1, "9\n")
        exchange(&rig, "5", ["6", "6", "6"])
        #expect(losses(&rig) == [.died] && rig.released() == "SAFE\n6\n")
    }

    @Test func `a dissent limit counts rejections only where another one was accepted`() {
        var rig = Rig(acceptance: Neighbour()) { $0.dissentLimit = 2 }
        for _ in 0..<4 { exchange(&rig, "5", ["9", "9", "9"]) }
        #expect(rig.condemned.isEmpty)
        exchange(&rig, "5", ["6", "9", "6"])
        exchange(&rig, "5", ["6", "9", "6"])
        #expect(rig.condemned.map(\.loss) == [.dissented])
        #expect(rig.condemned.map(\.demand) == [6])
    }

    @Test func `why is told however many demands were told of before`() {
        var rig = Rig(acceptance: Counter(limit: 1001)) { $0.isStateful = true }
        rig.lose(2)
        var exits: [ContractExit] = []
        for total in 1...1002 {
            exchange(&rig, "1", ["\(total)", "\(total)"])
            exits += self.exits(&rig)
        }
        #expect(exits.map(\.demandNumber) == [1002])
        #expect(exits.map(\.reason) == [Array("the total is another".utf8)])
    }
}
