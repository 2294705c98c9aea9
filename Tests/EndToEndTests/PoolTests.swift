import Foundation
import Glibc
import Testing

extension EndToEnd {
    /// Replicas that sleep until they are needed.
    @Suite struct PoolTests {
        private func run(_ modes: [String], _ keys: String) throws -> (ThriceRun, ScratchFolder) {
            let mark = UUID().uuidString
            let folder = try ScratchFolder("pool-\(mark)")
            let program = try Fixture.path("faulty")
            let replicas = modes.enumerated().map { index, mode in
                let words = [program] + mode.split(separator: " ").map(String.init)
                return "  - {name: r\(index + 1), command: [\(words.joined(separator: ", "))]}"
            }
            let text = "replicas:\n\(replicas.joined(separator: "\n"))\n\(keys)\n"
            try text.write(
                toFile: folder.path("thrice.yaml"), atomically: true, encoding: .utf8)
            return (try ThriceRun(["run", folder.root], mark: mark), folder)
        }

        /// Replicas whose process the kernel shows as stopped.
        private func stopped(_ run: ThriceRun) throws -> Set<String> {
            let states = try run.pids().filter { _, pid in
                let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
                return text?.split(separator: ")").last?.split(separator: " ").first == "T"
            }
            return Set(states.keys)
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["process", "sandbox"])
        func `a lie and a kill wake sleepers, and every answer is right`(
            isolation: String
        ) throws {
            let (run, folder) = try run(
                ["good", "good", "wrong", "good", "good"],
                """
                vote: {agree: 3, restrictive: RESTRICTIVE}
                pool: {size: 5, active: 3}
                deadline: 1s
                isolation: \(isolation)
                """)
            defer { withExtendedLifetime(folder) {} }
            var stream = Stream(run)
            // One lies from the start: another is woken for it, and stays awake in its place.
            try stream.next(10)
            try stream.next(until: {
                let asleep = try stopped(run)
                return asleep.count == 2 && asleep.contains("replica r3")
            })
            let pid = try run.pid("replica r1")
            try stream.next(2000, afterAnswers: 700) { kill(pid, SIGKILL) }
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected())
            #expect(outcome.status == 0, "\(outcome.stderr)")
            #expect(outcome.stderr.contains("pool: 3 active, 2 asleep"))
            let summary = try outcome.summaryOrThrow()
            let woken = try summary.replica("r4").agreed + summary.replica("r5").agreed
            #expect(woken > 0)
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `no demand is lost with a primary`() throws {
            let (run, folder) = try run(
                ["good", "good", "good"],
                """
                vote: {agree: 1, tie: lowest, restrictive: RESTRICTIVE}
                pool: {active: 1, spares: atOnce}
                deadline: 1s
                """)
            defer { withExtendedLifetime(folder) {} }
            var stream = Stream(run)
            try stream.next(10)
            try stream.next(until: { try stopped(run).count == 2 })
            for _ in 0..<3 {
                let asleep = try stopped(run)
                let names = Set(["replica r1", "replica r2", "replica r3"])
                let primary = try #require(names.subtracting(asleep).first)
                let pid = try run.pid(primary)
                // In the midst of a stage: it holds demands.
                try stream.next(2000, afterAnswers: 700) { kill(pid, SIGKILL) }
                try stream.next(until: { try stopped(run).count == 2 })
            }
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected())
            #expect(outcome.status == 0, "\(outcome.stderr)")
            run.expectNothingLeft()
        }
    }
}
