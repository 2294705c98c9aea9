import Foundation
import Testing

extension EndToEnd {
    /// A supervisor that is killed is followed by another one, which takes over what runs.
    @Suite struct SupervisorTests {
        @Test(.timeLimit(.minutes(1)), arguments: [false, true])
        func `who is lost after the supervisor was comes back all the same`(
            isStateful: Bool
        ) throws {
            let mode = isStateful ? "good stateful" : "good"
            let run = try ThriceRun(
                faulty: [mode, mode, mode],
                ["--agree", "2"] + ThriceRun.patient + (isStateful ? ["--stateful"] : []))
            var stream = Stream(run)
            try stream.next(1000)
            let before = try run.pids(naming: ThriceRun.three)
            try run.signal("supervisor", SIGKILL)
            try stream.next(500)
            try run.signal("replica r3", SIGKILL)
            try stream.next(until: {
                try run.pids()["replica r3"].map { $0 != before["replica r3"] } ?? false
            })
            try stream.next(1000)
            let after = try run.pids()
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected(isStateful: isStateful))
            #expect(outcome.status == 0, "\(outcome.stderr)")
            let summary = try outcome.summaryOrThrow()
            expectConsistent(summary, demands: stream.sent.count)
            #expect(summary.restrictive == 0)
            #expect(try summary.replica("r3").restarts == 1)
            #expect(after["supervisor"] != before["supervisor"])
            // Those that ran were left alone.
            #expect(after["replica r1"] == before["replica r1"])
            #expect(after["replica r2"] == before["replica r2"])
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `who is lost while there is none is started by the next`() throws {
            let run = try ThriceRun(faulty: ["good", "good", "good"])
            var stream = Stream(run)
            try stream.next(1000)
            let before = try run.pids(naming: ThriceRun.three)
            // It cannot see what happens before it is killed.
            try run.signal("supervisor", SIGSTOP)
            try run.signal("replica r1", SIGKILL)
            try run.signal("replica r2", SIGKILL)
            try run.signal("supervisor", SIGKILL)
            try stream.next(until: {
                let now = try run.pids()
                return ["replica r1", "replica r2"].allSatisfy { name in
                    now[name].map { $0 != before[name] } ?? false
                }
            })
            try stream.next(1000)
            let outcome = try run.finish()
            #expect(outcome.status <= 1, "\(outcome.stderr)")
            let summary = try outcome.summaryOrThrow()
            #expect(try summary.replica("r1").restarts == 1)
            #expect(try summary.replica("r2").restarts == 1)
            let tail = zip(outcome.answers, stream.expected()).suffix(1000)
            #expect(tail.allSatisfy { $0 == $1 })
            run.expectNothingLeft()
        }

        /// At whatever point of its work it is killed, nobody is missing in the end.
        @Test(.timeLimit(.minutes(2)), arguments: 1...12)
        func `one that is killed while it starts the replicas is followed by one that goes on`(
            round: UInt64
        ) throws {
            var random = SeededRandom(seed: round)
            let count = 9
            let run = try ThriceRun(
                faulty: Array(repeating: "good", count: count),
                [
                    "--agree", "5",
                ] + ThriceRun.patient)
            let started = Int(random.next() % UInt64(count + 1))
            let end = ContinuousClock.now + .seconds(10)
            while ContinuousClock.now < end {
                // There is no file at first.
                let pids = (try? run.pids()) ?? [:]
                let replicas = pids.keys.count { $0.hasPrefix("replica") }
                if pids["supervisor"] != nil && replicas >= started { break }
            }
            try run.signal("supervisor", SIGKILL)
            try run.waitForPids { pids in pids.keys.count { $0.hasPrefix("replica") } == count }
            var stream = Stream(run)
            try stream.next(500)
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected())
            #expect(outcome.status == 0, "\(outcome.stderr)")
            let summary = try outcome.summaryOrThrow()
            #expect(summary.agreed == 500)
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `where nobody is started anew the next one does not do so either`() throws {
            let run = try ThriceRun(
                faulty: ["good", "good", "good"],
                ["--agree", "2", "--no-restart"] + ThriceRun.patient)
            var stream = Stream(run)
            try stream.next(500)
            try run.signal("replica r2", SIGKILL)
            try stream.next(500)
            let before = try run.pid("supervisor")
            try run.signal("supervisor", SIGKILL)
            try run.waitForPids { $0["supervisor"].map { $0 != before } ?? false }
            try stream.next(500)
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected())
            #expect(try outcome.summaryOrThrow().restarts == 0)
            run.expectNothingLeft()
        }

        /// The guardian hears of both ends at once.
        @Test(.timeLimit(.minutes(1)))
        func `one that dies just before the run ends is told of`() throws {
            let run = try ThriceRun(faulty: ["good", "good", "good"])
            var stream = Stream(run)
            try stream.next(100)
            let voter = try run.pid("voter")
            run.guardian.signal(SIGSTOP)
            try run.signal("supervisor", SIGKILL)
            run.closeInput()
            let hasEnded = run.watched[voter]?.hasEnded(within: .seconds(5)) ?? false
            #expect(hasEnded)
            run.guardian.signal(SIGCONT)
            let outcome = try run.finish()
            #expect(outcome.status == 0, "\(outcome.stderr)")
            #expect(try outcome.summaryOrThrow().supervisorsLost == 1)
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["good", "daemon at=900"])
        func `what one took over it also ends when the guardian dies`(mode: String) throws {
            let run = try ThriceRun(faulty: ["good", "good", mode])
            var stream = Stream(run)
            try stream.next(500)
            let before = try run.pid("supervisor")
            try run.signal("supervisor", SIGKILL)
            try run.waitForPids { $0["supervisor"].map { $0 != before } ?? false }
            try stream.next(500)
            _ = try run.pids()
            run.guardian.signal(SIGKILL)
            _ = try run.waitForExit(within: .seconds(5))
            run.expectNothingLeft(within: .seconds(5))
        }

        /// It finds the guardian dead before it has asked anybody anything.
        @Test(.timeLimit(.minutes(1)))
        func `one that is only being started ends what is left, too`() throws {
            let run = try ThriceRun(faulty: ["good", "good", "daemon at=300"])
            var stream = Stream(run)
            try stream.next(200)
            let first = try run.pid("replica r3")
            try stream.next(300)
            // The one that has left a daemon behind is gone.
            try run.waitForPids { $0["replica r3"].map { $0 != first } ?? false }
            let before = try run.pid("supervisor")
            try run.signal("supervisor", SIGKILL)
            try run.waitForPids { $0["supervisor"].map { $0 != before } ?? false }
            // However busy the machine is, it does not come further meanwhile.
            let next = try run.pid("supervisor")
            kill(next, SIGSTOP)
            run.guardian.signal(SIGKILL)
            _ = try run.waitForExit(within: .seconds(5))
            kill(next, SIGCONT)
            run.expectNothingLeft(within: .seconds(5))
        }
    }
}
