import Foundation
import Reporting
import Testing
import Voting

struct ExplanationTextTests {
    static func explanation(
        _ rule: VotingRule, _ texts: [String?], demand: String? = nil
    ) -> Explanation {
        func kept(_ text: String) -> UnsafeMutableRawBufferPointer {
            let memory = UnsafeMutableRawBufferPointer.allocate(
                byteCount: text.utf8.count, alignment: 1)
            memory.copyBytes(from: text.utf8)
            return memory
        }
        let answers = texts.map { kept($0 ?? "") }
        let demandBytes = demand.map(kept)
        defer {
            for answer in answers { answer.deallocate() }
            demandBytes?.deallocate()
        }
        var evidence = Explanation.Evidence(
            demand: 17, ballots: texts.map { $0 == nil ? .late : .answered },
            answers: answers.map { UnsafeRawBufferPointer($0) }, restrictive: Array("STOP".utf8))
        evidence.demandText = demandBytes.map { UnsafeRawBufferPointer($0) }
        return Explanation(evidence, rule: rule)
    }

    @Test func `a masked fault reads like this`() {
        let explanation = Self.explanation(
            VotingRule(replicas: 3, agree: 2), ["GO", "HALT\u{1B}[2J", "GO"], demand: "speed 12")
        let text = ExplanationText(explanation, names: ["a", "b", "c"]).text
        #expect(
            text == """
                demand 17: agreed (masked)
                  demand   speed 12
                  out      GO
                  because  2 of 3 carry it, 2 are needed
                  rule     the answer that 2 replicas gave (agree=2,tie=restrictive)
                           permissive 2 of 3 (IEC 61508: 2oo3, rail: 2oo3)
                  certain  with the last ballot, that of c

                  class    ballots  answer       who
                  A     *        2  GO           a c
                  B              1  HALT\\x1b[2J  b

                  threshold                               would have been
                  agree 1  (IEC 61508: 3oo3, rail: 1oo3)  restrictive: two answers tie
                  agree 2  (IEC 61508: 2oo3, rail: 2oo3)  agreed: A  GO
                  agree 3  (IEC 61508: 1oo3, rail: 3oo3)  restrictive: at most 2 agree

                """)
    }

    @Test func `a lost vote under a tolerance shows classes and how far apart they are`() throws {
        let schema = try SchemaText.parse("whole; x real relation=absolute 0.5")
        let rule = VotingRule(
            replicas: 4, agree: 3, policy: RequireAgreement(agree: 3), schema: schema)
        let explanation = Self.explanation(rule, ["1", "1.25", "x", "2"])
        let text = ExplanationText(explanation, names: ["a", "b", "c", "d"]).text
        #expect(
            text == """
                demand 17: restrictive
                  out      STOP
                  because  the most that say the same are 2, 3 are needed
                  rule     the answer that 3 replicas gave (agree=3,tie=restrictive)
                           permissive 3 of 4 (IEC 61508: 2oo4, rail: 3oo4)
                  certain  with the last ballot, that of d

                  class    ballots  answer        who
                  A              1  1             a
                  A              1  1.25          b
                  B              1  2             d
                                 1  malformed: x  c: field 'x': expected a number at byte 0

                  A  2 up to 0.25 apart: a b
                  B  1: d

                  threshold                                           would have been
                  agree 1    (IEC 61508: 4oo4, rail: 1oo4)            restrictive: two answers tie
                  agree 2    (IEC 61508: 3oo4, rail: 2oo4)            agreed: A  1
                  agree 3…4  (IEC 61508: 2oo4…1oo4, rail: 3oo4…4oo4)  restrictive: at most 2 agree

                """)
    }

    @Test func `questions of their own are told one by one`() throws {
        let schema = try SchemaText.parse("a text; b text")
        let rule = VotingRule(
            replicas: 3, agree: 2, policy: RequireAgreement(agree: 2), schema: schema,
            fieldPolicies: [1: RequireAgreement(agree: 3)])
        let text = ExplanationText(
            Self.explanation(rule, ["x y", "x y", "x z"]), names: ["r1", "r2", "r3"]
        ).text
        #expect(
            text.contains("  field 'a': agreed, 3 of 3 carry it, 2 are needed\n  A  3: r1 r2 r3\n"))
        #expect(
            text.contains("  because  field 'b': the most that say the same are 2, 3 are needed\n"))
        #expect(
            text.contains(
                "  field 'b': restrictive, the most that say the same are 2, 3 are needed\n"
                    + "  A  2: r1 r2\n  B  1: r3\n"))
    }

    @Test func `no line is wider than a terminal, whatever was said`() {
        let rule = VotingRule(replicas: 12, agree: 7)
        let texts = (0..<12).map { String(repeating: "\u{1}", count: $0 * 100) }
        let names = (0..<12).map { "a-replica-with-a-long-name-\($0)" }
        let demand = String(repeating: "demand ", count: 1000)
        let text = ExplanationText(
            Self.explanation(rule, texts, demand: demand), names: names
        ).text
        for line in text.split(separator: "\n") {
            #expect(line.count <= 110, "\(line)")
        }
        #expect(text.contains("(7000 bytes)"))
    }

    @Test(arguments: [
        ("plain é ☃", "plain é ☃"), ("a\tb\\", "a\\tb\\\\"), ("\u{1B}[0m\r", "\\x1b[0m\\r"),
        ("\u{202E}x", "\\xe2\\x80\\xaex"), ("\u{0}", "\\x00"),
    ])
    func `nothing that is shown can move a cursor`(text: String, escaped: String) {
        #expect(EscapedBytes.text(Array(text.utf8)) == escaped)
    }

    @Test func `bytes that are no text are shown as bytes`() {
        #expect(EscapedBytes.text([0xFF, 0x41, 0xC3]) == "\\xffA\\xc3")
        #expect(EscapedBytes.text([0x41, 0x42, 0x43], columns: 2) == "A…")
        #expect(EscapedBytes.text([0x41, 0x42], columns: 2) == "AB")
        #expect(EscapedBytes.text([0x41, 0x42], columns: 5, isClipped: true) == "AB…")
    }

    @Test func `a record for scripts has all of it, and a bound`() throws {
        let rule = VotingRule(replicas: 3, agree: 2)
        let record = ExplanationRecord(
            Self.explanation(rule, ["GO", nil, "GO"]), names: ["a", "b", "c"])
        let data = try JSONEncoder().encode(record)
        #expect(try JSONDecoder().decode(ExplanationRecord.self, from: data) == record)
        #expect(record.outcome.verdict == "agreed")
        #expect(record.outcome.supporters == 2)
        #expect(record.masked && !record.held)
        #expect(record.ballots.map(\.ballot) == ["answered", "late", "answered"])
        #expect(record.alternatives.map(\.outcome.cause) == [nil, nil, "noQuorum"])
        #expect(record.alternatives[1].outcome.answerOf == "a")
        let most = (0..<64).map { _ in String(repeating: "\u{1}", count: 5000) }
        let large = ExplanationRecord(
            Self.explanation(VotingRule(replicas: 64, agree: 33), most),
            names: (0..<64).map { "replica-\($0)" })
        // 64 answers of 256 bytes, four characters each and an escaped backslash.
        #expect(try JSONEncoder().encode(large).count < 64 * 256 * 5 + 40_000)
    }
}
