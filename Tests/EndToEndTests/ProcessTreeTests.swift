import Foundation
import Testing

extension EndToEnd {
    /// Supervisor, voter and guardian may fail too, and the consumer may leave.
    @Suite struct ProcessTreeTests {
        @Test(.timeLimit(.minutes(1)), arguments: ["good", "daemon at=3000", "stubborn at=3000"])
        func `the vote goes on without the supervisor`(mode: String) throws {
            let run = try ThriceRun(faulty: ["good", mode, "good"])
            var stream = Stream(run)
            try stream.next(1000)
            try run.signal("supervisor", SIGKILL)
            try stream.next(4000)
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected())
            #expect(outcome.status == 0, "\(outcome.stderr)")
            let summary = try outcome.summaryOrThrow()
            expectConsistent(summary, demands: 5000)
            #expect(summary.agreed == 5000)
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `replicas that write to their stderr outlive the supervisor`() throws {
            let run = try ThriceRun(faulty: ["chatty", "chatty", "chatty"])
            var stream = Stream(run)
            try stream.next(500)
            try run.signal("supervisor", SIGKILL)
            try stream.next(1000)
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected())
            #expect(outcome.status == 0, "\(outcome.stderr)")
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["good", "daemon every=400", "stubborn at=900"])
        func `when the voter dies no further line goes out and the status says so`(
            mode: String
        ) throws {
            let run = try ThriceRun(faulty: ["good", "good", mode])
            var stream = Stream(run)
            try stream.next(1000)
            try run.signal("voter", SIGKILL)
            try? run.send(Demands.lines(1001...1500).map { $0 + "\n" }.joined())
            let outcome = try run.finish(within: .seconds(5))
            #expect(outcome.answers == stream.expected())
            #expect(outcome.unterminated == "")
            #expect(outcome.status == 70)
            #expect(outcome.stderr.contains("voter"))
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["good", "stubborn at=900", "daemon at=900"])
        func `when the guardian dies everything ends`(mode: String) throws {
            let run = try ThriceRun(faulty: ["good", "good", mode])
            var stream = Stream(run)
            try stream.next(1000)
            _ = try run.pids()
            run.guardian.signal(SIGKILL)
            _ = try run.waitForExit(within: .seconds(2))
            run.expectNothingLeft(within: .seconds(2))
        }

        @Test(.timeLimit(.minutes(1)), arguments: [SIGINT, SIGTERM])
        func `an interrupted run ends within two seconds, whatever its replicas do`(
            signal: Int32
        ) throws {
            let run = try ThriceRun(
                faulty: ["stubborn at=500", "busy at=500", "good"],
                ["--agree", "2", "--deadline", "60s"])
            var stream = Stream(run)
            try stream.next(499)
            try run.send(Demands.lines(500...600).map { $0 + "\n" }.joined())
            _ = try run.pids()
            let start = ContinuousClock.now
            run.guardian.signal(signal)
            let status = try run.waitForExit(within: .seconds(10))
            #expect(ContinuousClock.now - start < .seconds(2))
            #expect(status == 128 + signal)
            run.expectNothingLeft()
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected())
            #expect(outcome.unterminated == "")
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["good", "stubborn at=50"])
        func `a consumer that leaves ends the run with 74`(mode: String) throws {
            let run = try ThriceRun(faulty: ["good", "good", mode])
            let demands = Demands.lines(1...3000)
            try run.exchange(Array(demands.prefix(1)))
            try run.waitForPids { $0.count == 6 }
            run.closeOutput()
            try? writeAfterClose(run, demands)
            run.closeInput()
            #expect(try run.waitForExit(within: .seconds(5)) == 74)
            run.expectNothingLeft()
        }

        private func writeAfterClose(_ run: ThriceRun, _ demands: [String]) throws {
            for demand in demands.dropFirst().prefix(100) {
                let bytes = Array((demand + "\n").utf8)
                if write(run.input, bytes, bytes.count) < 0 { return }
            }
        }
    }
}
