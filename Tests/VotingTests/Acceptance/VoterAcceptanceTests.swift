import Testing
import Voting

/// What a specification without state adds to the vote.
@Suite struct VoterAcceptanceTests {
    private let test = Neighbour()

    private func exchange(_ rig: inout Rig, _ demand: String, _ answers: [String]) -> String {
        rig.give(demand + "\n")
        for (replica, answer) in answers.enumerated() where !answer.isEmpty {
            rig.say(replica, answer + "\n")
        }
        return rig.released()
    }

    @Test func `replicas that agree on what the specification forbids lose their ballots`() {
        var rig = Rig(acceptance: test)
        #expect(exchange(&rig, "5", ["9", "9", "9"]) == "SAFE\n")
        #expect((0..<3).map { rig.ballots($0).rejected } == [1, 1, 1])
        #expect((0..<3).map { rig.ballots($0).ballots } == [1, 1, 1])
        #expect(rig.ballots(0).undecided == 0)
    }

    @Test func `acceptance only removes ballots, and never lets one replica's word out alone`() {
        var rig = Rig(acceptance: test)
        #expect(exchange(&rig, "5", ["6", "9", "9"]) == "SAFE\n")
        #expect(rig.ballots(0).dissented == 1, "accepted, and not what went out")
        #expect(rig.ballots(1).rejected == 1)
    }

    @Test func `where several answers are allowed the rule decides among them`() {
        var rig = Rig(acceptance: test)
        #expect(exchange(&rig, "5", ["6", "4", "6"]) == "6\n")
        #expect(rig.ballots(1).dissented == 1 && rig.ballots(1).rejected == 0)
        #expect(exchange(&rig, "7", ["5", "8", "8"]) == "8\n")
        #expect(rig.ballots(0).rejected == 1 && rig.voter.tally.masked == 2)
    }

    @Test func `a ballot that cannot be decided is rejected, and counted apart as well`() {
        var rig = Rig(acceptance: test)
        #expect(exchange(&rig, "13", ["14", "14", "14"]) == "SAFE\n")
        #expect(rig.ballots(0).rejected == 1 && rig.ballots(0).undecided == 1)
        #expect(rig.ballots(0).ballots == 1)
        #expect(rig.accounts().first?.ballots[0].acceptance == .undecided)
    }

    @Test func `an account tells why a ballot was rejected`() throws {
        var rig = Rig(acceptance: test)
        _ = exchange(&rig, "5", ["6", "9", "6"])
        let account = try #require(rig.accounts().first)
        #expect(account.ballots.map(\.ballot) == [.answered, .rejected, .answered])
        #expect(account.ballots.map(\.acceptance) == [.accepted, .rejected, .accepted])
        let reasons = account.ballots.map { String(decoding: $0.reason, as: UTF8.self) }
        #expect(reasons == ["", "not next to 5: 9", ""])
        #expect(account.ballots[1].answer == [UInt8(ascii: "9")])
        #expect(!account.isOutside)
    }

    @Test func `a reason is asked for only as long as it is told`() {
        var rig = Rig(acceptance: test)
        for _ in 0..<1200 {
            _ = exchange(&rig, "5", ["6", "9", "6"])
            _ = rig.accounts()
        }
        #expect(test.reasonsAsked == Int(Voter.accountsMax))
    }

    @Test func `the reason of an earlier demand is never told of a later one`() throws {
        var rig = Rig(acceptance: test)
        for _ in 0..<9 { _ = exchange(&rig, "5", ["6", "9", "6"]) }
        _ = rig.accounts()
        for _ in 0..<9 { _ = exchange(&rig, "5", ["6", "4", "6"]) }
        let accounts = rig.accounts()
        #expect(accounts.count == 9)
        #expect(accounts.allSatisfy { $0.ballots.allSatisfy { $0.reason.isEmpty } })
    }

    @Test func `an answer that the schema cannot read is malformed, not rejected`() {
        var rig = Rig(acceptance: test) { $0.answer = "whole; a integer" }
        #expect(exchange(&rig, "5", ["6", "six", "6"]) == "6\n")
        #expect(rig.ballots(1).malformed == 1 && rig.ballots(1).rejected == 0)
        #expect(exchange(&rig, "5", ["6", "8", "6"]) == "6\n")
        #expect(rig.ballots(1).malformed == 1 && rig.ballots(1).rejected == 1)
        #expect(exchange(&rig, "5", ["8", "8", "6"]) == "SAFE\n", "read, and yet not counted")
    }

    @Test func `a rejection is a dissent, also where nothing was agreed on`() {
        var rig = Rig(acceptance: test) { $0.dissentLimit = 2 }
        _ = exchange(&rig, "5", ["9", "4", "6"])
        #expect(rig.condemned.isEmpty)
        _ = exchange(&rig, "5", ["9", "4", "6"])
        #expect(rig.condemned.map(\.replica) == [0])
        #expect(rig.condemned.map(\.loss) == [.dissented])
    }

    @Test func `a rejected answer is a failed replica, an accepted one is not`() {
        func beyond(
            _ answers: [String], _ faults: FaultHypothesis = FaultHypothesis(symmetric: 1)
        ) -> UInt64 {
            var rig = Rig(acceptance: Neighbour()) { $0.faults = faults }
            _ = exchange(&rig, "5", answers)
            return rig.voter.tally.beyondFaults
        }
        #expect(beyond(["9", "9", "6"]) == 1)
        #expect(beyond(["9", "6", "6"]) == 0)
        #expect(beyond(["9", "4", "6"]) == 0, "two that differ may both be right")
        #expect(beyond(["9", "6", "6"], FaultHypothesis(crash: 1)) == 1, "it said something wrong")
    }

    @Test func `a late answer is not judged where nothing depends on it`() {
        var rig = Rig(acceptance: test)
        rig.give("5\n")
        rig.say(0, "6\n")
        rig.say(1, "6\n")
        rig.pass()
        rig.say(2, "9\n")
        #expect(test.judged == ["0: 5 6", "1: 5 6"])
        #expect(rig.ballots(2).late == 1 && rig.ballots(2).lateDissented == 1)
        #expect(rig.ballots(2).lateRejected == 0)
    }

    @Test func `frames are judged by what is in them`() {
        var rig = Rig(acceptance: test) { $0.framing = .frames }
        rig.give("5\n")
        rig.sayFrame(0, 1, "6")
        rig.sayFrame(1, 1, "9")
        rig.sayFrame(2, 1, "6")
        #expect(rig.released() == "6\n")
        #expect(test.judged == ["0: 5 6", "1: 5 9", "2: 5 6"])
        #expect(rig.ballots(1).rejected == 1)
    }
}
