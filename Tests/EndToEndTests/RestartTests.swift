import Foundation
import Testing

extension EndToEnd {
    /// A replica that is lost comes back, and counts only for what it was asked after that.
    @Suite struct RestartTests {
        @Test(
            .timeLimit(.minutes(1)), arguments: [SIGKILL, SIGSTOP, SIGTERM, SIGSEGV], [false, true])
        func `a replica signalled from outside is masked and started anew`(
            signal: Int32, isStateful: Bool
        ) throws {
            let mode = isStateful ? "good stateful" : "good"
            let options =
                ["--agree", "2"] + ThriceRun.patient + (isStateful ? ["--stateful"] : [])
            let run = try ThriceRun(faulty: [mode, mode, mode], options)
            var stream = Stream(run)
            try stream.next(2000)
            let before = try run.pid("replica r2")
            // In the midst of a stage: some of its demands are answered, others are not yet.
            try stream.next(2000, afterAnswers: 700) { kill(before, signal) }
            try stream.next(until: { try run.pids()["replica r2"].map { $0 != before } ?? false })
            try stream.next(3000)
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected(isStateful: isStateful))
            #expect(outcome.status == 0, "\(outcome.stderr)")
            let summary = try outcome.summaryOrThrow()
            expectConsistent(summary, demands: stream.sent.count)
            let replica = try summary.replica("r2")
            #expect(replica.restarts >= 1)
            // An answer that counted for another demand than its own would be a dissent.
            #expect(replica.dissented == 0)
            #expect(replica.malformed == 0)
            #expect(replica.agreed > 2000, "it never counted again: \(replica)")
            run.expectNothingLeft()
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: ["crash every=500", "half every=500", "orphan every=500"])
        func `restarts again and again never shift an answer`(mode: String) throws {
            let run = try ThriceRun(faulty: ["good", mode, "good"])
            var stream = Stream(run)
            var seen: Set<pid_t> = []
            try stream.next(until: {
                if let pid = try run.pids()["replica r2"] { seen.insert(pid) }
                return seen.count >= 4
            })
            try stream.next(1000)
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected())
            #expect(outcome.status == 0, "\(outcome.stderr)")
            let replica = try outcome.summaryOrThrow().replica("r2")
            #expect(replica.restarts >= 3)
            #expect(replica.dissented == 0)
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `a replica that crashed stays away when restarts are switched off`() throws {
            let demands = Demands.lines(1...2500)
            let run = try ThriceRun(
                faulty: ["good", "crash at=500", "good"],
                ["--agree", "2", "--no-restart"] + ThriceRun.patient)
            let answers = try run.exchange(demands)
            let outcome = try run.finish()
            #expect(answers == Demands.answers(demands))
            #expect(outcome.status == 0)
            let summary = try outcome.summaryOrThrow()
            #expect(summary.restarts == 0)
            let replica = try summary.replica("r2")
            #expect(replica.agreed == 499)
            #expect(replica.crashed >= 1)
            #expect(replica.crashed + replica.absent == 2001)
        }
    }
}
