import Foundation
import Testing

extension EndToEnd {
    /// Time and random bits in front of demands, and nowhere else.
    @Suite struct StampTests {
        private func ensemble(_ commands: [String], _ keys: String) throws -> ScratchFolder {
            let folder = try ScratchFolder("stamp-\(UUID().uuidString)")
            let replicas = commands.enumerated().map { index, command in
                "  - {name: r\(index + 1), command: [\(command)]}"
            }
            try """
            replicas:
            \(replicas.joined(separator: "\n"))
            vote: {agree: 2}
            deadline: 10s
            startup: 10s
            \(keys)
            """.write(toFile: folder.path("thrice.yaml"), atomically: true, encoding: .utf8)
            return folder
        }

        @Test(.timeLimit(.minutes(1)))
        func `all replicas get the same stamps, and a seed repeats the random ones`() throws {
            let folder = try ensemble(["cat", "cat", "cat"], "stamp: [time, random]")
            let run = try ThriceRun(["run", folder.root, "--stamp-seed", "42"])
            let began = UInt64(Date().timeIntervalSince1970 * 1e9)
            let answers = try run.exchange(["7", "8"])
            let outcome = try run.finish()
            #expect(outcome.status == 0, "\(outcome.stderr)")
            #expect(
                answers.map { $0.dropFirst(20) } == [
                    "bdd732262feb6e95 7", "28efe333b266f103 8",
                ])
            let times = answers.compactMap { UInt64($0.prefix(19)) }
            let second: UInt64 = 1_000_000_000
            #expect(times.count == 2 && times[0] <= times[1])
            #expect(times.allSatisfy { $0 > began - second && $0 < began + 60 * second })
            #expect(
                outcome.stderr.contains(
                    "stamp: time and random in front of each demand, drawn with --stamp-seed 42"))
            #expect(try outcome.summaryOrThrow().stampSeed == 42)
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `a seed without random stamps is an error`() throws {
            let result = try Shell.run(
                #"echo 7 | "$THRICE" run --replica cat --replica cat --stamp-seed 4"#)
            #expect(result.status == 64)
            #expect(result.errors.contains("--stamp-seed: there is nothing to draw"))
        }

        /// Python asks for random bytes and the time before it runs a line.
        @Test(.timeLimit(.minutes(1)))
        func `an interpreter runs in a sandbox without a clock and random bytes, and has none`()
            throws
        {
            let script =
                """
                import os, time, sys
                def said(what):
                    try: return str(what())
                    except BaseException as error: return type(error).__name__
                for line in sys.stdin:
                    print(said(time.time), said(lambda: os.urandom(4)), end=' ')
                    print(hash('a'), id(sys), flush=True)
                """
            let folder = try ensemble(
                ["/usr/bin/python3, same.py", "/usr/bin/python3, same.py"],
                "stamp: [time, random]\nisolation: require")
            try script.write(
                toFile: folder.path("same.py"), atomically: true, encoding: .utf8)
            let run = try ThriceRun(["run", folder.root])
            let answers = try run.exchange(["7"])
            let outcome = try run.finish()
            #expect(outcome.status == 0, "\(outcome.stderr)")
            #expect(answers.first?.hasPrefix("PermissionError NotImplementedError ") == true)
            run.expectNothingLeft()
        }
    }
}
