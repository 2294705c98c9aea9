import CLinux
import Foundation
import Testing

extension EndToEnd {
    /// Voter, supervisor and journaler that stand still, or spin, are found and ended.
    @Suite struct LifeTests {
        enum Fault: CaseIterable {
            case stops, spins

            func befall(_ process: pid_t) throws {
                switch self {
                case .stops: kill(process, SIGSTOP)
                case .spins: try SpinFault.inject(into: process)
                }
            }

            var state: String { self == .stops ? "stopped" : "running" }
        }

        private func run(_ bound: String, _ options: [String] = []) throws -> ThriceRun {
            try ThriceRun(
                faulty: ["good", "good", "good"],
                ["--agree", "2", "--deadline", "5s", "--sign-of-life", bound] + options)
        }

        private func expectLifeless(_ who: String, _ fault: Fault, in run: ThriceRun) throws {
            let event = try #require(try run.event("lifeless"))
            #expect(event["who"] as? String == who)
            #expect(event["state"] as? String == fault.state)
            let text = try String(contentsOfFile: run.scratch.path("summary.json"), encoding: .utf8)
            #expect(text.contains("\"\(who)\" : 1"), "\(text)")
        }

        @Test(.timeLimit(.minutes(1)), arguments: Fault.allCases)
        func `without a journal a voter that stands still ends the run as one that died`(
            fault: Fault
        ) throws {
            let run = try run("300ms")
            var stream = Stream(run)
            try stream.next(500)
            try fault.befall(try run.pid("voter"))
            try? run.send(Demands.lines(501...510).map { $0 + "\n" }.joined())
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected())
            #expect(outcome.unterminated == "")
            #expect(outcome.status == 70)
            #expect(outcome.stderr.contains("the voter died (no sign of life for"))
            try expectLifeless("voter", fault, in: run)
            run.expectNothingLeft()
        }

        /// The spinning one has taken nothing: it was asleep when it was struck.
        @Test(.timeLimit(.minutes(1)), arguments: Fault.allCases)
        func `with a journal the run goes on with the next voter, and lacks no answer`(
            fault: Fault
        ) throws {
            let run = try run("300ms", ["--durability", "synced"])
            var stream = Stream(run)
            try stream.next(500)
            let voter = try run.pid("voter")
            try fault.befall(voter)
            try stream.next(500)
            #expect(try run.pid("voter") != voter)
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected())
            #expect(outcome.status == 0, "\(outcome.stderr)")
            try expectLifeless("voter", fault, in: run)
            let died = try #require(try run.event("voterDied"))
            #expect(died["signal"] as? Int32 == SIGKILL)
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)), arguments: Fault.allCases)
        func `who is lost while the supervisor stands still is started by the next`(
            fault: Fault
        ) throws {
            let run = try run("300ms")
            var stream = Stream(run)
            try stream.next(500)
            let before = try run.pids(naming: ThriceRun.three)
            try fault.befall(try run.pid("supervisor"))
            try run.signal("replica r2", SIGKILL)
            try stream.next(until: {
                try run.pids()["replica r2"].map { $0 != before["replica r2"] } ?? false
            })
            try stream.next(100)
            #expect(try run.pid("voter") == before["voter"])
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected())
            #expect(outcome.status == 0, "\(outcome.stderr)")
            #expect(try outcome.summaryOrThrow().replica("r2").restarts == 1)
            try expectLifeless("supervisor", fault, in: run)
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)), arguments: Fault.allCases)
        func `answers wait for the next journaler when one stands still`(fault: Fault) throws {
            let run = try run("300ms", ["--durability", "synced"])
            var stream = Stream(run)
            try stream.next(500)
            try fault.befall(try run.pid("journaler"))
            try stream.next(500)
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected())
            #expect(outcome.status == 0, "\(outcome.stderr)")
            try expectLifeless("journaler", fault, in: run)
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `a journaler that stands still before it has begun keeps no run waiting`() throws {
            let result = try Shell.run(
                """
                mkdir "$FOLDER"; cd "$FOLDER"; mkdir bin
                for name in thrice thrice-voter; do cp "$(dirname "$THRICE")/$name" bin; done
                printf '#!/bin/sh\nkill -STOP $$\n' > bin/thrice-journaler
                chmod +x bin/thrice-journaler
                echo 1 | bin/thrice run --replica cat --replica cat --durability synced \
                    --sign-of-life 100ms --run-folder r -q
                echo $?
                """)
            #expect(result.output == "74\n", "\(result.errors)")
            #expect(result.errors.contains("the journaler has shown no sign of life for 1.0 s"))
        }

        /// The guardian goes on first, and finds the others as they were.
        @Test(.timeLimit(.minutes(1)))
        func `nobody is blamed when all were stopped together, or had nothing to do`() throws {
            let run = try run("200ms", ["--durability", "synced", "--deadline", "60s"])
            var stream = Stream(run)
            try stream.next(100)
            let before = try run.pids(naming: ThriceRun.three)
            for _ in 0..<2 {
                let others = before.values.filter { $0 != run.guardian.pid }
                for process in [run.guardian.pid] + others { kill(process, SIGSTOP) }
                #expect(!run.guardian.hasEnded(within: .milliseconds(500)))
                for process in [run.guardian.pid] + others { kill(process, SIGCONT) }
                // And nothing comes for longer than the bound.
                #expect(!run.guardian.hasEnded(within: .milliseconds(500)))
            }
            try stream.next(100)
            #expect(try run.pids() == before)
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected())
            #expect(outcome.status == 0, "\(outcome.stderr)")
            #expect(try run.event("lifeless") == nil)
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `a voter that is traced is left alone, and who wishes is never ended`() throws {
            for bound in ["200ms", "none"] {
                let run = try run(bound)
                var stream = Stream(run)
                try stream.next(100)
                let (voter, isTraced) = (try run.pid("voter"), bound != "none")
                #expect((isTraced ? thrice_attach(voter) : kill(voter, SIGSTOP)) == 0)
                #expect(!run.guardian.hasEnded(within: .milliseconds(600)))
                #expect((isTraced ? thrice_release(voter, 0) : kill(voter, SIGCONT)) == 0)
                try stream.next(100)
                let outcome = try run.finish()
                #expect(outcome.answers == stream.expected())
                #expect(outcome.status == 0, "\(outcome.stderr)")
                #expect(try run.event("lifeless") == nil)
                run.expectNothingLeft()
            }
        }
    }
}
