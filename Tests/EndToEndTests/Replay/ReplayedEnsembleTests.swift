import Foundation
import Testing

extension EndToEnd {
    /// What an ensemble's file says of demands and answers holds for a replay, too.
    @Suite(.timeLimit(.minutes(1))) struct ReplayedEnsembleTests {
        /// Runs `keys` with replicas `a`, `b` and `c` of these commands, then a script in the
        /// ensemble's folder.
        private func ensemble(
            _ commands: [String], _ keys: String, demands: String, then script: String,
            files: [String: String] = [:]
        ) throws -> (status: Int32, output: String, errors: String) {
            let folder = try ScratchFolder("replayed-\(UUID().uuidString)")
            let replicas = zip(["a", "b", "c"], commands).map { name, command in
                "- {name: \(name), command: [\(command)]}"
            }
            let text = "replicas:\n\(replicas.joined(separator: "\n"))\n\(keys)\n"
            for (name, text) in files.merging(
                ["thrice.yaml": text, "demands": demands], uniquingKeysWith: { $1 })
            {
                try text.write(toFile: folder.path(name), atomically: false, encoding: .utf8)
            }
            defer { withExtendedLifetime(folder) {} }
            return try Shell.run(
                """
                cd '\(folder.root)'; "$THRICE" run . --demands demands -q >answers; echo run $?
                \(script)
                """)
        }

        private let patient = "durability: buffered\ndeadline: 10s\nstartup: 10s\nvote: {agree: 2"

        @Test func `stamps and what went out before stand in front of it as they did then`()
            throws
        {
            let said = try ensemble(
                ["cat", "cat"], "stamp: [time, random]\nfeedback: true\n\(patient)}",
                demands: "7\n8\n9\n",
                then: """
                    "$THRICE" replay . --demand 2; echo replay $?
                    sed -n 1p answers
                    """)
            #expect(said.output.contains("run 0\n") && said.output.contains("replay 0\n"))
            #expect(said.output.contains("  stamp      "), "\(said.output)")
            let first = said.output.split(separator: "\n").last ?? ""
            #expect(first.hasPrefix("RESTRICTIVE ") && first.hasSuffix(" 7"))
            #expect(said.output.contains("  before it  '\(first)' went out\n"))
        }

        @Test func `answers are compared field by field, under the relation of each`() throws {
            let said = try ensemble(
                ["cat", "cat", "sh, -c, 'while read x; do echo $x.2; done'"],
                """
                answer: {format: whole, fields: [{name: v, type: real, relation: absolute 0.5}]}
                \(patient), restrictive: '0'}
                """, demands: "7\n8\n",
                then: #""$THRICE" replay . --demand 2 --replica c; echo replay $?"#)
            #expect(said.output.contains("  c          the same: '8.2', after "), "\(said.errors)")
            #expect(said.output.contains("replay 0\n"))
        }

        @Test(arguments: ["frames", "process"])
        func `frames and single runs are replayed as such`(framing: String) throws {
            let python = try Fixture.path("frames.py")
            let isFrames = framing == "frames"
            let good = isFrames ? "python3, '\(python)'" : "rev"
            let bad = isFrames ? "python3, '\(python)', '2'" : "sh, -c, 'exit 3'"
            let said = try ensemble(
                [good, good, bad], "framing: \(framing)\n\(patient)}", demands: "12\n34\n",
                then: #"cat answers; "$THRICE" replay . --demand 2; echo replay $?"#)
            #expect(said.output.contains("run 0\n21\n43\n"), "\(said.errors)")
            #expect(said.output.contains("  a          the same: '43', after "))
            let cause = isFrames ? "it broke the framing" : "its run ended badly"
            #expect(said.output.contains("  c          no answer: \(cause)"), "\(said.output)")
            #expect(said.output.contains("replay 1\n"))
        }

        @Test func `the machine says what it thinks of an answer, in the state of then`() throws {
            let machine = """
                MACHINE Sum VARIABLES total INVARIANT total : 0..999 INITIALISATION total := 0
                OPERATIONS rr <-- step(nn) =
                  PRE nn : 0..9 THEN total := total + nn || rr := total + nn END
                END
                """
            let sum = "python3, sum.py, '0'"
            let said = try ensemble(
                [sum, sum, "python3, sum.py, '3'"],
                """
                stateful: true
                demand: {format: separated, fields: [{name: nn, type: integer}]}
                answer: {format: whole, fields: [{name: rr, type: integer}]}
                function: {machine: Sum.mch, operation: step}
                \(patient), restrictive: '0'}
                """, demands: "1\n2\n3\n4\n",
                then: #"cat answers; "$THRICE" replay . --demand 4; echo replay $?"#,
                files: [
                    "Sum.mch": machine,
                    "sum.py": """
                    import sys
                    (total, wrong) = (0, int(sys.argv[1]))
                    for number, line in enumerate(sys.stdin, 1):
                        total += int(line)
                        print(total + (number == wrong), flush=True)
                    """,
                ])
            #expect(said.output.hasPrefix("run 0\n1\n3\n6\n10\n"), "\(said.output) \(said.errors)")
            #expect(said.output.contains("  a          the same: '10', after "))
            #expect(said.output.contains("first at demand 3: said '7', agreed was '6' ("))
            #expect(said.output.contains("replay 1\n"))
        }

        @Test func `where a checkpoint let the demands go its state is handed over`() throws {
            let keeper = "'\(try Fixture.path("keeper"))'"
            let demands = (1...20_000).map { "\($0) " + String(repeating: ".", count: 200) }
            let said = try ensemble(
                [keeper, keeper, "\(keeper), numb"],
                """
                stateful: true
                checkpoint: {every: 300}
                journal: {segment: 1MiB}
                inFlight: 4
                \(patient)}
                """, demands: demands.joined(separator: "\n") + "\n",
                then: """
                    sed -n 19900p answers
                    "$THRICE" replay . --demand 19900; echo replay $?
                    "$THRICE" replay . --demand 5; echo replay $?
                    """)
            let lines = said.output.split(separator: "\n").map(String.init)
            #expect(lines.first == "run 0", "\(said.errors)")
            let answer = lines.dropFirst().first ?? ""
            #expect(said.output.contains("\n  a          the same: '\(answer)', after "))
            #expect(said.output.contains("\n  b          the same: '\(answer)', after "))
            let history = lines.first { $0.hasPrefix("  history ") } ?? ""
            #expect(
                history.contains("  the state after demand 19") && history.hasSuffix(" shown first")
            )
            #expect(
                said.output.contains(
                    "it did not take the state of the checkpoint: it said 'thrice:state count=0;"),
                "\(said.output)")
            #expect(said.output.contains("replay 1\n") && said.output.hasSuffix("replay 66\n"))
            #expect(said.errors.contains("a checkpoint let it go, the journal begins with demand"))
        }

        @Test func `what nobody was asked is not replayed, and a changed vote is warned about`()
            throws
        {
            let said = try ensemble(
                ["cat", "cat"], "demandBytesMax: 4\n\(patient)}",
                demands: "1\n12345678\n3\n",
                then: """
                    "$THRICE" replay . --demand 2; echo replay $?
                    sed -i 's/demandBytesMax: 4/demandBytesMax: 5/' thrice.yaml
                    "$THRICE" replay . --demand 3; echo replay $?
                    """)
            #expect(said.output.contains("run 1\nreplay 66\n"), "\(said.output)")
            #expect(said.errors.contains("without being recorded, and nobody was asked"))
            #expect(said.output.hasSuffix("replay 0\n"))
            #expect(said.errors.contains("voted on otherwise than when the run began"))
        }
    }
}
