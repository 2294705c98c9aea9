import Foundation
import Testing

extension EndToEnd {
    /// A journal that is not written in time costs answers, never truth.
    @Suite struct JournalTroubleTests {
        private let options = ["--agree", "2", "--deadline", "400ms", "--durability", "synced"]

        @Test(.timeLimit(.minutes(1)))
        func `while nothing is written answers are restrictive, and right again afterwards`()
            throws
        {
            let run = try ThriceRun(faulty: ["good", "good", "good"], options)
            var stream = Stream(run)
            try stream.next(100)
            let journaler = try run.pid("journaler")
            kill(journaler, SIGSTOP)
            let during = try stream.next(1)
            #expect(during == ["RESTRICTIVE"])
            kill(journaler, SIGCONT)
            try stream.next(25, until: { run.answers.last != "RESTRICTIVE" })
            try stream.next(100)
            let outcome = try run.finish()
            #expect(outcome.status == 1)
            let summary = try outcome.summaryOrThrow()
            #expect(summary.restrictive >= 1 && summary.unrecorded == summary.restrictive)
            for (answer, right) in zip(outcome.answers, stream.expected())
            where answer != "RESTRICTIVE" { #expect(answer == right) }
            #expect(outcome.stderr.contains("the journal's disk stands still"))
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `a journaler that dies is started anew, and no answer is lost`() throws {
            let run = try ThriceRun(
                faulty: ["good", "good", "good"],
                ["--agree", "2", "--deadline", "5s", "--durability", "synced"])
            var stream = Stream(run)
            for _ in 0..<5 {
                try stream.next(200)
                try run.waitForPids { $0["journaler"] != nil }
                try run.signal("journaler", SIGKILL)
            }
            try stream.next(200)
            let outcome = try run.finish()
            #expect(outcome.status == 0, "\(outcome.stderr)")
            #expect(outcome.answers == stream.expected())
            #expect(try outcome.summaryOrThrow().journalersLost == 5)
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `a voter that dies is started anew where a pipe lost nothing`() throws {
            let run = try ThriceRun(
                faulty: ["good", "good", "good"],
                ["--agree", "2", "--deadline", "5s", "--durability", "synced"])
            var stream = Stream(run)
            try stream.next(200)
            let voter = try run.pid("voter")
            // One that has taken a demand and not yet recorded it has lost it.
            try stream.next(1, until: { Self.isAsleep(voter) })
            let answered = run.answers.count
            try run.signal("voter", SIGKILL)
            try run.waitForPids { $0["voter"] != nil && $0["voter"] != voter }
            let next = Demands.lines(answered + 1...answered + 100)
            let outcome = try { () throws -> Outcome in
                try run.send(next.map { $0 + "\n" }.joined())
                return try run.finish()
            }()
            #expect(outcome.status == 0, "\(outcome.stderr)")
            #expect(outcome.answers == stream.expected() + Demands.answers(next))
            run.expectNothingLeft()
        }

        /// Also within the very call that writes: what has left is known to the byte. And the next
        /// one before it has begun. A path may name the pipe.
        @Test(
            .timeLimit(.minutes(2)),
            arguments: [false, true], [[], ["--output", "/dev/stdout"]])
        func `a voter may die at any moment, and a pipe has every answer once`(
            soDoesTheNext: Bool, output: [String]
        ) throws {
            let demands = Demands.lines(1...60_000)
            let scratch = try ScratchFolder(UUID().uuidString)
            let run = try Self.run(demands, in: scratch, output)
            var random = SeededRandom(seed: 1)
            var kills = 0
            var answered = 0
            while answered < 50_000 {
                answered += Int(random.next() % 4000) + 1
                _ = try run.answers(inAll: answered)
                let voter = try run.pid("voter")
                try run.signal("voter", SIGKILL)
                kills += 1
                guard soDoesTheNext else { continue }
                try run.waitForPids { $0["voter"].map { $0 != voter } ?? false }
                try run.signal("voter", SIGKILL)
            }
            let outcome = try run.finish()
            #expect(outcome.status == 0, "\(outcome.stderr)")
            #expect(outcome.answers == Demands.answers(demands))
            let told = outcome.stderr.components(separatedBy: "goes on from its journal").count - 1
            #expect(told > 9 && kills > 9)
            run.expectNothingLeft()
        }

        /// With 'buffered' they leave before their records are on the disk.
        @Test(.timeLimit(.minutes(1)))
        func `where answers have left that the journal does not have the run does not go on`()
            throws
        {
            let demands = Demands.lines(1...20_000)
            let scratch = try ScratchFolder(UUID().uuidString)
            let run = try Self.run(demands, in: scratch, ["--sign-of-life", "none"])
            // The voter cannot run far ahead (F_SETPIPE_SZ): the ring takes what it records.
            _ = fcntl(run.output, 1031, 4096)
            _ = try run.answers(inAll: 500)
            try run.signal("journaler", SIGSTOP)
            let answered = try run.answers(inAll: run.answers.count + 2000).count
            try run.signal("voter", SIGKILL)
            let outcome = try run.finish(within: .seconds(40))
            #expect(outcome.status == 70, "\(outcome.stderr)")
            let count = outcome.answers.count
            #expect(count >= answered && count < demands.count)
            #expect(outcome.answers == Demands.answers(Array(demands.prefix(count))))
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `a guardian that waits for the journal rests meanwhile, and hears Ctrl-C`() throws {
            let run = try ThriceRun(
                faulty: ["good", "good", "good"],
                ["--agree", "2", "--durability", "buffered", "--sign-of-life", "none"]
                    + ThriceRun.patient)
            var stream = Stream(run)
            try stream.next(100)
            let voter = try run.pid("voter")
            try run.signal("journaler", SIGSTOP)
            try stream.next(100)
            run.closeInput()
            let hasEnded = run.watched[voter]?.hasEnded(within: .seconds(5)) ?? false
            #expect(hasEnded)
            run.guardian.signal(SIGINT)
            #expect(run.guardian.hasEnded(within: .seconds(30)))
            #expect(Self.processorSeconds(of: run.guardian.pid) < 2)
            let outcome = try run.finish()
            #expect(outcome.status == 130, "\(outcome.stderr)")
            #expect(outcome.answers == stream.expected())
            run.expectNothingLeft()
        }

        /// With its demands in a file, which nothing is lost of.
        private static func run(
            _ demands: [String], in scratch: ScratchFolder, _ options: [String]
        ) throws -> ThriceRun {
            let path = scratch.path("demands")
            try Data(demands.map { $0 + "\n" }.joined().utf8).write(to: URL(filePath: path))
            return try ThriceRun(
                faulty: ["good", "good", "good"],
                [
                    "--agree", "2", "--deadline", "5s", "--durability", "buffered",
                    "--demands", path,
                ] + options, input: .none)
        }

        /// As the kernel counts it, for one that nobody has reaped yet, too.
        private static func processorSeconds(of process: pid_t) -> Double {
            let text = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
            let words = text.split(separator: ")").last?.split(separator: " ") ?? []
            guard words.count > 12 else { return .infinity }
            let ticks = [words[11], words[12]].compactMap { Double($0) }
            return ticks.reduce(0, +) / 100
        }

        /// Whether a process waits for something to happen.
        private static func isAsleep(_ process: pid_t) -> Bool {
            let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
            return text?.split(separator: ")").last?.dropFirst().first == "S"
        }

        @Test(.timeLimit(.minutes(1)))
        func `a vote that was changed, a journal that is missing, and a folder that is taken`()
            throws
        {
            let result = try Shell.run(
                """
                mkdir "$FOLDER"; cd "$FOLDER"; printf '1\\n2\\n' > demands
                printf 'replicas:\\n- {name: a, command: [cat]}\\n' > thrice.yaml
                printf -- '- {name: b, command: [cat]}\\n' >> thrice.yaml
                printf 'vote: {restrictive: X}\\ndurability: synced\\n' >> thrice.yaml
                "$THRICE" run . --demands demands --run-folder r -q || echo first $?
                "$THRICE" run . --demands demands --run-folder r -q || echo taken $?
                sed -i 's/restrictive: X/restrictive: Y/' thrice.yaml
                "$THRICE" run --resume r -q || echo changed $?
                "$THRICE" run --resume nowhere -q || echo missing $?
                """)
            #expect(result.output == "1\n2\ntaken 73\nchanged 65\nmissing 66\n", "\(result.errors)")
            for words in ["journal of another run", "voted on otherwise", "there is no"] {
                #expect(result.errors.contains(words))
            }
        }
    }
}
