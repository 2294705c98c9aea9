import Foundation
import Testing

extension EndToEnd {
    /// `thrice vote` over recordings of programs that are long gone.
    @Suite struct VoteTests {
        private static let recorded = Fixture.root.path + "/variants/launch/recorded"
        private static let demands = Fixture.root.path + "/variants/launch/demands/demands.txt"

        @Test(.timeLimit(.minutes(1)))
        func `eighteen recorded versions give what a live run of them gives`() throws {
            let run = try Shell.run(
                "\"$THRICE\" vote agree=10 --restrictive NONE --demands \(Self.demands) "
                    + "\(Self.recorded)/*.txt")
            #expect(run.status == 1)
            let answers = run.output.split(separator: "\n").map(String.init)
            #expect(answers.count == 2000)
            #expect(answers.filter { $0 == "NONE" }.count == 820)
            let right = try lines(
                Fixture.root.appendingPathComponent("variants/launch/demands/oracle.txt"))
            let wrong = zip(answers, right).filter { $0 != $1 && $0 != "NONE" }
            #expect(wrong.isEmpty)
            let told = run.errors.split(separator: "\n").map(String.init)
            let first = """
                thrice: agree=10: the answer that 10 replicas gave, permissive 10 of 18 \
                (IEC 61508: 9oo18, rail: 10oo18)
                """
            #expect(told.first == first)
            #expect(
                run.errors.contains("2000 demands: 1180 agreed (1180 masked), 820 restrictive ["))
            let last = told.last ?? ""
            #expect(last.hasPrefix("human-18-java "))
        }

        @Test(.timeLimit(.minutes(1)))
        func `the summary is that of a run, on standard output and in a file`() throws {
            let run = try Shell.run(
                """
                "$THRICE" vote agree=10 --json -q --summary "$FOLDER.json" --explain 1,3-4 \
                \(Self.recorded)/*.txt; status=$?; cat "$FOLDER.json" >&2; rm "$FOLDER.json"
                exit $status
                """)
            #expect(run.status == 1)
            let decoder = JSONDecoder()
            let summary = try decoder.decode(RunSummary.self, from: Data(run.output.utf8))
            #expect(summary.agreed == 1180 && summary.restrictive == 820)
            #expect(try summary.replica("human-01-c").agreed == 1180)
            #expect(summary.replicas.allSatisfy { $0.ballots == 2000 })
            let file = try decoder.decode(RunSummary.self, from: Data(run.errors.utf8))
            #expect(file.agreed == 1180)
            let object = try #require(
                try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
            let explanations = try #require(object["explanations"] as? [[String: Any]])
            #expect(explanations.map { $0["demand"] as? Int } == [1, 3, 4])
        }

        @Test(.timeLimit(.minutes(1)))
        func `an explanation takes the place of the answers`() throws {
            let run = try Shell.run(
                "\"$THRICE\" vote agree=10 -q --explain 2 --demands \(Self.demands) "
                    + "\(Self.recorded)/*.txt")
            #expect(run.status == 1)
            #expect(run.output.hasPrefix("demand 2: restrictive\n"))
            #expect(run.output.contains("because  the most that say the same are 7, 10 are needed"))
            #expect(run.output.contains("agreed: A  001011100101000 0"))
            #expect(run.errors.isEmpty)
        }

        @Test(.timeLimit(.minutes(1)))
        func `an ensemble's folder says how, and how many there must be`() throws {
            let launch = Fixture.root.path + "/variants/launch"
            let oracle = launch + "/demands/oracle.txt"
            let files = Array(repeating: oracle, count: 5).joined(separator: " ")
            let right = try Shell.run("\"$THRICE\" vote \(launch) \(files) | cmp - \(oracle)")
            #expect(right.status == 0, "\(right.errors)")
            #expect(right.errors.contains("permissive 3 of 5 (IEC 61508: 3oo5, rail: 3oo5)"))
            #expect(right.errors.contains("2000 demands: 2000 agreed (0 masked), 0 restrictive ["))
            let few = try Shell.run("\"$THRICE\" vote \(launch) \(oracle) \(oracle)")
            #expect(few.status == 64)
            #expect(few.errors.contains("cannot vote on 2 recordings: '\(launch)' has 5 replicas"))
        }

