import Foundation
import Testing

extension EndToEnd {
    /// What `vote` and `answer` say, in a run of real processes: replica n answers with the nth
    /// part of each demand, between bars.
    @Suite struct VotingRuleTests {

        private func run(
            _ options: String, _ demands: [String]
        ) throws -> (status: Int32, lines: [String], errors: String, events: [[String: Any]]) {
            let input = demands.map { "'\($0)'" }.joined(separator: " ")
            // `cut` writes at the end of a full buffer; one line at a time is what `stdbuf` is for.
            let replicas = (1...3).map { "--replica 'stdbuf -oL cut -d\"|\" -f\($0)'" }
            let script = """
                printf '%s\\n' \(input) | $THRICE run \(replicas.joined(separator: " ")) \
                --agree 2 --deadline 5s --run-folder $FOLDER \(options); status=$?
                echo ===; cat $FOLDER/events.jsonl 2>/dev/null; exit $status
                """
            let result = try Shell.run(script)
            let parts = result.output.components(separatedBy: "===\n")
            let events = try (parts.last ?? "").split(separator: "\n").map { line in
                try #require(
                    try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            }
            let lines = parts[0].split(separator: "\n", omittingEmptySubsequences: false)
                .map(String.init).dropLast()
            return (result.status, Array(lines), result.errors, events)
        }

        @Test(.timeLimit(.minutes(1)))
        func `answers within a tolerance agree, and those that are none are malformed`() throws {
            let result = try run(
                "--restrictive 0 --answer 'whole; speed real range=0..200 relation=absolute 0.5'",
                ["80.1|80.4|95", "10|20|30", "fast|7|7.5", "300|301|7"])
            #expect(result.lines == ["80.1", "0", "7", "0"])
            #expect(result.status == 1, "\(result.errors)")
        }

        @Test(.timeLimit(.minutes(1)))
        func `a permissive answer needs its own number`() throws {
            let result = try run(
                "--policy permit,RELEASE=3 --restrictive APPLY",
                ["RELEASE|RELEASE|RELEASE", "RELEASE|RELEASE|APPLY", "COAST|COAST|COAST"])
            #expect(result.lines == ["RELEASE", "APPLY", "APPLY"], "\(result.errors)")
        }

        @Test(.timeLimit(.minutes(1)))
        func `of ordered answers the most permissive goes out that two allow`() throws {
            let result = try run(
                "--policy allow,more=higher --answer 'whole; speed integer' --restrictive 0",
                ["80|120|100", "160|40|40"])
            #expect(result.lines == ["100", "40"], "\(result.errors)")
            #expect(
                result.errors.contains(
                    "thrice: what goes out: the highest number that 2 replicas allow; of 'whole; "
                        + "speed integer'\n"))
        }

        @Test(.timeLimit(.minutes(1)))
        func `unanimity can ask to be confirmed`() throws {
            let result = try run(
                "--policy unanimity,confirm=2 --restrictive STOP",
                ["A|A|A", "B|B|B", "C|C|D", "E|E|E", "F|F|F"])
            #expect(result.lines == ["STOP", "B", "STOP", "STOP", "F"], "\(result.errors)")
            #expect(result.errors.contains("2 of the restrictive were agreed on, and held back"))
        }

        @Test(.timeLimit(.minutes(1)))
        func `the restrictive answer may be permitted on fewer ballots`() throws {
            let permitted = try run(
                "--policy permit,STOP=1,GO=2 --restrictive STOP", ["GO|GO|GO"])
            #expect(permitted.lines == ["GO"], "\(permitted.errors)")
        }

        @Test(.timeLimit(.minutes(1)))
        func `a latch holds, and the summary counts what it held`() throws {
            let result = try run(
                "--latch 1 --summary $FOLDER/s.json", ["A|A|A", "A|B|C", "A|A|A", "A|A|A"])
            #expect(result.lines == ["A", "RESTRICTIVE", "RESTRICTIVE", "A"], "\(result.errors)")
            #expect(result.errors.contains("2 agreed (0 masked), 2 restrictive"))
        }

        @Test(.timeLimit(.minutes(1)))
        func `the event log explains each demand that was not unanimous`() throws {
            let result = try run("", ["A|A|A", "A|A|B", "A|B|C"])
            let verdicts = result.events.filter { $0["event"] as? String == "verdict" }
            #expect(verdicts.compactMap { $0["demand"] as? Int } == [2, 3])
            let masked = try #require(verdicts.first?["explanation"] as? [String: Any])
            #expect(masked["masked"] as? Bool == true)
            #expect(masked["supporters"] as? [String] == ["r1", "r2"])
            #expect(masked["demandText"] as? String == "A|A|B")
            let lost = try #require(verdicts.last?["explanation"] as? [String: Any])
            let outcome = try #require(lost["outcome"] as? [String: Any])
            #expect(outcome["cause"] as? String == "noQuorum")
        }

        @Test(.timeLimit(.minutes(1)))
        func `a run that goes beyond the declared faults says so, and where`() throws {
            let result = try run("--faults symmetric=1", ["A|A|A", "A|A|B", "A|B|C", "A|A|A"])
            #expect(result.errors.contains("at demand 3 more replicas have failed than"))
            let within = try run("--faults symmetric=1", ["A|A|A", "A|A|B"])
            #expect(!within.errors.contains("more replicas have failed"), "\(within.errors)")
        }

        @Test(.timeLimit(.minutes(1)))
        func `who dissents again and again is started anew`() throws {
            let result = try run(
                "--dissent-limit 2", ["A|A|B", "A|A|B", "A|A|A", "A|A|A"])
            #expect(result.lines == ["A", "A", "A", "A"])
            let lost = result.events.first { $0["event"] as? String == "gaveUp" }
            #expect(lost?["loss"] as? String == "dissented", "\(result.errors)")
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                ("--policy mean --restrictive 0 --answer 'whole; x real'", "every wrong number"),
                ("--policy history", "history"), ("--policy nonsense", "nonsense"),
                ("--relation 'absolute -1'", "--relation"), ("--tie maybe", "maybe"),
            ])
        func `what may not release is refused before anything starts`(
            options: String, named: String
        ) throws {
            let result = try run(options, ["A|A|A"])
            #expect(result.status == 64, "\(result.errors)")
            #expect(result.lines.isEmpty)
            #expect(result.errors.contains(named), "\(result.errors)")
        }
    }
}
