import Foundation
import Glibc
import Testing

extension EndToEnd {
    /// When restarting is given up, and what the light shows meanwhile.
    @Suite struct HealthTests {
        /// An ensemble of three `faulty` with these modes, two of which must agree.
        private func run(_ modes: [String], _ keys: String) throws -> (ThriceRun, ScratchFolder) {
            let mark = UUID().uuidString
            let folder = try ScratchFolder("health-\(mark)")
            let program = try Fixture.path("faulty")
            let replicas = modes.enumerated().map { index, mode in
                let words = [program] + mode.split(separator: " ").map(String.init)
                return "  - {name: r\(index + 1), command: [\(words.joined(separator: ", "))]}"
            }
            let text = """
                replicas:
                \(replicas.joined(separator: "\n"))
                vote: {agree: 2, restrictive: RESTRICTIVE}
                \(keys)
                """
            try text.write(
                toFile: folder.path("thrice.yaml"), atomically: true, encoding: .utf8)
            return (try ThriceRun(["run", folder.root], mark: mark), folder)
        }

        private func events(_ run: ThriceRun) throws -> [[String: Any]] {
            let text = try String(
                contentsOfFile: run.scratch.path("run/events.jsonl"), encoding: .utf8)
            // The last line may be on its way still.
            return text.split(separator: "\n").compactMap {
                try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
            }
        }

        private func names(_ events: [[String: Any]], of replica: String) -> [String] {
            events.filter { $0["replica"] as? String == replica }
                .compactMap { $0["event"] as? String }
        }

        @Test(.timeLimit(.minutes(1)))
        func `a crash loop ends with so many restarts as were allowed`() throws {
            let (run, folder) = try run(
                ["good", "crash", "good"], "deadline: 5s\nhealth: {restarts: 3, hold: 50ms}")
            defer { withExtendedLifetime(folder) {} }
            var stream = Stream(run)
            try stream.next(10)
            try stream.next(until: { try names(events(run), of: "r2").contains("ejected") })
            // One of three is out for good: that is never green again.
            func colours() throws -> [String] {
                try events(run).filter { $0["event"] as? String == "light" }
                    .compactMap { $0["colour"] as? String }
            }
            try stream.next(until: { try colours().last == "yellow" })
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected())
            #expect(outcome.status == 0, "\(outcome.stderr)")
            let told = names(try events(run), of: "r2")
            #expect(told.filter { $0 == "started" }.count == 4)
            #expect(told.filter { $0 == "ejected" }.count == 1)
            #expect(try colours().last == "yellow")
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `a replica with state that fails twice on one demand is not started again`() throws {
            let (run, folder) = try run(
                ["good stateful", "crash at=40 stateful", "good stateful"],
                "deadline: 5s\nstateful: true")
            defer { withExtendedLifetime(folder) {} }
            var stream = Stream(run)
            try stream.next(10)
            try stream.next(until: { try names(events(run), of: "r2").contains("ejected") })
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected(isStateful: true))
            #expect(outcome.status == 0, "\(outcome.stderr)")
            let lost = try events(run).filter { $0["event"] as? String == "gaveUp" }
            #expect(lost.map { $0["demand"] as? Int } == [40, 40])
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)), arguments: [true, false])
        func `one that hangs is a suspect, and all at once are the machine`(
            areAll: Bool
        ) throws {
            let (run, folder) = try run(
                ["good", "good", "good"], "deadline: 300ms\nhealth: {restarts: 0}")
            defer { withExtendedLifetime(folder) {} }
            var stream = Stream(run)
            try stream.next(10)
            let all = ["r1", "r2", "r3"]
            try run.waitForPids { pids in all.allSatisfy { pids["replica \($0)"] != nil } }
            for name in areAll ? all : ["r2"] {
                kill(try run.pid("replica \(name)"), SIGSTOP)
            }
            func has(_ event: String) throws -> Bool {
                try events(run).contains { $0["event"] as? String == event }
            }
            if areAll {
                try stream.next(until: {
                    // Blamed while they hang, and all three are started anew without a mark.
                    try has("machineBlamed")
                        && all.allSatisfy { name in
                            try names(events(run), of: name).filter { $0 == "started" }.count > 1
                        }
                })
                #expect(try !has("ejected"))
            } else {
                try stream.next(until: { try has("ejected") || has("machineBlamed") })
                // A machine that is busy with something else excuses it.
                #expect(
                    try names(events(run), of: "r2").contains("ejected") || Self.isMachineBusy)
            }
            _ = try run.finish()
            run.expectNothingLeft()
        }

        /// Whether somebody had to wait for a processor for much of the last ten seconds.
        private static var isMachineBusy: Bool {
            let text = try? String(contentsOfFile: "/proc/pressure/cpu", encoding: .utf8)
            let share = text?.split(separator: " ").first { $0.hasPrefix("avg10=") }
            return (share.flatMap { Double($0.dropFirst("avg10=".count)) } ?? 0) > 30
        }

        @Test(.timeLimit(.minutes(1)))
        func `the light turns green when all are well, and not while one is away`() throws {
            let (run, folder) = try run(
                ["good", "good", "good"], "deadline: 5s\nhealth: {hold: 20ms, clean: 50ms}")
            defer { withExtendedLifetime(folder) {} }
            func colours() throws -> [String] {
                try events(run).compactMap { $0["colour"] as? String }
            }
            var stream = Stream(run)
            try stream.next(10)
            try stream.next(until: { try colours().last == "green" })
            kill(try run.pid("replica r3"), SIGKILL)
            try stream.next(until: { try colours().last == "yellow" })
            try stream.next(until: { try colours().last == "green" })
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected())
            #expect(try colours().suffix(3) == ["green", "yellow", "green"])
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `each is started anew in its turn, and nobody sees anything of it`() throws {
            let (run, folder) = try run(
                ["good", "good", "good"],
                "deadline: 5s\nfaults: {crash: 0}\n"
                    + "health: {rejuvenate: 20ms, hold: 1ms, clean: 1ms}")
            defer { withExtendedLifetime(folder) {} }
            var stream = Stream(run)
            try stream.next(10)
            let all = ["r1", "r2", "r3"]
            // Nobody is in between.
            func hasReturned(_ name: String) throws -> Bool {
                let names = try names(events(run), of: name)
                guard let left = names.firstIndex(of: "withdrawn") else { return false }
                return names[left...].contains("started")
            }
            for _ in 0..<20 { try stream.next(15) }
            try stream.next(until: { try all.allSatisfy { try hasReturned($0) } })
            try stream.next(15)
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected())
            #expect(outcome.status == 0, "\(outcome.stderr)")
            let summary = try outcome.summaryOrThrow()
            #expect(summary.restrictive == 0)
            #expect(summary.replicas.allSatisfy { $0.silent + $0.crashed + $0.late == 0 })
            let told = try events(run)
            #expect(!told.contains { $0["event"] as? String == "gaveUp" })
            #expect(!told.contains { $0["event"] as? String == "faultsExceeded" })
            #expect(told.contains { $0["reason"] as? String == "rejuvenation" })
            run.expectNothingLeft()
        }
    }
}
