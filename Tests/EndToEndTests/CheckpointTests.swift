import Foundation
import Testing

extension EndToEnd {
    /// States are saved, voted on and handed over among replicas of different languages.
    @Suite struct CheckpointTests {
        private func run(_ replicas: [String], every: Int = 20) throws -> ThriceRun {
            let mark = UUID().uuidString
            let commands = try replicas.map { replica in
                let words = replica.split(separator: " ").map(String.init)
                let path = try Fixture.path(words[0])
                let starter = words[0].hasSuffix(".py") ? "python3 " : ""
                return starter
                    + (["'\(path)'"] + words.dropFirst() + ["mark=\(mark)"])
                    .joined(separator: " ")
            }
            return try ThriceRun(
                ["run"] + commands.flatMap { ["--replica", $0] }
                    + [
                        "--agree", "2", "--deadline", "5s", "--stateful", "--checkpoint",
                        "\(every)",
                    ],
                mark: mark)
        }

        private func hasCheckpoint(_ run: ThriceRun) -> Bool {
            events(of: run).contains { $0.contains("checkpoint") && $0.contains("\"taken\"") }
        }

        /// How often a replica's processes were handed a state, as they say themselves.
        private func tookStates(_ replica: String, of run: ThriceRun) -> Int {
            let path = run.scratch.path("run/stderr/\(replica).log")
            let log = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
            return log.split(separator: "\n").count { $0.hasPrefix("took ") }
        }

        private func events(of run: ThriceRun) -> [Substring] {
            let path = run.scratch.path("run/events.jsonl")
            return ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "")
                .split(separator: "\n")
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["r1", "r2", "r3"])
        func `a replica takes the state of others, whatever they are written in`(
            victim: String
        ) throws {
            let run = try run(["keeper good", "keeper.py", "keeper good"])
            var stream = Stream(run)
            try stream.next(until: { hasCheckpoint(run) })
            for _ in 0..<3 {
                let before = tookStates(victim, of: run)
                try run.signal("replica \(victim)", SIGKILL)
                // More than once where the next checkpoint is there before it has caught up.
                try stream.next(until: { tookStates(victim, of: run) > before })
                try stream.next(500)
            }
            let outcome = try run.finish()
            #expect(outcome.status == 0, "\(outcome.stderr)")
            #expect(outcome.answers == stream.expected(isStateful: true))
            let summary = try outcome.summaryOrThrow()
            let replica = try summary.replica(victim)
            #expect(replica.restarts >= 3 && replica.dissented == 0, "\(replica)")
            #expect(replica.agreed > 500, "it never counted again: \(replica)")
            let told = events(of: run)
            #expect(!told.contains { $0.contains("restoreDiffered") })
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `a state that one alone tells is not believed, and who told it is given up`() throws {
            let run = try run(["keeper good", "keeper lies from=90", "keeper.py"])
            var stream = Stream(run)
            try stream.next(60)
            try stream.next(until: {
                events(of: run).contains {
                    $0.contains("\"replica\":\"r2\"") && $0.contains("\"stateDiffered\"")
                }
            })
            try stream.next(100)
            let outcome = try run.finish()
            #expect(outcome.status == 0, "\(outcome.stderr)")
            #expect(outcome.answers == stream.expected(isStateful: true))
            #expect(outcome.stderr.contains("r2 saved a state that is not the agreed one"))
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `who does not take the state does not count`() throws {
            let run = try run(["keeper good", "keeper numb", "keeper.py"])
            var stream = Stream(run)
            try stream.next(until: { hasCheckpoint(run) })
            try run.signal("replica r2", SIGKILL)
            try stream.next(until: {
                events(of: run).contains { $0.contains("\"restoreDiffered\"") }
            })
            let outcome = try run.finish()
            #expect(outcome.status == 0, "\(outcome.stderr)")
            #expect(outcome.answers == stream.expected(isStateful: true))
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `a program that knows of no states is an error before the first demand`() throws {
            let run = try run(["keeper blind", "keeper blind", "keeper blind"])
            try run.send("1\n")
            let outcome = try run.finish()
            #expect(outcome.status == 66 && outcome.answers.isEmpty)
            #expect(outcome.stderr.contains("thrice:state STATE"), "\(outcome.stderr)")
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `a state that has grown too long costs the checkpoint and nothing else`() throws {
            let mode = "keeper many from=100"
            let run = try run([mode, mode, mode])
            var stream = Stream(run)
            try stream.next(300)
            let outcome = try run.finish()
            #expect(outcome.status == 0, "\(outcome.stderr)")
            #expect(outcome.answers == stream.expected(isStateful: true))
            let failed = events(of: run).filter { $0.contains("tooLong") }
            #expect(!failed.isEmpty && failed.allSatisfy { $0.contains("notAgreed") })
            #expect(try outcome.summaryOrThrow().restarts == 0)
            run.expectNothingLeft()
        }
    }
}
