import Testing
import Voting

/// What went out last stands in front of each demand.
@Suite struct VoterFeedbackTests {
    private func exchange(_ rig: inout Rig, _ demand: String, _ answers: [String]) {
        rig.give(demand + "\n")
        for (replica, answer) in answers.enumerated() where !answer.isEmpty {
            rig.say(replica, answer + "\n")
        }
    }

    @Test func `every demand carries what the consumer got before, the first the restrictive one`()
    {
        var rig = Rig { $0.hasFeedback = true }
        exchange(&rig, "1", ["a", "a", "b"])
        exchange(&rig, "2", ["x", "y", "z"])
        exchange(&rig, "3", ["", "", ""])
        #expect(rig.handed(to: 0) == "SAFE 1\na 2\nSAFE 3\n")
        #expect(rig.handed(to: 2) == "SAFE 1\na 2\nSAFE 3\n")
    }

    @Test func `a demand waits until the one before it was released, however many may be held`() {
        var rig = Rig { $0.hasFeedback = true }
        rig.give("1\n2\n")
        rig.say(0, "a\n")
        #expect(rig.handed(to: 0) == "SAFE 1\n")
        rig.say(1, "a\n")
        #expect(rig.handed(to: 0) == "a 2\n")
        #expect(rig.voter.tally.demands == 2)
    }

    @Test func `what a latch held back is not what the consumer got`() {
        var rig = Rig {
            $0.hasFeedback = true
            $0.latch = .forever
        }
        exchange(&rig, "1", ["x", "y", "z"])
        exchange(&rig, "2", ["a", "a", "a"])
        exchange(&rig, "3", ["a", "a", "a"])
        #expect(rig.handed(to: 0) == "SAFE 1\nSAFE 2\nSAFE 3\n")
    }

    @Test func `the limit and the digest are of the consumer's own bytes`() throws {
        var rig = Rig {
            $0.hasFeedback = true
            $0.output = .records
        }
        let longest = String(repeating: "7", count: 16)
        exchange(&rig, "1", Array(repeating: longest, count: 3))
        _ = rig.released()
        exchange(&rig, longest, ["a", "a", "a"])
        #expect(rig.handed(to: 0) == "SAFE 1\n\(longest) \(longest)\n")
        let line = Array(rig.released().utf8.dropLast())
        let record = try line.withUnsafeBytes {
            try VerdictRecord.decode($0, answerBytesMax: 100)
        }
        #expect(record.digest == Array(longest.utf8).withUnsafeBytes { VerdictDigest.of($0) })
        rig.give(longest + "8\n")
        exchange(&rig, "2", ["a", "a", "a"])
        #expect(rig.handed(to: 0) == "SAFE 2\n", "the oversized one was answered restrictively")
    }

    @Test func `frames carry it, too, and count it in their length`() {
        var rig = Rig {
            $0.hasFeedback = true
            $0.framing = .frames
        }
        rig.give("12\n")
        let bytes = rig.handed[0]
        #expect(bytes.count == FrameHeader.byteCount + 7)
        #expect(bytes.withUnsafeBytes { FrameHeader($0) }.length == 7)
        #expect(Array(bytes.suffix(7)) == Array("SAFE 12".utf8))
    }

    @Test func `an account shows the consumer's own demand`() throws {
        var rig = Rig { $0.hasFeedback = true }
        exchange(&rig, "12", ["a", "a", "b"])
        #expect(try #require(rig.accounts().first).demand == Array("12".utf8))
    }

    @Test(arguments: [Framing.lines, .frames])
    func `a specification gets demand and previous answer apart, in time, late and in replay`(
        framing: Framing
    ) {
        let test = Counter(takesFeedback: true)
        var rig = Rig(acceptance: test) {
            $0.hasFeedback = true
            $0.isStateful = true
            $0.framing = framing
        }
        func say(_ replica: Int, _ number: UInt64, _ text: String) {
            if framing == .lines {
                rig.say(replica, text + "\n")
            } else {
                rig.sayFrame(replica, number, text)
            }
        }
        rig.give("5\n")
        for (replica, answer) in ["5", "6", "6"].enumerated() { say(replica, 1, answer) }
        rig.give("2\n")
        for (replica, answer) in ["8", "8"].enumerated() { say(replica, 2, answer) }
        rig.pass()
        say(2, 2, "9")
        #expect(rig.released() == "6\n8\n")
        #expect(
            test.log.filter { !$0.hasSuffix("begins") } == [
                "0: SAFE 5 = 5", "1: SAFE 5 = 6", "2: SAFE 5 = 6", "0: 6 2 = 8", "1: 6 2 = 8",
                "2: 6 2 = 9",
            ])
        #expect((0..<3).map { rig.ballots($0).rejected } == [0, 0, 0])
        #expect(rig.ballots(2).late == 1 && rig.ballots(2).lateRejected == 0)
        rig.lose(0)
        rig.start(0)
        say(0, 1, "5")
        say(0, 2, "9")
        #expect(test.log.suffix(2) == ["0: SAFE 5 = 5", "0: 6 2 = 9"])
        #expect(rig.condemned.map(\.loss) == [.died])
    }
}
