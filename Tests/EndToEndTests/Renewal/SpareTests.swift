import Foundation
import Glibc
import Testing

extension EndToEnd {
    /// Replicas without a seat take that of one whose build is used up.
    @Suite struct SpareTests {
        private func run(
            _ modes: [String], spares: [String], _ keys: String
        ) throws -> (ThriceRun, ScratchFolder) {
            let folder = try ScratchFolder("spares-\(UUID().uuidString)")
            let program = try Fixture.path("faulty")
            func lines(_ modes: [String], _ name: String, _ more: String) -> [String] {
                modes.enumerated().map { index, mode in
                    let words = [program] + mode.split(separator: " ").map(String.init)
                    return "  - {name: \(name)\(index + 1), command: "
                        + "[\(words.joined(separator: ", "))]\(more)}"
                }
            }
            let all = lines(modes, "r", "") + lines(spares, "s", ", spare: true")
            try """
            replicas:
            \(all.joined(separator: "\n"))
            vote: {agree: 2, restrictive: RESTRICTIVE}
            deadline: 5s
            \(keys)
            """.write(toFile: folder.path("thrice.yaml"), atomically: true, encoding: .utf8)
            return (try ThriceRun(["run", folder.root]), folder)
        }

        @Test(.timeLimit(.minutes(1)))
        func `one spare after the other takes a seat, and then it is empty`() throws {
            let (run, folder) = try run(
                ["good", "crash at=30", "good"], spares: ["good", "good"],
                "health: {restarts: 0}")
            defer { withExtendedLifetime(folder) {} }
            var stream = Stream(run)
            try stream.next(40)
            func sits(_ spares: Int) throws -> Bool {
                let events = try run.events(of: "r2")
                return events.filter { $0 == "replaced" }.count == spares
                    && events.filter { $0 == "started" }.count == spares + 1
            }
            try stream.next(until: { try sits(1) })
            try run.waitForPids { $0["replica r2"] != nil }
            kill(try run.pid("replica r2"), SIGKILL)
            try stream.next(until: { try sits(2) })
            // The last one: nobody is left to take its seat.
            try run.waitForPids { $0["replica r2"] != nil }
            kill(try run.pid("replica r2"), SIGKILL)
            try stream.next(until: { try run.events(of: "r2").contains("ejected") })
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected())
            #expect(outcome.status == 0, "\(outcome.stderr)")
            let spares = try run.events().compactMap { $0["spare"] as? String }
            #expect(spares == ["s1", "s2"])
            let summary = try outcome.summaryOrThrow()
            #expect(summary.replicas.map(\.name) == ["r1", "r2", "r3"])
            #expect(summary.seats?.map(\.occupant) == ["s2"])
            #expect(outcome.stderr.contains("spares, without a seat as yet: s1, s2"))
            #expect(outcome.stderr.contains("in the seat of r2 sits s2"))
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `with state a spare is shown the history before it counts`() throws {
            let (run, folder) = try run(
                ["good stateful", "crash at=40 stateful", "good stateful"],
                spares: ["good stateful"], "stateful: true")
            defer { withExtendedLifetime(folder) {} }
            var stream = Stream(run)
            try stream.next(10)
            try stream.next(until: { try run.hasStarted("r2", behind: "replaced") })
            for _ in 0..<10 { try stream.next(20) }
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected(isStateful: true))
            #expect(outcome.status == 0, "\(outcome.stderr)")
            #expect(try outcome.summaryOrThrow().replica("r2").dissented == 0)
            run.expectNothingLeft()
        }

        @Test func `a spare that is not there is told before the run begins`() throws {
            let folder = try ScratchFolder("spares-\(UUID().uuidString)")
            let program = try Fixture.path("faulty")
            try """
            replicas:
              - {name: a, command: [\(program), good]}
              - {name: s, command: [./missing], spare: true}
            """.write(toFile: folder.path("thrice.yaml"), atomically: true, encoding: .utf8)
            let outcome = try ThriceRun(["run", folder.root], input: .none).finish()
            #expect(outcome.status == 66)
            #expect(outcome.stderr.contains("cannot use the spare 's'"))
        }
    }
}
