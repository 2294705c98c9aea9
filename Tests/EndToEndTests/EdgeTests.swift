import Foundation
import Testing

extension EndToEnd {
    /// The borders of the contract: inputs, statuses, what is inherited.
    @Suite struct EdgeTests {
        @Test(.timeLimit(.minutes(1)))
        func `an empty input is missing input`() throws {
            let run = try ThriceRun(faulty: ["good", "good", "good"])
            let outcome = try run.finish()
            #expect(outcome.status == 66, "\(outcome.stderr)")
            #expect(outcome.answers.isEmpty)
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `an unterminated last demand counts`() throws {
            let demands = Demands.lines(1...10)
            let run = try ThriceRun(faulty: ["good", "good", "good"])
            try run.send(demands.joined(separator: "\n"))
            let outcome = try run.finish()
            #expect(outcome.status == 0, "\(outcome.stderr)")
            #expect(outcome.answers == Demands.answers(demands))
        }

        @Test(.timeLimit(.minutes(1)))
        func `demands are read from a file`() throws {
            let demands = Demands.lines(1...3000)
            let folder = try ScratchFolder(UUID().uuidString)
            let file = folder.path("demands.txt")
            try demands.joined(separator: "\n").write(
                toFile: file, atomically: true, encoding: .utf8)
            let options = ["--agree", "2"]
            let named = try ThriceRun(
                faulty: ["good", "good", "good"], options + ["--demands", file], input: .none)
            let redirected = try ThriceRun(
                faulty: ["good", "good", "good"], options, input: .file(file))
            for run in [named, redirected] {
                let outcome = try run.finish()
                #expect(outcome.status == 0, "\(outcome.stderr)")
                #expect(outcome.answers == Demands.answers(demands))
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func `an over-long demand is answered restrictively and the others as ever`() throws {
            let before = Demands.lines(1...20)
            let after = Demands.lines(21...40)
            let long = "99 " + String(repeating: "x", count: 8 << 20)
            let run = try ThriceRun(faulty: ["good", "good", "good"])
            let answers = try run.exchange(before + [long] + after)
            let outcome = try run.finish()
            #expect(
                answers == Demands.answers(before) + [Demands.restrictive] + Demands.answers(after))
            #expect(outcome.status == 1)
            expectConsistent(try outcome.summaryOrThrow(), demands: 41)
        }

        @Test(.timeLimit(.minutes(1)))
        func `empty demands and demands of any bytes are demands`() throws {
            let demands = ["", "1 \u{0}\u{1}", "2 \r", " ", "3 é"]
            let run = try ThriceRun(faulty: ["good", "good", "good"])
            let answers = try run.exchange(demands)
            #expect(answers == Demands.answers(demands))
            #expect(try run.finish().status == 0)
        }

        @Test(.timeLimit(.minutes(1)))
        func `a file of demands that is not there is named`() throws {
            let run = try ThriceRun(
                faulty: ["good", "good", "good"], ["--agree", "2", "--demands", "no/such/demands"],
                input: .none)
            let outcome = try run.finish()
            #expect(outcome.status == 66)
            #expect(outcome.stderr.contains("no/such/demands"))
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `a replica that cannot be started is named`() throws {
            let good = try Fixture.path("faulty")
            let run = try ThriceRun([
                "run", "--replica", good, "--replica", good, "--replica", "./no/such/replica",
                "--agree", "2",
            ])
            try run.send("1 a demand\n2 another\n")
            let outcome = try run.finish()
            #expect(outcome.status == 66, "\(outcome.stderr)")
            #expect(outcome.stderr.contains("cannot start replica 'r3': no such file"))
            #expect(outcome.stderr.contains("no/such/replica"))
            // Two that run may have agreed before the third is tried.
            #expect(!outcome.answers.contains(Demands.restrictive))
            run.expectNothingLeft()
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                ["--agree", "2", "--no-such-flag"], ["--agree", "2", "--json"], ["--agree", "1"],
                ["--agree", "4"], ["--agree", "0"], ["--agree", "2", "--deadline", "soon"],
                ["--agree", "2", "--verdicts", "what"], ["--agree", "2", "--framing", "what"],
            ])
        func `a wrong command line is a usage error`(options: [String]) throws {
            let run = try ThriceRun(faulty: ["good", "good", "good"], options, input: .none)
            let outcome = try run.finish()
            #expect(outcome.status == 64, "\(outcome.stderr)")
            #expect(outcome.answers.isEmpty)
            #expect(!outcome.stderr.isEmpty)
        }

        @Test(.timeLimit(.minutes(1)))
        func `two of four is refused, for two answers could both win`() throws {
            let run = try ThriceRun(
                faulty: ["good", "good", "good", "good"], ["--agree", "2"], input: .none)
            let outcome = try run.finish()
            #expect(outcome.status == 64, "\(outcome.stderr)")
        }

        @Test(.timeLimit(.minutes(1)))
        func `inherited descriptors are not made non-blocking`() throws {
            let fixture = try Fixture.path("faulty")
            let probe = """
                '\(try Fixture.command())' run --replica '\(fixture)' --replica '\(fixture)' \
                --replica '\(fixture)' --agree 2 --quiet; \
                echo "$? $(grep ^flags: /proc/$$/fdinfo/0) $(grep ^flags: /proc/$$/fdinfo/1)" >&2
                """
            let shell = Process()
            shell.executableURL = URL(fileURLWithPath: "/bin/sh")
            shell.arguments = ["-c", probe]
            let (input, output, errors) = (Pipe(), Pipe(), Pipe())
            (shell.standardInput, shell.standardOutput, shell.standardError) = (
                input, output, errors
            )
            try shell.run()
            let demands = Demands.lines(1...20)
            input.fileHandleForWriting.write(Data((demands.joined(separator: "\n") + "\n").utf8))
            input.fileHandleForWriting.closeFile()
            let answers = text(output)
            let told = text(errors)
            shell.waitUntilExit()
            #expect(answers == Demands.answers(demands).map { $0 + "\n" }.joined())
            let words = told.split(whereSeparator: \.isWhitespace)
            #expect(words.first == "0", "\(told)")
            let flags = words.dropFirst().compactMap { Int32($0, radix: 8) }
            #expect(flags.count == 2, "\(told)")
            #expect(flags.allSatisfy { $0 & O_NONBLOCK == 0 }, "\(told)")
        }

        private func text(_ pipe: Pipe) -> String {
            String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        }

        @Test(.timeLimit(.minutes(1)))
        func `an answer goes out before the next demand is there`() throws {
            let run = try ThriceRun(faulty: ["good", "good", "good"])
            for demand in Demands.lines(1...50) {
                #expect(try run.exchange([demand]) == Demands.answers([demand]))
            }
            #expect(try run.finish().status == 0)
        }
    }
}
