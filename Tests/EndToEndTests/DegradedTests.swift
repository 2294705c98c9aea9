import Foundation
import Glibc
import Testing

extension EndToEnd {
    /// A run in which one more failure would not be masked ends by itself, in effect.
    @Suite struct DegradedTests {
        @Test(.timeLimit(.minutes(1)))
        func `two of three go on for the limit, and then nothing permissive goes out`() throws {
            let program = try Fixture.path("faulty")
            let folder = try ScratchFolder("degraded-\(UUID().uuidString)")
            let replicas = (1...3).map { "  - {name: r\($0), command: [\(program), good]}" }
            try """
            replicas:
            \(replicas.joined(separator: "\n"))
            vote: {agree: 2, restrictive: RESTRICTIVE}
            deadline: 5s
            restart: false
            degraded: 3s
            """.write(toFile: folder.path("thrice.yaml"), atomically: true, encoding: .utf8)
            let run = try ThriceRun(["run", folder.root])
            var stream = Stream(run)
            try stream.next(100)
            kill(try run.pid("replica r3"), SIGKILL)
            func events() throws -> String {
                try String(
                    contentsOfFile: run.scratch.path("run/events.jsonl"), encoding: .utf8)
            }
            // The limit passes while demands are answered.
            try stream.next(until: { try events().contains("degradedTooLong") })
            try stream.next(50)
            let outcome = try run.finish()
            let expected = stream.expected()
            let first = try #require(outcome.answers.firstIndex(of: "RESTRICTIVE"))
            #expect(first > 100)
            #expect(outcome.answers.count == expected.count)
            #expect(outcome.answers[..<first] == expected[..<first])
            #expect(outcome.answers[first...].allSatisfy { $0 == "RESTRICTIVE" })
            #expect(outcome.status == 1, "\(outcome.stderr)")
            #expect(try outcome.summaryOrThrow().shutAt == first + 1)
            #expect(outcome.stderr.contains("from demand \(first + 1) on only the restrictive"))
            let story = try Shell.run(#""$THRICE" events '\#(run.scratch.path("run"))'"#)
            #expect(story.output.contains("everything is restrictive from demand \(first + 1) on"))
            run.expectNothingLeft()
        }
    }
}
