import Foundation
import Testing

extension EndToEnd {
    /// Demands and answers that are not lines.
    @Suite struct FramingTests {
        @Test(.timeLimit(.minutes(1)))
        func `numbered frames are answered, and one that names another demand is masked`() throws {
            let fixture = try Fixture.path("frames.py")
            let replicas = ["", "", " 3"].flatMap { ["--replica", "python3 '\(fixture)'\($0)"] }
            let run = try ThriceRun(
                ["run"] + replicas + [
                    "--agree", "2", "--framing", "frames", "--in-flight", "4",
                ] + ["--deadline", "5s"])
            let demands = (1...500).map { "demand \($0)" }
            let answers = try run.exchange(demands)
            let outcome = try run.finish()
            #expect(answers == demands.map { String($0.reversed()) })
            #expect(outcome.status == 0, "\(outcome.stderr)")
            let summary = try outcome.summaryOrThrow()
            #expect(try summary.replica("r3").malformed >= 1)
            #expect(try summary.replica("r1").agreed == 500)
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["process", "sandbox"])
        func `a command that runs once per demand votes like any other`(
            isolation: String
        ) throws {
            let commands = [
                "sh -c 'read x; echo $((x * 2))'",
                // Leaves a child behind that holds its output open; it ends with its demand.
                "sh -c 'read x; sleep 1000 & echo $((x * 2))'",
                // No answer at all on 7, two lines on 8, never without end on 9.
                """
                sh -c 'read x; case $x in 7) exit 3;; 8) echo 1; echo 2;; 9) yes;; \
                *) echo $((x * 2));; esac'
                """,
            ]
            let run = try ThriceRun(
                ["run"] + commands.flatMap { ["--replica", $0] } + [
                    "--agree", "2", "--framing", "process", "--deadline", "10s",
                    "--isolation", isolation,
                ])
            let answers = try run.exchange((1...40).map { String($0) })
            let outcome = try run.finish()
            #expect(answers == (1...40).map { String($0 * 2) })
            #expect(outcome.status == 0, "\(outcome.stderr)")
            let replica = try outcome.summaryOrThrow().replica("r3")
            #expect(replica.crashed == 1 && replica.malformed == 2 && replica.agreed == 37)
            #expect(try outcome.summaryOrThrow().replica("r2").agreed == 40)
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `a command that is not there is named although an adapter would run it`() throws {
            let run = try ThriceRun([
                "run", "--replica", "cat", "--replica", "./no/such/command", "--agree", "2",
                "--framing", "process",
            ])
            let outcome = try run.finish()
            #expect(outcome.status == 66)
            #expect(outcome.stderr.contains("cannot start replica 'r2': no such file"))
        }
    }
}
