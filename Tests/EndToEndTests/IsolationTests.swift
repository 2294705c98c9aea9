import Foundation
import Glibc
import Testing

extension EndToEnd {
    /// Replicas in sandboxes, in whole runs.
    @Suite struct IsolationTests {
        private static let sandbox =
            ["--agree", "2", "--isolation", "sandbox"] + ThriceRun.patient

        @Test(.timeLimit(.minutes(1)), arguments: [SIGKILL, SIGSTOP, SIGTERM, SIGSEGV])
        func `the program in a sandbox is the one that is signalled, masked and started anew`(
            signal: Int32
        ) throws {
            let run = try ThriceRun(faulty: ["good", "good", "good"], Self.sandbox)
            var stream = Stream(run)
            try stream.next(500)
            let before = try run.pid("replica r2")
            let name = try String(contentsOfFile: "/proc/\(before)/comm", encoding: .utf8)
            #expect(name == "faulty\n")
            try stream.next(500, afterAnswers: 100) { kill(before, signal) }
            try stream.next(until: { try run.pids()["replica r2"].map { $0 != before } ?? false })
            try stream.next(500)
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected())
            #expect(outcome.status == 0, "\(outcome.stderr)")
            #expect(try outcome.summaryOrThrow().replica("r2").restarts >= 1)
            let events = try String(
                contentsOfFile: run.scratch.path("run/events.jsonl"), encoding: .utf8)
            // How the program ended, not its sandbox; one that stands still is killed by the voter.
            if signal != SIGSTOP {
                #expect(events.contains(#""event":"ended","replica":"r2","signal":\#(signal)}"#))
            }
            #expect(!events.contains("exposed"))
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `interpreters and commands that run once per demand work in a sandbox`() throws {
            let script = try Fixture.path("digest.py")
            for (framing, command) in [
                ("lines", "/usr/bin/python3 '\(script)'"),
                ("process", "/usr/bin/python3 -c 'print(int(input()) * 2)'"),
            ] {
                let run = try ThriceRun([
                    "run", "--replica", command, "--replica", command, "--agree", "2",
                    "--framing", framing, "--isolation", "require", "--startup", "10s",
                    "--deadline", "10s",
                ])
                let answers = try run.exchange(["1", "2"])
                let outcome = try run.finish()
                #expect(outcome.status == 0, "\(outcome.stderr)")
                #expect(answers.count == 2)
                #expect(!answers.contains("RESTRICTIVE"))
                run.expectNothingLeft()
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func `what a container's kernel refuses is told, and is an error where required`() throws {
            func run(_ level: String) throws -> (status: Int32, output: String, errors: String) {
                try Shell.run(
                    """
                    export FOLDER; echo 7 | unshare -Ur bash -c '
                    echo 0 >/proc/sys/user/max_user_namespaces
                    echo 0 >/proc/sys/user/max_pid_namespaces
                    "$THRICE" run --replica cat --replica cat --agree 2 --run-folder "$FOLDER" \
                        --deadline 5s --isolation \(level); status=$?
                    cat "$FOLDER/events.jsonl" >&2; exit $status'
                    """)
            }
            let parts = "user namespace, mount, process, network, IPC and host name namespaces"
            let told = try run("sandbox")
            #expect(told.status == 0, "\(told.errors)")
            #expect(told.output == "7\n")
            #expect(told.errors.contains("isolation: sandbox, without \(parts)"))
            #expect(told.errors.contains(#""event":"exposed","replica":"r1","missing":["user"#))
            let required = try run("require")
            #expect(required.status == 69)
            #expect(required.output.isEmpty)
            #expect(required.errors.contains("the kernel refuses \(parts)"))
        }

        @Test(.timeLimit(.minutes(1)), .enabled(if: geteuid() == 0))
        func `an ordinary user has the whole sandbox`() throws {
            let folder = try ScratchFolder(UUID().uuidString)
            // Where everybody may go: the build's own folder may be root's alone.
            let place = folder.path("place")
            let result = try Shell.run(
                """
                mkdir -p '\(place)' && cd "$(dirname "$THRICE")" &&
                cp thrice thrice-voter '\(place)' &&
                chmod -R a+rX '\(folder.path(""))' && mkdir -m 777 '\(place)/run' &&
                cd / && echo 7 | setpriv --reuid 65534 --regid 65534 --clear-groups \
                    '\(place)/thrice' run --replica cat --replica cat --agree 2 \
                    --isolation require --run-folder '\(place)/run/1' --deadline 5s
                """)
            #expect(result.status == 0, "\(result.errors)")
            #expect(result.output == "7\n")
        }
    }
}