        @Test(.timeLimit(.minutes(1)))
        func `standard input can be one of the recordings, and lengths may differ`() throws {
            let run = try Shell.run(
                """
                mkdir -p "$FOLDER"; cd "$FOLDER"; printf 'a\\nb\\nc' >x; printf 'a\\nb\\n' >y
                printf 'a\\nb\\nc\\n' | "$THRICE" vote majority x - y
                """)
            #expect(run.status == 0)
            #expect(run.output == "a\nb\nc\n")
            #expect(run.errors.contains("the last line of 'x' has no line feed, and counts"))
            #expect(
                run.errors.contains(
                    "warning: 'y' has 2 of 3 lines: missing lines are absent ballots"))
            #expect(run.errors.contains("\nstdin "))
        }

        @Test(.timeLimit(.minutes(1)))
        func `standard input can be the demands that machines judge on`() throws {
            let airlock = Fixture.root.path + "/variants/airlock"
            let vote = "\"$THRICE\" vote \(airlock) \(airlock)/recorded/*.txt --explain 17"
            let demands = airlock + "/demands/demands.txt"
            let file = try Shell.run("\(vote) --demands \(demands)")
            let piped = try Shell.run("cat \(demands) | \(vote) --demands -")
            #expect(file.status == 0 && piped.status == 0, "\(piped.errors)")
            #expect(piped.output == file.output && piped.output.contains("demand 17"))
        }

        @Test(.timeLimit(.minutes(1)))
        func `computed answers and malformed lines`() throws {
            let run = try Shell.run(
                """
                mkdir -p "$FOLDER"; cd "$FOLDER"; printf '1\\n5\\n' >x; printf '2\\nfive\\n' >y
                "$THRICE" vote mean x y --restrictive 0 || "$THRICE" vote mean,least=1 x y
                """)
            #expect(run.status == 0)
            #expect(run.output == "1.5\n5\n")
            #expect(
                run.errors.contains("cannot vote: policy: 'mean' is not safe beside a restrictive"))
            #expect(run.errors.contains("y:2: field 'answer': expected a number at byte 0"))
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                ("agree=2 x y z w", 64, "two answers could both have 2"),
                ("agre=2 x y z", 64, "did you mean 'agree'?"),
                ("agree=9 x y z", 64, "cannot read policy 'agree=9'"),
                ("agree=2 x y z --tie maybe", 64, "cannot read 'maybe' of '--tie'"),
                ("unanimity x y z --tie lowest", 64, "policy 'unanimity' has no ties"),
                (
                    "agree=2,tie=lowest x y z --tie restrictive", 64,
                    "cannot use '--tie restrictive': the policy says 'tie=lowest'"
                ),
                (
                    "agree=2,tie=lowest x y z --tie lowest", 0,
                    "thrice: agree=2,tie=lowest: the answer that 2 replicas gave"
                ),
                (
                    "agree=2 x y ./x", 0,
                    "warning: './x' and 'x' are one file: its answers count"
                ),
                ("agree=2 x y r", 0, "warning: lines of 'r' end with a carriage return"),
                ("agree=2 x y z --relation near", 64, "cannot read '--relation near'"),
                ("agree=2 x y z --answer 'x what'", 64, "cannot read '--answer x what'"),
                (
                    "agree=2 x y z --answer 'x real' --relation number", 64,
                    "cannot use '--relation'"
                ),
                ("median x y z --relation bytes", 64, "it needs numbers"),
                ("agree=2 x y z --explain 0", 64, "cannot read '--explain': '0'"),
                ("agree=2 x y - -", 64, "cannot read standard input as two recordings"),
                (
                    "agree=2 x y z --answer-bytes-max 0", 64,
                    "cannot use '0' of '--answer-bytes-max'"
                ),
                (
                    "agree=2 x y z --restrictive ''", 64,
                    "cannot use the answer of '--restrictive': it is empty"
                ),
                ("agree=2 x", 64, "cannot read policy 'agree=2'"),
                ("agree=2 x y none", 66, "cannot read recording 'none': no such file"),
                ("agree=2 x y .", 66, "cannot read recording '.': it is a folder"),
                ("no/such x y", 66, "no/such"),
                ("agree=2 x y z --demands none", 66, "cannot read demands 'none': no such file"),
                (
                    "agree=2 x y - --demands -", 64,
                    "cannot read standard input as a recording and as the demands"
                ),
                ("agree=2 x y z --demands - <&-", 66, "cannot read standard input: it is closed"),
                (
                    "agree=2 x y z --demands - <d", 65,
                    "the demands of 'standard input': 2 lines of answers, 3 demands"
                ),
                ("agree=2 x y z --demands - <x --explain 2", 0, "2 demands: 2 agreed"),
                ("agree=2 e e e", 66, "there was no answer in any recording"),
                ("agree=2 x y z --explain 4", 66, "cannot explain 1 of the demands"),
                ("agree=2 x y z --demands d", 65, "2 lines of answers, 3 demands"),
                (
                    "agree=2 x y z --demands s", 65,
                    "'s': 2 lines of answers, 1 demands: the demands end with line 1"
                ),
                (
                    "agree=2 x y z --demands e", 65,
                    "'e': 2 lines of answers, 0 demands: there is no demand"
                ),
                ("agree=2 x y z --summary no/such/file", 73, "cannot write 'no/such/file'"),
                ("agree=2 x y z >/dev/full", 74, "cannot write an answer"),
                ("agree=2 x y z >&-", 74, "cannot write answers: standard output is closed"),
            ])
        func `what is wrong is said, with a status`(
            arguments: String, status: Int, message: String
        ) throws {
            let run = try Shell.run(
                """
                mkdir -p "$FOLDER"; cd "$FOLDER"; : >e; printf '1\\n2\\n3\\n' >d; echo 1 >s
                printf 'a\\r\\nb\\n' >r
                for name in x y z w; do printf 'a\\nb\\n' >$name; done; "$THRICE" vote \(arguments)
                """)
            #expect(run.status == Int32(status), "\(run.errors)")
            #expect(run.errors.contains(message), "\(run.errors)")
        }
    }
}
