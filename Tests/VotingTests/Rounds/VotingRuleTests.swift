import Testing
import Voting

/// One answer goes out for several questions.
@Suite struct VotingRuleTests {
    private func rule(
        _ schema: String, _ own: [Int: String], agree: Int = 2, replicas: Int = 3,
        policy: String = "agree"
    ) throws -> VotingRule {
        var plan = VoterPlan(replicas: replicas, agree: agree, restrictive: [])
        plan.answer = schema
        plan.policy = policy
        plan.fieldPolicies = own
        return try plan.rule()
    }

    /// Casts in this order; nil stays out.
    private func decision(
        _ rule: VotingRule, _ answers: [String?], order: [Int]? = nil, count: Int? = nil
    ) -> Decision {
        var box = BallotBox(rule: rule)
        let bytes = answers.map { Array(($0 ?? "").utf8) }
        for replica in (order ?? Array(answers.indices)).prefix(count ?? answers.count) {
            guard answers[replica] != nil else {
                box.exclude(replica)
                continue
            }
            let malformation = bytes[replica].withUnsafeBytes {
                box.cast(replica, $0, rule: rule) { _ in
                    UnsafeRawBufferPointer(start: nil, count: 0)
                }
            }
            #expect(malformation == nil)
        }
        return rule.decide(box)
    }

    private func winner(_ decision: Decision) -> Int? {
        guard case .agreed(let election) = decision, case .answer(let replica) = election.value
        else { return nil }
        return replica
    }

    @Test func `beside another field, too, no more goes out than enough replicas allow`() throws {
        let rule = try rule("mode text; speed integer", [1: "allow,more=higher"])
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [0, 2, 1]] {
            let decision = decision(rule, ["m 100", "m 80", "m 60"], order: order)
            #expect(winner(decision) == 1, "two allow 80, one allows 100: \(order)")
        }
        let carried = decision(rule, ["m 100", "m 80", "m 60"])
        guard case .agreed(let election) = carried else { return }
        #expect(election.supporters == [0, 1])
    }

    @Test func `what goes out lies within the tolerance of enough replicas itself`() throws {
        let rule = try rule("mode text; x real relation=absolute 1", [1: "agree"])
        // 0 has 1 and −1 around it, but its mode is alone; 1 and −1 are two apart.
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let decision = decision(rule, ["x 0", "m 1", "m -1"], order: order)
            #expect(decision == .restrictive(.noCommonSupporter), "\(order)")
        }
        #expect(winner(decision(rule, ["x 0", "m 1", "m 0.5"])) == 1)
    }

    @Test func `under tolerances every order of the ballots comes to the same`() throws {
        let rule = try rule(
            "a real relation=absolute 1; b real relation=absolute 1", [1: "agree=2,tie=lowest"],
            agree: 2,
            replicas: 4, policy: "agree=2,tie=lowest")
        var random = SplitMix(state: 7)
        for _ in 0..<300 {
            let answers: [String?] = (0..<4).map { _ in
                random.next() % 6 == 0
                    ? nil : "\(random.next() % 4) \(random.next() % 3)"
            }
            let whole = decision(rule, answers)
            var order = [0, 1, 2, 3]
            order.shuffle(using: &random)
            for count in 0...4 {
                let early = decision(rule, answers, order: order, count: count)
                guard early.isDecided else { continue }
                #expect(winner(early) == winner(whole), "\(answers) \(order) \(count)")
            }
        }
    }

    private struct SplitMix: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
            return mixed ^ mixed >> 31
        }
    }

    @Test func `a permitted answer is the field that is compared, and nothing beside it`() throws {
        let beside = try rule(
            "stamp text relation=ignored; a text", [:], policy: "permit,GO=2")
        #expect(winner(decision(beside, ["1 GO", "2 GO", "3 STOP"])) == 0)
        #expect(winner(decision(beside, ["1 STOP", "2 STOP", "3 STOP"])) == nil)
        // Nobody said which of two fields the label is of.
        let both = try rule("a text; b integer", [:], policy: "permit,GO=2")
        #expect(winner(decision(both, ["GO 1", "GO 2", "STOP 0"])) == nil)
        // `go` is no number; so is NaN, and still another thing.
        let number = try rule("whole; x real nonfinite", [:], policy: "permit,go=2")
        #expect(winner(decision(number, ["nan", "nan", "1"])) == nil)
    }

    @Test func `a number is that of the field that is compared`() throws {
        let rule = try rule(
            "stamp text relation=ignored; x integer", [:], policy: "allow,more=higher")
        #expect(winner(decision(rule, ["a 80", "b 120", "c 100"])) == 2)
    }

    @Test func `the room of a long answer is given back`() throws {
        let rule = try rule("whole; a text relation=set", [:])
        var box = BallotBox(rule: rule)
        let answer = Array(repeating: "w", count: 50_000).joined(separator: " ")
        let bytes = Array(answer.utf8)
        bytes.withUnsafeBytes { bytes in
            let malformation = box.cast(0, bytes, rule: rule) { _ in bytes }
            #expect(malformation == nil)
        }
        #expect(box.answers[0].keptByteCount > ReadAnswer.keptBytesMax)
        box.trim()
        #expect(box.answers[0].keptByteCount <= ReadAnswer.keptBytesMax)
    }
}
