import Foundation
import Testing

extension EndToEnd {
    /// The program with state: a variant that is lost in mid-run is shown the history and counts
    /// again.
    @Suite struct BrakesTests {
        @Test(.timeLimit(.minutes(3)))
        func `all answers are the expected ones`() throws {
            let brakes = try Family.brakes.get()
            // However busy the machine.
            let run = try ThriceRun(["run", brakes.folder.path, "--deadline", "2s"])
            let answers = try run.exchange(brakes.demands)
            let outcome = try run.finish()
            #expect(answers == brakes.rightAnswers)
            #expect(outcome.status == 0, "\(outcome.stderr)")
            expectConsistent(try outcome.summaryOrThrow(), demands: brakes.demands.count)
            run.expectNothingLeft()
        }

        /// As shipped, and with the demands there at once: the only version of its own design is
        /// there for all of them.
        @Test(.timeLimit(.minutes(3)))
        func `a stream that is full from the start leaves no version behind`() throws {
            let brakes = try Family.brakes.get()
            let told = try Shell.run(
                """
                "$THRICE" run '\(brakes.folder.path)' --run-folder "$FOLDER" \
                <'\(brakes.folder.path)/demands/demands.txt'
                """)
            #expect(told.errors.contains("597 demands: 597 agreed (0 masked)"), "\(told.errors)")
        }

        @Test(
            .timeLimit(.minutes(3)),
            arguments: [("v01", SIGKILL), ("python", SIGKILL), ("v02", SIGSTOP)])
        func `a replica lost in mid-run catches up and counts again`(
            name: String, signal: Int32
        ) throws {
            let brakes = try Family.brakes.get()
            // Three of four must agree: none of the others may be late, however busy the machine.
            let run = try ThriceRun(["run", brakes.folder.path, "--deadline", "2s"])
            let third = brakes.demands.count / 3
            var answers = try run.exchange(Array(brakes.demands[..<third]))
            let before = try run.pid("replica \(name)")
            kill(before, signal)
            answers += try run.exchange(Array(brakes.demands[third..<2 * third]))
            try run.waitForPids { $0["replica \(name)"].map { $0 != before } ?? false }
            for demand in brakes.demands[(2 * third)...] { answers += try run.exchange([demand]) }
            let outcome = try run.finish()
            #expect(answers == brakes.rightAnswers)
            #expect(outcome.status == 0, "\(outcome.stderr)")
            let summary = try outcome.summaryOrThrow()
            expectConsistent(summary, demands: brakes.demands.count)
            let replica = try summary.replica(name)
            #expect(replica.restarts >= 1)
            #expect(replica.dissented == 0)
            run.expectNothingLeft()
        }
    }
}
