import Specifications
import Testing
import Voting

/// Judging costs time that others wait for: how much there may be, and that none is spent twice.
struct QuestionStepsTests {
    private func steps(
        _ milliseconds: UInt64, replicas: Int = 3, inFlight: Int = 1, machines: Int = 1
    ) -> QuestionSteps {
        QuestionSteps(
            deadlineNanoseconds: milliseconds * 1_000_000, replicas: replicas, inFlight: inFlight,
            machines: machines)
    }

    @Test func `all questions about one demand fit in half of the deadline`() {
        #expect(steps(100).stepsMax(atMost: 1_000_000) == 10_000)
        #expect(steps(100, machines: 2).stepsMax(atMost: 1_000_000) == 5_000)
        #expect(steps(100, replicas: 33).stepsMax(atMost: 1_000_000) == 1_000)
        #expect(steps(100, inFlight: 11).stepsMax(atMost: 1_000_000) == 1_000)
        #expect(steps(3_600_000).stepsMax(atMost: 1_000_000) == 1_000_000)
        for machines in 1...2 {
            var shortest = steps(0, machines: machines)
            shortest.deadlineNanoseconds = shortest.shortestDeadlineNanoseconds
            #expect(shortest.stepsMax(atMost: 1_000_000) == QuestionSteps.least)
        }
    }

    private static let costly = """
        MACHINE Test OPERATIONS
          out <-- step(xx) = PRE xx : 0..9 THEN
            out : (out : 0..9 & (out > 5 => #(aa, bb).(aa : 0..90 & bb : 0..90 &
              aa * aa + bb * bb = 1000003)))
          END
        END
        """

    private func test(deadline: UInt64?) throws -> MachineAcceptance {
        let plan = SpecificationPlan(
            demand: schema(field("xx", .integer)), function: binding(Self.costly), safety: nil,
            hasFeedback: false)
        return try plan.makeTest(
            replicas: 3, answer: try answer("out integer"), deadline: deadline)
    }

    private func judge(
        _ test: MachineAcceptance, _ replica: Int, _ text: String, demand: String = "1"
    ) -> Acceptance {
        Array(demand.utf8).withUnsafeBytes { demand in
            Array(text.utf8).withUnsafeBytes { test.judge(replica, asked(demand), answer: $0) }
        }
    }

    @Test func `with a deadline a costly question is given up sooner`() throws {
        #expect(judge(try test(deadline: nil), 0, "9") == .rejected)
        let hasty = try test(deadline: 20_000_000)
        #expect(judge(hasty, 0, "9") == .undecided)
        #expect(hasty.reason().hasSuffix("takes more than 2000 steps"), "\(hasty.reason())")
        #expect(judge(hasty, 1, "3") == .accepted)
    }

    @Test func `the same answer to the same demand is judged once`() throws {
        let test = try test(deadline: nil)
        #expect(judge(test, 0, "9") == .rejected)
        let reason = test.reason()
        #expect(judge(test, 1, "3") == .accepted)
        #expect(judge(test, 2, "9") == .rejected)
        #expect(test.judgements == 2)
        // Of the answer that was asked about, though another one was judged since.
        #expect(test.reason() == reason)
        #expect(reason.contains("out = 9"), "\(reason)")
        #expect(test.isDeterministic() == false)
        #expect(judge(test, 0, "9", demand: "2") == .rejected)
        #expect(judge(test, 0, "9", demand: "1") == .rejected)
        #expect(test.judgements == 4)
    }
}
