import Foundation
import Testing

extension EndToEnd {
    /// One replica of three answers what costs the evaluator a long time.
    @Suite struct CostlyJudgementTests {
        /// The good ones answer when the other one is already being judged. The first demand is
        /// cheap: a process has longer for its first answer.
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
                out : (out : ANS & (out = GO => xx = 0 or \(condition)))
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
                "printf '0\\n1\\n2\\n' | \"$THRICE\" run '\(scratch.root)' "
                    + "--summary '\(scratch.path("summary.json"))'")
            let data = try Data(contentsOf: URL(fileURLWithPath: scratch.path("summary.json")))
            let summary = try JSONDecoder().decode(RunSummary.self, from: data)
            let late = try ["r1", "r2"].map { name in
                let replica = try summary.replica(name)
                return replica.late + replica.silent + replica.absent
            }
            return (run.output, late.reduce(0, +), run.errors)
        }

        /// The second kind takes longer than was reckoned for its steps, and than the deadline.
        @Test(.timeLimit(.minutes(1)), arguments: [20, 400])
        func `an answer that takes long to judge makes no other one late`(terms: Int) throws {
            let sum = Array(repeating: "aa mod 7", count: terms).joined(separator: " + ")
            let run = try run("#aa.(aa : 0..1000000 & xx + \(sum) = 1000000)")
            #expect(run.output == "STOP\nSTOP\nSTOP\n" && run.late == 0, "\(run.told)")
        }
    }
}
