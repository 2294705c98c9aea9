import Foundation
import Reporting
import Testing
import Voting

/// What is told of ballots that a machine did not accept, and of demands that it does not admit.
struct RejectionTextTests {
    private func explanation(
        _ adjust: (inout Explanation.Evidence) -> Void
    ) -> Explanation {
        let texts = ["GO", "GO", "HALT"].map { Array($0.utf8) }
        let all = texts.flatMap { $0 }
        return all.withUnsafeBytes { bytes in
            var start = 0
            let answers = texts.map { text in
                defer { start += text.count }
                return UnsafeRawBufferPointer(rebasing: bytes[start..<start + text.count])
            }
            var evidence = Explanation.Evidence(
                demand: 17, ballots: [.answered, .answered, .answered], answers: answers,
                restrictive: Array("STOP".utf8))
            adjust(&evidence)
            return Explanation(evidence, rule: VotingRule(replicas: 3, agree: 2))
        }
    }

    private func text(_ explanation: Explanation) -> String {
        ExplanationText(explanation, names: ["a", "b", "c"]).text
    }

    @Test func `a rejected ballot is shown with its answer and the reason`() {
        let explanation = explanation {
            $0.ballots[2] = .rejected
            $0.rejections[2] = "OPERATION at M.mch:4:1: \u{1B}[31mspeed: 9"
            $0.allowsOneAnswer = true
        }
        #expect(
            text(explanation) == """
                demand 17: agreed (masked)
                  out      GO
                  because  2 of 3 carry it, 2 are needed
                  machine  the machine allows exactly one answer here: equality is legitimate
                  rule     the answer that 2 replicas gave (agree=2,tie=restrictive)
                           permissive 2 of 3 (IEC 61508: 2oo3, rail: 2oo3)
                  certain  after 2 of 3 ballots, the last of them that of b

                  class    ballots  answer          who
                  A     *        2  GO              a b
                                 1  rejected: HALT  c: OPERATION at M.mch:4:1: \\x1b[31mspeed: 9

                  threshold                                           would have been
                  agree 1…2  (IEC 61508: 3oo3…2oo3, rail: 1oo3…2oo3)  agreed: A  GO
                  agree 3    (IEC 61508: 1oo3, rail: 3oo3)            restrictive: at most 2 agree

                """)
    }

    @Test func `replicas that differ may both be right`() {
        let text = text(explanation { $0.allowsOneAnswer = false })
        #expect(
            text.contains("the machine allows several answers: replicas may differ and be right"))
        #expect(!self.text(explanation { _ in }).contains("machine"))
    }

    @Test func `a demand outside of the contract has a reason and no ballots`() {
        let explanation = explanation { $0.outsideReason = "speed: 900, not in 0..120" }
        #expect(
            text(explanation) == """
                demand 17: restrictive
                  out      STOP
                  because  the demand is outside of the machine's contract, and nobody was asked
                           speed: 900, not in 0..120
                  rule     the answer that 2 replicas gave (agree=2,tie=restrictive)
                           permissive 2 of 3 (IEC 61508: 2oo3, rail: 2oo3)
                  certain  before any ballot

                """)
    }

    @Test func `a record has it all, and leaves out what is not known`() throws {
        let rejected = ExplanationRecord(
            explanation {
                $0.ballots[2] = .rejected
                $0.rejections[2] = "no\nline"
                $0.allowsOneAnswer = false
            }, names: ["a", "b", "c"])
        #expect(rejected.ballots.map(\.ballot) == ["answered", "answered", "rejected"])
        #expect(rejected.ballots.map(\.rejection) == [nil, nil, "no\\nline"])
        #expect(rejected.ballots[2].answer == "HALT")
        #expect(rejected.allowsOneAnswer == false && rejected.outsideReason == nil)
        let outside = ExplanationRecord(
            explanation { $0.outsideReason = "not so" }, names: ["a", "b", "c"])
        #expect(outside.outcome.cause == "outside" && outside.outsideReason == "not so")
        let plain = ExplanationRecord(explanation { _ in }, names: ["a", "b", "c"])
        let json = String(decoding: try JSONEncoder().encode(plain), as: UTF8.self)
        #expect(!json.contains("rejection") && !json.contains("allowsOneAnswer"))
    }
}
