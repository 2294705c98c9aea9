import Foundation
import Glibc
import Testing

extension EndToEnd {
    /// Another program takes a seat of a running ensemble.
    @Suite struct SwapTests {
        private func run(
            _ modes: [String], shadow: String? = nil, _ keys: String = "", options: [String] = []
        ) throws -> (ThriceRun, ScratchFolder) {
            let folder = try ScratchFolder("swap-\(UUID().uuidString)")
            let program = try Fixture.path("faulty")
            func line(_ name: String, _ mode: String, _ more: String) -> String {
                let words = [program] + mode.split(separator: " ").map(String.init)
                return "  - {name: \(name), command: [\(words.joined(separator: ", "))]\(more)}"
            }
            let all =
                modes.enumerated().map { line("r\($0 + 1)", $1, "") }
                + (shadow.map { [line("new", $0, ", shadow: true")] } ?? [])
            try """
            replicas:
            \(all.joined(separator: "\n"))
            vote: {agree: 2, restrictive: RESTRICTIVE}
            deadline: 5s
            \(keys)
            """.write(toFile: folder.path("thrice.yaml"), atomically: true, encoding: .utf8)
            return (try ThriceRun(["run", folder.root] + options), folder)
        }

        private func swap(_ run: ThriceRun, _ words: [String]) throws -> ThriceRun {
            try ThriceRun(["swap", run.scratch.path("run")] + words, input: .none)
        }

        private func command(_ mode: String) throws -> String {
            "r2='\(try Fixture.path("faulty"))' \(mode) mark=swapped"
        }

        @Test(.timeLimit(.minutes(1)))
        func `under load no answer is lost by it`() throws {
            let (run, folder) = try run(["good", "good", "good"])
            defer { withExtendedLifetime(folder) {} }
            var stream = Stream(run)
            try stream.next(50)
            let call = try swap(run, [command("good"), "--proof", "300"])
            try stream.next(100, until: { try run.event("swapEnded") != nil })
            let said = try call.finish()
            #expect(said.status == 0, "\(said.stderr)")
            #expect(said.answers.last?.contains("stays") == true, "\(said.answers)")
            // It is the new program that runs there.
            let arguments = try String(
                contentsOfFile: "/proc/\(run.pid("replica r2"))/cmdline", encoding: .utf8)
            #expect(arguments.contains("mark=swapped"))
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected())
            #expect(outcome.status == 0, "\(outcome.stderr)")
            let summary = try outcome.summaryOrThrow()
            #expect(summary.restrictive == 0 && summary.masked == summary.replicas[1].absent)
            #expect(summary.replicas.allSatisfy { $0.crashed + $0.late + $0.silent == 0 })
            #expect(summary.seats?.first?.replica == "r2")
            #expect(!FileManager.default.fileExists(atPath: run.scratch.path("run/control")))
            run.expectNothingLeft()
        }

        @Test(
            .timeLimit(.minutes(1)), arguments: ["wrong", "crash from=1", "exit", "wrong from=400"])
        func `a bad newcomer makes room for the old one`(mode: String) throws {
            let (run, folder) = try run(["good", "good", "good"])
            defer { withExtendedLifetime(folder) {} }
            var stream = Stream(run)
            try stream.next(50)
            let call = try swap(run, [command(mode), "--proof", "1000000"])
            try stream.next(100, until: { try run.event("swapEnded") != nil })
            try stream.next(until: { try run.events(of: "r2").last == "started" })
            try stream.next(50)
            let said = try call.finish()
            #expect(said.status == 1)
            #expect(said.stderr.contains("is back"), "\(said.stderr)")
            let arguments = try String(
                contentsOfFile: "/proc/\(run.pid("replica r2"))/cmdline", encoding: .utf8)
            #expect(!arguments.contains("mark=swapped"))
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected())
            #expect(outcome.status == 0, "\(outcome.stderr)")
            #expect(try outcome.summaryOrThrow().restrictive == 0)
            #expect(try outcome.summaryOrThrow().seats == [])
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `a shadow takes a seat when it has said what goes out for long enough`() throws {
            let (run, folder) = try run(
                ["good stateful", "good stateful", "good stateful"], shadow: "good stateful",
                "stateful: true",
                options: ["--swap", "r1=new", "--swap-after", "200", "--swap-proof", "100"])
            defer { withExtendedLifetime(folder) {} }
            var stream = Stream(run)
            try stream.next(20, until: { try run.event("swapEnded") != nil })
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected(isStateful: true))
            #expect(outcome.status == 0, "\(outcome.stderr)")
            #expect(try run.event("swapEnded")?["result"] as? String == "settled")
            #expect(try outcome.summaryOrThrow().seats?.first?.occupant == "new")
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `a shadow that lies never gets its turn`() throws {
            let (run, folder) = try run(
                ["good", "good", "good"], shadow: "wrong every=50",
                options: ["--swap", "r1=new", "--swap-after", "100"])
            defer { withExtendedLifetime(folder) {} }
            var stream = Stream(run)
            for _ in 0..<40 { try stream.next(25) }
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected())
            #expect(try run.event("swapAsked") != nil)
            #expect(try run.event("swapBegun") == nil)
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `what makes no sense is refused with its reason, and changes nothing`() throws {
            let (run, folder) = try run(["good", "good"])
            defer { withExtendedLifetime(folder) {} }
            var stream = Stream(run)
            try stream.next(10)
            let cases: [([String], Int32, String)] = [
                (["r9=./a"], 66, "there is no replica 'r9' (r1, r2)"),
                (["r2=./missing"], 66, "cannot be started: no such file"),
                (["r2"], 64, "expected OLD=NEW"),
                ([try command("good")], 1, "there would be no quorum"),
            ]
            for (words, status, text) in cases {
                let said = try swap(run, words).finish()
                #expect(said.status == status, "\(words)")
                #expect(said.stderr.contains(text), "\(said.stderr)")
            }
            try stream.next(10)
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected())
            #expect(try run.events(of: "r2").filter { $0 == "started" }.count == 1)
            let late = try swap(run, [command("good")]).finish()
            #expect(late.status == 66 && late.stderr.contains("no run goes on"))
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `only its owner may talk to a run, and nonsense is answered`() throws {
            let (run, folder) = try run(["good", "good", "good"])
            defer { withExtendedLifetime(folder) {} }
            var stream = Stream(run)
            try stream.next(10)
            var status = stat()
            #expect(lstat(run.scratch.path("run/control"), &status) == 0)
            #expect(status.st_mode & S_IFMT == S_IFSOCK && status.st_mode & 0o777 == 0o600)
            let talk = """
                import socket, sys
                for count in (5, 65536, 100000):
                    s = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
                    s.connect(sys.argv[1])
                    s.send(b'x' * count)
                    print(s.recv(4096).decode())
                """
            let said = try Shell.run(
                "python3 -c \"\(talk)\" '\(run.scratch.path("run/control"))'")
            #expect(said.status == 0, "\(said.errors)")
            #expect(
                said.output.split(separator: "\n").count { $0.contains("this is no request") } == 3)
            try stream.next(10)
            let outcome = try run.finish()
            #expect(outcome.answers == stream.expected())
            run.expectNothingLeft()
        }
    }
}
