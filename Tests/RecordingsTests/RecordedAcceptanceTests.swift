import Recordings
import Testing
import Voting

/// Recorded answers that are held against a specification.
struct RecordedAcceptanceTests {
    private let rule = VotingRule(replicas: 3, agree: 2)

    private func vote(
        _ demands: String, _ answers: [String], test: Ledger = Ledger(),
        rule: VotingRule? = nil, _ adjust: (inout Rig.Options) -> Void = { _ in }
    ) throws -> Rig.Result {
        var options = Rig.Options()
        options.demands = Array(demands.utf8)
        options.acceptance = test
        adjust(&options)
        return try Rig().vote(rule ?? self.rule, answers, options)
    }

    @Test func `lines that are all the same are judged all the same`() throws {
        let result = try vote("5\n7\n", ["6\n9\n", "6\n9\n", "6\n9\n"])
        #expect(result.text == "6\nNONE\n")
        #expect(result.tally.replicas.map(\.rejected) == [1, 1, 1])
        #expect(result.tally.replicas.map(\.agreed) == [1, 1, 1])
    }

    @Test func `ballots sum to the demands but those outside`() throws {
        let result = try vote("5\nx\n13\n", ["6\n1\n14\n", "4\n1\n14\n", "6\n1\n0\n"])
        #expect(result.text == "6\nNONE\nNONE\n")
        let tally = result.tally
        #expect(tally.demands == 3 && tally.outside == 1 && tally.restrictive == 2)
        #expect(tally.replicas.map(\.ballots) == [2, 2, 2])
        #expect(tally.replicas.map(\.undecided) == [1, 1, 1])
        #expect(tally.replicas.map(\.rejected) == [1, 1, 1])
        #expect(tally.replicas[1].dissented == 1, "accepted, and not what went out")
    }

    @Test func `what the schema cannot read is malformed, not rejected`() throws {
        let schema = try SchemaText.parse("whole; x integer")
        let rule = VotingRule(
            replicas: 3, agree: 2, policy: RequireAgreement(agree: 2), schema: schema)
        let result = try vote("5\n5\n", ["6\n6\n", "six\n9\n", "06\n6\n"], rule: rule)
        #expect(result.text == "6\n6\n")
        #expect(result.tally.replicas[1].malformed == 1 && result.tally.replicas[1].rejected == 1)
        #expect(result.malformed.count == 1)
    }

    @Test func `each version has a state of its own from the first line on`() throws {
        let test = Ledger(hasState: true)
        let result = try vote("5\n1\n1\n", ["5\n6\n7\n", "6\n7\n8\n", "5\n7\n7\n"], test: test)
        #expect(result.tally.replicas.map(\.rejected) == [0, 0, 1])
        #expect(result.text == "5\n7\nNONE\n")
    }

    @Test func `with state nothing counts after a line that cannot be judged`() throws {
        let test = Ledger(hasState: true)
        let result = try vote("5\n1\n", ["5\n6\n", "5\n6\n", "123456789\n6\n"], test: test) {
            $0.answerBytesMax = 4
            $0.explained = (try? DemandNumbers(["2"])) ?? .none
        }
        #expect(result.tally.replicas[2].malformed == 1 && result.tally.replicas[2].rejected == 1)
        let reason = result.explanations[0].casts[2].rejection
        #expect(reason?.contains("could not be read") == true)
    }

    @Test func `what went out before is that of this vote`() throws {
        let test = Ledger(hasState: true, takesFeedback: true)
        let result = try vote(
            "5\n1\nx\n1\n", ["5\n7\n0\n8\n", "6\n7\n0\n8\n", "6\n7\n0\n8\n"], test: test
        ) {
            $0.hasFeedback = true
        }
        #expect(result.text == "6\n7\nNONE\n8\n")
        #expect(
            test.log == [
                "NONE 5 = 5", "NONE 5 = 6", "NONE 5 = 6", "6 1 = 7", "6 1 = 7", "6 1 = 7",
                "NONE 1 = 8", "NONE 1 = 8", "NONE 1 = 8",
            ])
    }

    @Test func `an explanation tells who was rejected and why, and whether answers may differ`()
        throws
    {
        let result = try vote("5\n50\nx\n", ["6\n51\n1\n", "9\n51\n1\n", "4\n49\n1\n"]) {
            $0.explained = (try? DemandNumbers(["1-3"])) ?? .none
        }
        let explanations = result.explanations
        #expect(explanations.count == 3)
        #expect(explanations[0].casts.map(\.ballot) == [.answered, .rejected, .answered])
        #expect(explanations[0].casts.map(\.rejection) == [nil, "not allowed for 5: 9", nil])
        #expect(explanations[0].allowsOneAnswer == false)
        #expect(explanations[0].decision == .restrictive(.noQuorum(largest: 1, needed: 2)))
        #expect(explanations[1].allowsOneAnswer == true)
        #expect(explanations[1].supporters == [0, 1])
        #expect(explanations[2].decision == .restrictive(.outside))
        #expect(explanations[2].outsideReason == "not a number from 0 to 99")
        #expect(explanations[2].ballotsUntilCertain == 0)
    }

    @Test func `with state one answer is allowed only if it is so for all, and the same one`()
        throws
    {
        func allowed(_ answers: [String]) throws -> [Bool?] {
            try vote("5\n50\n", answers, test: Ledger(hasState: true)) {
                $0.explained = (try? DemandNumbers(["1-2"])) ?? .none
            }.explanations.map(\.allowsOneAnswer)
        }
        #expect(try allowed(["5\n55\n", "5\n55\n", "5\n55\n"]) == [false, true])
        #expect(try allowed(["5\n55\n", "6\n56\n", "5\n55\n"]) == [false, nil], "other states")
        #expect(try allowed(["5\n55\n", "9\n55\n", "5\n55\n"]) == [false, nil], "a lost state")
    }

    @Test func `answers beyond the last demand are not voted on, and not called outside`() throws {
        let result = try vote("5\n", ["6\n6\n", "6\n6\n6\n", "6\n6\n"])
        #expect(result.demands == 1)
        #expect(result.text == "6\n")
        #expect(result.tally.demands == 1 && result.tally.outside == 0)
        #expect(result.lines == [2, 3, 2])
        let none = try vote("", ["6\n", "6\n", "6\n"])
        #expect(none.text == "" && none.tally.demands == 0 && none.lines == [1, 1, 1])
    }

    @Test func `a latch closes on a demand outside`() throws {
        let result = try vote("5\nx\n5\n5\n", Array(repeating: "6\n6\n6\n6\n", count: 3)) {
            $0.latch = .agreed(inARow: 1)
        }
        #expect(result.text == "6\nNONE\nNONE\n6\n")
    }
}
