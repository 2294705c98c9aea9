import Foundation
import Glibc
import Testing

extension EndToEnd {
    /// Replicas that go wrong while nothing is asked of them.
    @Suite(.timeLimit(.minutes(1))) struct SelfCheckTests {
        private func run(
            _ modes: [String], agree: Int = 2, _ keys: String
        ) throws -> (ThriceRun, ScratchFolder) {
            let mark = UUID().uuidString
            let folder = try ScratchFolder("check-\(mark)")
            let program = try Fixture.path("faulty")
            let replicas = modes.enumerated().map { index, mode in
                let words = [program] + mode.split(separator: " ").map(String.init)
                return "  - {name: r\(index + 1), command: [\(words.joined(separator: ", "))]}"
            }
            let demand = "0 are you well?"
            let text = """
                replicas:
                \(replicas.joined(separator: "\n"))
                vote: {agree: \(agree), restrictive: RESTRICTIVE}
                selfCheck:
                  demand: "\(demand)"
                  answer: \(Demands.answers([demand])[0])
                  every: 20ms
                \(keys)
                """
            try text.write(
                toFile: folder.path("thrice.yaml"), atomically: true, encoding: .utf8)
            return (try ThriceRun(["run", folder.root], mark: mark), folder)
        }

        private func events(_ run: ThriceRun, of replica: String) throws -> [[String: Any]] {
            let text = try String(
                contentsOfFile: run.scratch.path("run/events.jsonl"), encoding: .utf8)
            // The last line may be on its way still.
            return text.split(separator: "\n").compactMap {
                try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
            }.filter { $0["replica"] as? String == replica }
        }

        @Test(arguments: ["", "isolation: sandbox", "framing: process"])
        func `one that hangs while nothing comes is started anew before the next demand`(
            keys: String
        ) throws {
            let (run, folder) = try run(
                ["good", "good", "good"], agree: 3, "deadline: 1s\nstartup: 5s\n\(keys)")
            defer { withExtendedLifetime(folder) {} }
            var stream = Stream(run)
            try stream.next(10)
            // All are needed: it has answered, and holds nothing.
            let wedged = try run.pid("replica r2")
            kill(wedged, SIGSTOP)
            try run.waitForPids { ($0["replica r2"] ?? wedged) != wedged }
            try stream.next(100)
            let outcome = try run.finish()
            #expect(outcome.status == 0, "\(outcome.stderr)")
            #expect(outcome.answers == stream.expected())
            #expect(outcome.stderr.contains("r2 did not answer its self-check"))
            let summary = try outcome.summaryOrThrow()
            #expect(summary.masked == 0 && summary.demands == 110)
            #expect(try summary.replica("r2").restarts == 1)
            let lost = try events(run, of: "r2").compactMap { $0["loss"] as? String }
            #expect(lost == ["selfCheckMissed"])
            run.expectNothingLeft()
        }

        /// Until something has been told of a replica.
        private func wait(
            for run: ThriceRun, _ replica: String, until hasCome: ([String: Any]) -> Bool
        ) throws {
            let end = ContinuousClock.now + .seconds(20)
            try run.waitForPids { $0[replica] != nil || $0["voter"] != nil }
            while try !events(run, of: replica).contains(where: hasCome) {
                guard ContinuousClock.now < end else { throw KitError(run.stderr) }
                if run.guardian.hasEnded(within: .milliseconds(5)) { throw KitError(run.stderr) }
            }
        }

        @Test func `one that answers wrongly climbs the ladder, and no ballot knows of it`()
            throws
        {
            let (run, folder) = try run(
                ["good", "good", "wrong at=0"], "deadline: 5s\nhealth: {restarts: 2}")
            defer { withExtendedLifetime(folder) {} }
            var stream = Stream(run)
            try stream.next(10)
            try wait(for: run, "r3") { $0["event"] as? String == "ejected" }
            try stream.next(10)
            let outcome = try run.finish()
            #expect(outcome.status == 0, "\(outcome.stderr)")
            #expect(outcome.answers == stream.expected())
            let lost = try events(run, of: "r3").compactMap { $0["loss"] as? String }
            #expect(lost == ["selfCheckWrong", "selfCheckWrong", "selfCheckWrong"])
            let third = try outcome.summaryOrThrow().replica("r3")
            #expect(third.agreed + third.absent == 20 && third.dissented == 0)
            run.expectNothingLeft()
        }

        @Test func `a sleeper that hangs is found before it is needed`() throws {
            let (run, folder) = try run(
                ["good", "good", "blocked at=0"],
                "pool: {active: 2}\ndeadline: 300ms\nstartup: 300ms")
            defer { withExtendedLifetime(folder) {} }
            var stream = Stream(run)
            try stream.next(10)
            try wait(for: run, "r3") { $0["loss"] as? String == "selfCheckMissed" }
            try stream.next(10)
            let outcome = try run.finish()
            #expect(outcome.status == 0, "\(outcome.stderr)")
            #expect(outcome.answers == stream.expected())
            let told = try events(run, of: "r1").compactMap { $0["event"] as? String }
            #expect(!told.contains("woken") && !told.contains("asleep"))
            run.expectNothingLeft()
        }
    }
}
