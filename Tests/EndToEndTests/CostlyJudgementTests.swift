import Foundation
import Testing

extension EndToEnd {
    /// One replica of three answers what costs the evaluator a long time.
    @Suite struct CostlyJudgementTests {
        /// The good ones answer when the other one is already being judged.
        private static let replica = """
            import sys, time
            for line in sys.stdin:
                if len(sys.argv) < 2: time.sleep(0.02)
                print('GO' if len(sys.argv) > 1 else 'STOP', flush=True)
            """

        private static func machine(_ condition: String) -> String {
            """
            MACHINE Costly
            SETS ANS = {STOP, GO}
            OPERATIONS
              out <-- step(xx) = PRE xx : 0..9 THEN
                out : (out : ANS & (out = GO => \(condition)))
              END
            END
            """
        }

        private static let configuration = """
            program: costly
            replicas:
              - {name: r1, command: [python3, replica.py]}
              - {name: r2, command: [python3, replica.py]}
              - {name: r3, command: [python3, replica.py, lies]}
            demand:
              format: separated
              fields:
                - {name: xx, type: integer}
            answer:
              format: whole
              fields:
                - {name: out, type: enumeration, words: [STOP, GO]}
            function: {machine: Costly.mch, operation: step}
            vote: {agree: 2, restrictive: GO}
            deadline: 500ms
            startup: 10s
            """

        /// - Returns: what went out, and how often the good replicas were late.
        private func run(_ condition: String) throws -> (output: String, late: Int, told: String) {
            let scratch = try ScratchFolder(UUID().uuidString)
            for (name, text) in [
                ("Costly.mch", Self.machine(condition)), ("replica.py", Self.replica),
                ("thrice.yaml", Self.configuration),
            ] {
                try (text + "\n").write(
                    toFile: scratch.path(name), atomically: false, encoding: .utf8)
            }
            let run = try Shell.run(
                "printf '1\\n2\\n' | \"$THRICE\" run '\(scratch.root)' "
                    + "--summary '\(scratch.path("summary.json"))'")
            let data = try Data(contentsOf: URL(fileURLWithPath: scratch.path("summary.json")))
            let summary = try JSONDecoder().decode(RunSummary.self, from: data)
            let late = try ["r1", "r2"].map { name in
                let replica = try summary.replica(name)
                return replica.late + replica.silent + replica.absent
            }
            return (run.output, late.reduce(0, +), run.errors)
        }

        @Test(.timeLimit(.minutes(1)))
        func `an answer that takes a million steps makes no other one late`() throws {
            let run = try run(
                "#(aa, bb).(aa : 0..3000 & bb : 0..3000 & aa * aa + bb * bb = xx * 1000003 + 7)")
            #expect(run.output == "STOP\nSTOP\n" && run.late == 0, "\(run.told)")
        }

        /// Steps as long as these are not foreseen: it takes longer than the deadline.
        @Test(.timeLimit(.minutes(1)))
        func `what came while another answer was judged came in time`() throws {
            let sum = Array(repeating: "aa mod 7", count: 1000).joined(separator: " + ")
            let run = try run("#aa.(aa : 0..1000000 & xx + \(sum) = 1000000)")
            #expect(run.output == "STOP\nSTOP\n" && run.late == 0, "\(run.told)")
        }
    }
}
