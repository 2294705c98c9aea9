import Foundation
import Testing

extension EndToEnd {
    /// A controller whose next answer depends on what really went out, said by `feedback`.
    @Suite struct ValveTests {
        private static let folder = Fixture.root.path + "/variants/valve"
        private static let versions = [
            ("brisk", "python3 \(folder)/versions/brisk.py"),
            ("gentle", "tcc -run \(folder)/versions/gentle.c"),
            ("smooth", "python3 \(folder)/versions/smooth.py"),
        ]

        private static func demands() throws -> [String] {
            try lines(URL(fileURLWithPath: folder + "/demands/demands.txt"))
        }

        /// How far what goes out opens at most in one cycle.
        private static func greatestStep(_ answers: [String]) throws -> Int {
            let openings = try [0] + answers.map { try #require(Int($0)) }
            return zip(openings, openings.dropFirst()).map { $1 - $0 }.max() ?? 0
        }

        @Test(.timeLimit(.minutes(1)))
        func `with feedback the versions stay together, and nobody breaks the machine`() throws {
            let run = try ThriceRun(["run", Self.folder])
            let answers = try run.exchange(try Self.demands())
            let outcome = try run.finish()
            #expect(outcome.status == 0, "\(outcome.stderr)")
            let summary = try outcome.summaryOrThrow()
            #expect(summary.agreed == 60 && summary.masked == 0)
            #expect(summary.replicas.allSatisfy { $0.agreed == 60 })
            #expect(try Self.greatestStep(answers) <= 10)
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `without feedback they drift apart, and what goes out breaks the machine`() throws {
            let replicas = Self.versions.flatMap { ["--replica", $0.1] }
            let run = try ThriceRun(
                ["run"] + replicas + [
                    "--agree", "2", "--relation", "absolute 9", "--restrictive", "0",
                    "--deadline", "1s", "--startup", "10s",
                ])
            let answers = try run.exchange(try Self.demands())
            let outcome = try run.finish()
            #expect(outcome.status == 1, "\(outcome.stderr)")
            #expect(try outcome.summaryOrThrow().restrictive == 16)
            #expect(try Self.greatestStep(answers) > 10)
        }

        @Test(.timeLimit(.minutes(1)))
        func `after a restrictive answer all go on from that`() throws {
            let run = try ThriceRun(["run", Self.folder])
            // 101 is outside of the contract.
            let answers = try run.exchange(Array(repeating: "100", count: 6) + ["101", "100"])
            let outcome = try run.finish()
            #expect(outcome.status == 1, "\(outcome.stderr)")
            #expect(try #require(Int(answers[5])) >= 24)
            #expect(answers[6] == "0")
            #expect(1...10 ~= (try #require(Int(answers[7]))))
            #expect(try outcome.summaryOrThrow().replicas.allSatisfy { $0.rejected == 0 })
        }

        @Test(.timeLimit(.minutes(1)), arguments: [("101", true), ("0", false)])
        func `a restrictive answer that safety forbids is warned about`(
            restrictive: String, isWarned: Bool
        ) throws {
            let told = try Shell.run(
                """
                echo 5 | "$THRICE" run '\(Self.folder)' --run-folder "$FOLDER" \
                --restrictive \(restrictive) 2>&1
                """)
            let warning =
                "warning: the restrictive answer '101' is one that ValveSafety.mch (safety) does "
                + "not allow: move(0, 0) (hint: thrice check \(Self.folder))"
            #expect(told.output.contains(warning) == isWarned, "\(told.output)")
            #expect(told.output.contains("restrictive answer") == isWarned)
        }

        /// Recorded alone, each version heard its own answers: each is right, they are apart.
        @Test(.timeLimit(.minutes(1)))
        func `recordings of each alone are right, and rarely agree`() throws {
            let record = Self.versions.map { "\($0.1) <$demands >$FOLDER/\($0.0).txt" }
                .joined(separator: "; ")
            let told = try Shell.run(
                """
                demands='\(Self.folder)/demands/demands.txt'; mkdir -p $FOLDER; \(record)
                "$THRICE" thresholds '\(Self.folder)' $FOLDER/*.txt --demands $demands \
                --resamples 10; "$THRICE" vote '\(Self.folder)' $FOLDER/*.txt --demands $demands
                """)
            #expect(told.output.contains("The machine rejects 0 answers."))
            #expect(told.errors.contains("what went out before stands in front of each demand"))
            // The vote hears what it let out itself, to which these are no answers.
            #expect(told.status == 1)
        }

        @Test(.timeLimit(.minutes(1)))
        func `demands that end before the answers are said to, and nobody is called outside`()
            throws
        {
            let told = try Shell.run(
                """
                mkdir -p $FOLDER; cd $FOLDER; echo 50 >short
                printf '5\\n10\\n15\\n' >a; cp a b; cp a c
                "$THRICE" vote '\(Self.folder)' a b c --demands short
                """)
            #expect(told.status == 65, "\(told.errors)")
            #expect(told.output == "5\n")
            #expect(!told.errors.contains("outside"), "\(told.errors)")
            #expect(
                told.errors.contains(
                    "'short': 3 lines of answers, 1 demands: the demands end with line 1"))
        }

        @Test(.timeLimit(.minutes(1)))
        func `the machine is served with what went out before in front of each demand`() throws {
            let served = try Shell.run(
                """
                printf '0 100\n40 100\n50 20\n100\n4 101\n' \
                | "$THRICE" machine '\(Self.folder)/Valve.mch' --serve --ensemble '\(Self.folder)'
                """)
            #expect(served.status == 0, "\(served.errors)")
            let answers = served.output.split(separator: "\n").map(String.init)
            #expect(answers.prefix(3) == ["1", "41", "20"])
            #expect(answers[3] == "ERR what went out before does not stand in front of the demand")
            #expect(answers[4].hasPrefix("ERR field 'wanted'"), "\(answers[4])")
        }

        @Test(.timeLimit(.minutes(1)))
        func `demands cannot say what went out before`() throws {
            let made = try Shell.run(
                """
                "$THRICE" machine '\(Self.folder)/Valve.mch' --demands 5 --ensemble '\(Self.folder)'
                """)
            #expect(made.status == 64)
            #expect(made.errors.contains("an input is what went out before, which no demand says"))
        }

        @Test(.timeLimit(.minutes(1)))
        func `the machines and the restrictive answer hold`() throws {
            let check = try Shell.run("\"$THRICE\" check '\(Self.folder)'")
            #expect(check.status == 0, "\(check.output)\(check.errors)")
            #expect(check.output.hasSuffix("valve: everything holds\n"))
        }
    }
}
