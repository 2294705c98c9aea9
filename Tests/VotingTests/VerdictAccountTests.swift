import Testing
import Voting

@Suite struct VerdictAccountTests {
    private func taken(_ rig: inout Rig) -> [VerdictAccount] {
        var accounts: [VerdictAccount] = []
        while !rig.voter.pendingAccount.isEmpty {
            if let account = VerdictAccount(bytes: rig.voter.pendingAccount) {
                accounts.append(account)
            }
            rig.voter.toldAccount()
        }
        return accounts
    }

    @Test func `a unanimous demand needs no account`() {
        var rig = Rig()
        rig.give("d\n")
        for replica in 0..<3 { rig.say(replica, "A\n") }
        #expect(rig.voter.pendingAccount.count == 0)
    }

    @Test func `an account tells who said what, and who carried the verdict`() throws {
        var rig = Rig()
        rig.give("unanimous\n")
        for replica in 0..<3 { rig.say(replica, "A\n") }
        rig.give("demand\n")
        rig.say(0, "A\n")
        rig.say(1, "B\n")
        rig.say(2, "A\n")
        let account = try #require(taken(&rig).first)
        #expect(account.demandNumber == 2)
        #expect(account.verdict == .agreed && !account.isHeld && !account.isClipped)
        #expect(account.supporters == [0, 2])
        #expect(account.demand == Array("demand".utf8))
        #expect(account.ballots.map(\.ballot) == [.answered, .answered, .answered])
        #expect(
            account.ballots.map { String(decoding: $0.answer, as: UTF8.self) } == ["A", "B", "A"])
    }

    @Test func `what a schema could not read is told as it was said`() throws {
        var rig = Rig { $0.answer = "whole; speed real" }
        rig.give("d\n")
        for (replica, answer) in ["80", "fast", "80"].enumerated() {
            rig.say(replica, answer + "\n")
        }
        let account = try #require(taken(&rig).first)
        #expect(account.ballots[1].ballot == .malformed)
        #expect(account.ballots[1].answer == Array("fast".utf8))
    }

    @Test func `a late answer is told with the verdict that went without it`() throws {
        var rig = Rig()
        rig.give("d\n")
        rig.say(0, "A\n")
        rig.say(1, "A\n")
        rig.pass()
        let account = try #require(taken(&rig).first)
        #expect(account.ballots[2].ballot == .overdue)
        #expect(account.supporters == [0, 1])
    }

    @Test func `long answers are clipped, and the account says so`() throws {
        var rig = Rig(64, agree: 33) {
            $0.answerBytesMax = 1000
            $0.window = 1
        }
        rig.give("d\n")
        for replica in 0..<64 {
            rig.say(replica, String(repeating: "\(replica % 10)", count: 1000) + "\n")
        }
        let account = try #require(taken(&rig).first)
        #expect(account.isClipped && account.verdict == .restrictive)
        #expect(account.ballots.allSatisfy { !$0.answer.isEmpty && $0.answer.count < 1000 })
    }

    @Test func `a dissenter that never stops is told a bounded number of times`() {
        var rig = Rig()
        var count = 0
        for _ in 0..<1200 {
            rig.give("d\n")
            rig.say(0, "A\n")
            rig.say(1, "A\n")
            rig.say(2, "B\n")
            count += taken(&rig).count
        }
        #expect(count == Int(Voter.accountsMax))
    }

    @Test func `accounts that nobody takes hold no vote up`() {
        var rig = Rig()
        for _ in 0..<1200 {
            rig.give("d\n")
            rig.say(0, "A\n")
            rig.say(1, "A\n")
            rig.say(2, "B\n")
        }
        #expect(rig.voter.tally.agreed == 1200)
    }

    @Test func `bytes that are no account, or only a part of one, are none`() throws {
        var rig = Rig()
        rig.give("d\n")
        for (replica, answer) in ["A", "B", "C"].enumerated() { rig.say(replica, answer + "\n") }
        let bytes = Array(rig.voter.pendingAccount)
        #expect(bytes.withUnsafeBytes { VerdictAccount(bytes: $0) } != nil)
        for count in bytes.indices {
            #expect(
                bytes[..<count].withUnsafeBytes { VerdictAccount(bytes: $0) } == nil, "\(count)")
        }
        #expect((bytes + [0]).withUnsafeBytes { VerdictAccount(bytes: $0) } == nil)
    }
}
