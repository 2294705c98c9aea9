import Testing
import Voting

struct ExplanationTests {
    private static func explain(
        _ rule: VotingRule, _ texts: [String?], order: [Int]? = nil, isHeld: Bool = false
    ) -> Explanation {
        let kept = texts.map { text in
            let bytes = Array((text ?? "").utf8)
            let memory = UnsafeMutableRawBufferPointer.allocate(
                byteCount: bytes.count, alignment: 1)
            memory.copyBytes(from: bytes)
            return UnsafeRawBufferPointer(memory)
        }
        defer { for answer in kept { answer.deallocate() } }
        var evidence = Explanation.Evidence(
            demand: 7, ballots: texts.map { $0 == nil ? .absent : .answered }, answers: kept,
            restrictive: Array("NONE".utf8))
        evidence.order = order
        evidence.isHeld = isHeld
        return Explanation(evidence, rule: rule)
    }

    private static func text(_ bytes: ClippedBytes) -> String {
        String(decoding: bytes.bytes, as: UTF8.self)
    }

    @Test(arguments: [
        (["a", "a", "b"], [0, 1, 2], 2), (["a", "b", "a"], [0, 1, 2], 3),
        (["a", "b", "a"], [2, 0, 1], 2), (["a", "b", "c"], [0, 1, 2], 3),
        ([nil, nil, "a"], [0, 1, 2], 2), (["a", "a", "a"], [0, 1, 2], 2),
    ])
    func `a verdict is certain with the first ballots that leave no other`(
        texts: [String?], order: [Int], count: Int
    ) {
        let rule = VotingRule(replicas: 3, agree: 2)
        let explanation = Self.explain(rule, texts, order: order)
        #expect(explanation.ballotsUntilCertain == count)
    }

    @Test func `who said what, the classes, and what went out`() {
        let rule = VotingRule(replicas: 5, agree: 3)
        let explanation = Self.explain(rule, ["a", "b", "a", nil, "a"])
        #expect(
            explanation.casts.map(\.ballot) == [
                .answered, .answered, .answered, .absent, .answered,
            ])
        #expect(explanation.casts[1].answer.map(Self.text) == "b")
        #expect(explanation.casts[3].answer == nil)
        #expect(explanation.questions.count == 1)
        #expect(explanation.questions[0].classes.map(\.members) == [[0, 2, 4], [1]])
        #expect(explanation.questions[0].needed == 3)
        #expect(explanation.supporters == [0, 2, 4])
        #expect(explanation.isAgreed && explanation.isMasked)
        #expect(Self.text(explanation.released) == "a")
    }

    @Test func `other thresholds are asked about the same ballots`() {
        let explanation = Self.explain(VotingRule(replicas: 3, agree: 2), ["a", "a", "b"])
        let decisions = explanation.alternatives.map(\.decision)
        #expect(explanation.alternatives.map(\.agree) == [1, 2, 3])
        #expect(decisions[0] == .restrictive(.tie))
        #expect(decisions[1] == .agreed(Election(.answer(of: 0), supporters: [0, 1])))
        #expect(decisions[2] == .restrictive(.noQuorum(largest: 2, needed: 3)))
    }

    @Test func `an answer that cannot be read is malformed, with its reason`() throws {
        let rule = VotingRule(
            replicas: 3, agree: 2, policy: RequireAgreement(agree: 2),
            schema: try SchemaText.parse("x real"))
        let explanation = Self.explain(rule, ["1", "one", "1.0"])
        #expect(explanation.casts[1].ballot == .malformed)
        #expect(
            explanation.casts[1].malformation?.text(schema: rule.schema)
                == "field 'x': expected a number at byte 0")
        #expect(explanation.supporters == [0, 2])
    }

    @Test func `a computed number is no replica's answer`() throws {
        let rule = VotingRule(
            replicas: 2, agree: 2, policy: try PolicyText.parse("mean", replicas: 2),
            schema: try SchemaText.parse("whole; x real"))
        #expect(Self.text(Self.explain(rule, ["1", "2"]).released) == "1.5")
    }

    @Test func `fields with policies of their own are questions of their own`() throws {
        let schema = try SchemaText.parse("a text; b text")
        let rule = VotingRule(
            replicas: 3, agree: 2, policy: RequireAgreement(agree: 2), schema: schema,
            fieldPolicies: [1: RequireAgreement(agree: 3)])
        let explanation = Self.explain(rule, ["x y", "x y", "x z"])
        #expect(explanation.questions.map(\.fields) == [[0], [1]])
        #expect(explanation.questions[0].classes.map(\.members) == [[0, 1, 2]])
        #expect(explanation.decision == .restrictive(.noQuorum(largest: 2, needed: 3)))
        #expect(!explanation.isAgreed)
        #expect(Self.text(explanation.released) == "NONE")
    }

    @Test func `what a latch holds back does not go out`() {
        let rule = VotingRule(replicas: 2, agree: 2)
        let held = Self.explain(rule, ["a", "a"], isHeld: true)
        #expect(held.isHeld && !held.isAgreed && !held.isMasked)
        #expect(Self.text(held.released) == "NONE")
        // Without agreement there is nothing to hold.
        #expect(!Self.explain(rule, ["a", "b"], isHeld: true).isHeld)
    }

    @Test func `long answers are clipped, and their length is known`() {
        let long = String(repeating: "x", count: 1000)
        let explanation = Self.explain(VotingRule(replicas: 1, agree: 1), [long])
        #expect(explanation.released.bytes.count == ClippedBytes.countMax)
        #expect(explanation.released.count == 1000)
        #expect(explanation.released.isClipped)
    }
}
