import Testing
import Voting

/// What is drawn for a demand stands in front of it, once and for all.
@Suite struct VoterStampTests {
    private static let epoch: UInt64 = 1_700_000_000_000_000_000
    private let both = StampRule(
        hasTime: true, hasRandom: true, seed: 42, epochNanoseconds: Self.epoch)

    private func exchange(_ rig: inout Rig, _ demand: String, _ answer: String = "a") {
        rig.give(demand + "\n")
        for replica in 0..<3 { rig.say(replica, answer + "\n") }
    }

    /// The first outputs of SplitMix64 for 42, as its authors' own code gives them.
    @Test func `time, then random digits, the same for all`() {
        var rig = Rig { $0.stamp = both }
        rig.pass(5)
        exchange(&rig, "7")
        rig.pass(10)
        exchange(&rig, "8")
        let expected =
            "1700000000000000005 bdd732262feb6e95 7\n1700000000000000015 28efe333b266f103 8\n"
        for replica in 0..<3 { #expect(rig.handed(to: replica) == expected) }
    }

    @Test func `one of them alone`() {
        var timed = Rig { $0.stamp = StampRule(hasTime: true, epochNanoseconds: 12) }
        exchange(&timed, "7")
        #expect(timed.handed(to: 0) == "0000000000000000012 7\n")
        var random = Rig { $0.stamp = StampRule(hasRandom: true, seed: 42) }
        exchange(&random, "7")
        #expect(random.handed(to: 0) == "bdd732262feb6e95 7\n")
    }

    @Test func `what went out before stands first, and an accessor leaves it out`() {
        var rig = Rig {
            $0.stamp = StampRule(hasRandom: true, seed: 42)
            $0.hasFeedback = true
            $0.isStateful = true
        }
        exchange(&rig, "7")
        rig.give("8\n")
        #expect(rig.handed(to: 0) == "SAFE bdd732262feb6e95 7\na 28efe333b266f103 8\n")
        #expect(stamped(rig, 0) == "bdd732262feb6e95 7", "of the history")
        #expect(stamped(rig, 1) == "28efe333b266f103 8", "of a slot")
    }

    private func stamped(_ rig: borrowing Rig, _ sequence: UInt64) -> String {
        String(decoding: rig.voter.stampedDemandBytes(of: sequence), as: UTF8.self)
    }

    @Test func `a process that is shown the history gets the stamps of then`() {
        var rig = Rig {
            $0.stamp = both
            $0.isStateful = true
        }
        exchange(&rig, "7")
        let first = rig.handed(to: 2)
        rig.pass(100)
        rig.lose(2)
        rig.start(2)
        #expect(rig.handed(to: 2) == first)
    }

    @Test func `limit, digest, account and specification are of the consumer's own bytes`() throws {
        let test = Counter(takesFeedback: true)
        var rig = Rig(acceptance: test) {
            $0.stamp = both
            $0.output = .records
            $0.hasFeedback = true
        }
        let longest = String(repeating: "7", count: 16)
        rig.give(longest + "\n")
        for replica in 0..<2 { rig.say(replica, "\(longest)\n") }
        rig.say(2, "6\n")
        let record = try Array(rig.released().utf8.dropLast()).withUnsafeBytes {
            try VerdictRecord.decode($0, answerBytesMax: 100)
        }
        #expect(record.digest == Array(longest.utf8).withUnsafeBytes { VerdictDigest.of($0) })
        #expect(try #require(rig.accounts().first).demand == Array(longest.utf8))
        #expect(test.log.contains("0: SAFE \(longest) = \(longest)"))
    }

    @Test(arguments: [Framing.frames, .process]) func `frames count it`(framing: Framing) {
        var rig = Rig {
            $0.stamp = StampRule(hasRandom: true, seed: 42)
            $0.framing = framing
        }
        rig.give("12\n")
        #expect(rig.handed[0].withUnsafeBytes { FrameHeader($0) }.length == 19)
        #expect(Array(rig.handed[0].dropFirst(16)) == Array("bdd732262feb6e95 12".utf8))
    }

    @Test func `many long demands fit with their stamps`() {
        var rig = Rig {
            $0.stamp = both
            $0.demandBytesMax = 1 << 20
        }
        let longest = String(repeating: "7", count: 1 << 20)
        for _ in 0..<6 { exchange(&rig, longest) }
        #expect(rig.voter.tally.agreed == 6)
    }

    @Test func `a clock beyond 19 digits stands still`() {
        var rig = Rig { $0.stamp = StampRule(hasTime: true, epochNanoseconds: .max - 1) }
        rig.pass(100)
        exchange(&rig, "7")
        #expect(rig.handed(to: 0) == "9999999999999999999 7\n")
    }

    @Test(arguments: [
        StampRule.none, StampRule(hasTime: true, epochNanoseconds: 7),
        StampRule(hasRandom: true, seed: 8), StampRule(hasTime: true, hasRandom: true),
    ]) func `a rule comes back from its text`(rule: StampRule) {
        #expect(StampRule("\(rule)") == rule)
    }

    @Test(arguments: ["", "time", "time/1", "random+time/1/2", "time/-1/2", "none/1/2", "/1/2"])
    func `another text is none`(text: String) {
        #expect(StampRule(text) == nil)
    }
}
