import Foundation
import Glibc
import Testing

extension EndToEnd {
    /// A replica that is compared and never counted.
    @Suite struct ShadowTests {
        private func run(_ modes: [String]) throws -> (run: ThriceRun, folder: ScratchFolder) {
            let program = try Fixture.path("faulty")
            let folder = try ScratchFolder("shadow-\(UUID().uuidString)")
            let replicas = modes.enumerated().map { index, mode in
                let words = [program] + mode.split(separator: " ").map(String.init)
                let shadow = index == modes.count - 1 ? ", shadow: true" : ""
                let command = words.joined(separator: ", ")
                return "  - {name: r\(index + 1), command: [\(command)]\(shadow)}"
            }
            try """
            replicas:
            \(replicas.joined(separator: "\n"))
            vote: {agree: 2, restrictive: RESTRICTIVE}
            deadline: 5s
            """.write(toFile: folder.path("thrice.yaml"), atomically: true, encoding: .utf8)
            return (try ThriceRun(["run", folder.root]), folder)
        }

        @Test(.timeLimit(.minutes(1)))
        func `one that always lies is counted apart, and masks nothing`() throws {
            let (run, folder) = try run(["good", "good", "wrong"])
            defer { withExtendedLifetime(folder) {} }
            var stream = Stream(run)
            for _ in 0..<50 { try stream.next(1, afterAnswers: 1) {} }
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected())
            #expect(outcome.status == 0, "\(outcome.stderr)")
            let summary = try outcome.summaryOrThrow()
            #expect(summary.agreed == summary.demands && summary.masked == 0)
            #expect(summary.replicas.map(\.name) == ["r1", "r2"])
            let shadow = try #require(summary.shadows.first)
            #expect(shadow.name == "r3" && shadow.agreed == 0)
            #expect(shadow.dissented + shadow.late > 0 && shadow.ballots == summary.demands)
            #expect(outcome.stderr.contains("shadows, compared and never counted: r3"))
            #expect(outcome.stderr.contains("r3 (shadow)"))
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `one that hangs, and is killed, changes nothing`() throws {
            let (run, folder) = try run(["good", "good", "good"])
            defer { withExtendedLifetime(folder) {} }
            var stream = Stream(run)
            try stream.next(100)
            try run.waitForPids { $0["replica r3"] != nil }
            kill(try run.pid("replica r3"), SIGSTOP)
            try stream.next(2000)
            try run.waitForPids { $0["replica r3"] != nil }
            kill(try run.pid("replica r3"), SIGKILL)
            try stream.next(100)
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected())
            #expect(outcome.status == 0, "\(outcome.stderr)")
            #expect(try outcome.summaryOrThrow().masked == 0)
            run.expectNothingLeft()
        }
    }
}
