import Testing

extension EndToEnd {
    /// Three replicas, two have to agree: one fault of any kind changes no answer.
    @Suite struct MaskedFaultTests {
        @Test(.timeLimit(.minutes(1)), arguments: FaultCase.all)
        func `one faulty replica of three changes no answer`(_ fault: FaultCase) throws {
            let demands = Demands.lines(1...2500)
            let run = try ThriceRun(faulty: ["good", fault.mode, "good"])
            let answers = try run.exchange(demands)
            _ = try run.pids()
            let outcome = try run.finish()
            #expect(answers == Demands.answers(demands))
            #expect(outcome.answers.count == demands.count)
            #expect(outcome.status == 0, "\(outcome.stderr)")
            #expect(outcome.unterminated == "")
            // A deadline for each demand would be forty minutes.
            #expect(outcome.duration < .seconds(15))
            let summary = try outcome.summaryOrThrow()
            expectConsistent(summary, demands: demands.count)
            #expect(summary.agreed == demands.count)
            #expect(summary.restrictive == 0)
            let faulty = try summary.replica("r2")
            #expect(fault.kinds.contains { faulty[keyPath: $0] > 0 }, "\(faulty)")
            if fault.costsBallots { #expect(summary.masked > 0) }
            #expect(try summary.replica("r1").agreed == demands.count)
            #expect(try summary.replica("r3").agreed == demands.count)
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["good", "crash at=700", "slow at=100 ms=2500"])
        func `replicas with state are voted on like those without`(mode: String) throws {
            let demands = Demands.lines(1...2500)
            let options = ["--agree", "2", "--stateful"] + ThriceRun.patient
            let run = try ThriceRun(
                faulty: ["good stateful", "\(mode) stateful", "good stateful"], options)
            let answers = try run.exchange(demands)
            let outcome = try run.finish()
            #expect(answers == Demands.statefulAnswers(demands))
            #expect(outcome.status == 0, "\(outcome.stderr)")
            expectConsistent(try outcome.summaryOrThrow(), demands: demands.count)
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `a replica in another language votes with the others`() throws {
            let demands = Demands.lines(1...500)
            let faulty = try Fixture.path("faulty")
            let python = try Fixture.path("digest.py")
            let run = try ThriceRun([
                "run", "--replica", faulty, "--replica", "\(faulty) wrong at=250",
                "--replica", "python3 '\(python)'", "--agree", "2", "--deadline", "5s",
            ])
            let answers = try run.exchange(demands)
            let outcome = try run.finish()
            #expect(answers == Demands.answers(demands))
            #expect(outcome.status == 0, "\(outcome.stderr)")
            #expect(try outcome.summaryOrThrow().masked == 1)
            run.expectNothingLeft()
        }
    }
}

/// The sums that hold for every run.
func expectConsistent(
    _ summary: RunSummary, demands: Int, sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(summary.schemaVersion >= 1, sourceLocation: sourceLocation)
    #expect(summary.demands == demands, sourceLocation: sourceLocation)
    #expect(summary.agreed + summary.restrictive == demands, sourceLocation: sourceLocation)
    #expect(summary.masked <= summary.agreed, sourceLocation: sourceLocation)
    for replica in summary.replicas {
        #expect(replica.ballots == demands, "\(replica)", sourceLocation: sourceLocation)
    }
    let restarts = summary.replicas.map(\.restarts).reduce(0, +)
    #expect(summary.restarts == restarts, sourceLocation: sourceLocation)
}
