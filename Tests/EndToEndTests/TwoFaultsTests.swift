import Testing

extension EndToEnd {
    /// Two of three replicas fail in different ways: no answer can have two voices, so the
    /// restrictive one goes out for the demands that are affected, in time, and for no other.
    @Suite struct TwoFaultsTests {
        struct Pair: CustomTestStringConvertible, Sendable {
            let first, second: String
            var testDescription: String { "\(first) and \(second)" }
        }

        static let deadline = Duration.milliseconds(250)
        /// What a busy machine may add to one demand.
        static let slack = Duration.milliseconds(500)

        static let pairs = [
            Pair(first: "wrong at=300", second: "wrong at=300 salt=2"),
            Pair(first: "crash at=300", second: "wrong at=300"),
            Pair(first: "crash at=300", second: "exit at=300"),
            Pair(first: "blocked at=300", second: "wrong at=300"),
            Pair(first: "blocked at=300", second: "crash at=300"),
            Pair(first: "busy at=300", second: "nothing at=300"),
            Pair(first: "half at=300", second: "slow at=300 ms=700"),
            Pair(first: "endless at=300", second: "nul at=300"),
            Pair(first: "close-stdout at=300", second: "stubborn at=300"),
            Pair(first: "orphan at=300", second: "flood at=300"),
        ]

        @Test(.timeLimit(.minutes(1)), arguments: pairs)
        func `the restrictive answer goes out in time when two of three fail`(_ pair: Pair) throws {
            let run = try ThriceRun(
                faulty: [pair.first, "good", pair.second], ["--agree", "2", "--deadline", "250ms"])
            var stream = Stream(run)
            try stream.next(290)
            var slowest = Duration.zero
            func oneByOne(_ count: Int, _ answers: inout [String]) throws {
                for _ in 0..<count {
                    let start = ContinuousClock.now
                    answers += try stream.next(1)
                    slowest = max(slowest, ContinuousClock.now - start)
                }
            }
            var answers: [String] = []
            try oneByOne(20, &answers)
            #expect(answers[9] == Demands.restrictive, "demand 300")
            // Until both are back, or for good, each answer is right or restrictive.
            try oneByOne(200, &answers)
            let until = ContinuousClock.now + .seconds(15)
            while answers.suffix(100).contains(Demands.restrictive), ContinuousClock.now < until {
                try oneByOne(10, &answers)
            }
            #expect(!answers.suffix(100).contains(Demands.restrictive), "no recovery")
            #expect(slowest < Self.deadline * 2 + Self.slack)
            let outcome = try run.finish()
            #expect(outcome.status == 1, "\(outcome.stderr)")
            let wrong = zip(outcome.answers, stream.expected()).enumerated().filter { _, pair in
                pair.0 != pair.1 && pair.0 != Demands.restrictive
            }
            #expect(wrong.isEmpty)
            #expect(Array(outcome.answers.prefix(299)) == Array(stream.expected().prefix(299)))
            let summary = try outcome.summaryOrThrow()
            expectConsistent(summary, demands: stream.sent.count)
            #expect(
                summary.restrictive == outcome.answers.filter { $0 == Demands.restrictive }.count)
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `two silent replicas cost one deadline a demand, never more`() throws {
            let run = try ThriceRun(
                faulty: ["nothing", "nothing", "good"],
                ["--agree", "2", "--deadline", "100ms", "--no-restart", "--restrictive", "STAY"])
            let demands = Demands.lines(1...200)
            let answers = try run.exchange(demands)
            let outcome = try run.finish()
            #expect(answers == demands.map { _ in "STAY" })
            #expect(outcome.status == 1)
            #expect(outcome.duration < .seconds(20))
            run.expectNothingLeft()
        }
    }
}
