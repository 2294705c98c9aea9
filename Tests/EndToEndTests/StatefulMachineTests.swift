import Foundation
import Testing

extension EndToEnd {
    /// Replicas with state, held against a machine with state: each adds what it is told to its
    /// total, and the machine allows a total of 5 at most.
    @Suite struct StatefulMachineTests {
        private static let replica = """
            import sys
            total = 0
            for line in sys.stdin:
                total += int(line)
                print('what' if line.strip() == '0' and len(sys.argv) > 1 else total, flush=True)
            """

        private static func machine(_ body: String) -> String {
            """
            MACHINE Totals
            VARIABLES total
            INVARIANT total : 0..5
            INITIALISATION total := 0
            OPERATIONS
              out <-- step(add) = \(body)
            END
            """
        }

        private static let seen = machine(
            "PRE add : 0..9 & total + add <= 5 THEN out := total + add || total := total + add END")
        /// The same, but the condition is met only on the way.
        private static let hidden = machine(
            "PRE add : 0..9 THEN IF add = 0 THEN out := total ELSE PRE total + add <= 5 THEN "
                + "out := total + add || total := total + add END END END")

        private static let configuration = """
            program: totals
            replicas:
              - {name: r1, command: [python3, replica.py]}
              - {name: r2, command: [python3, replica.py]}
              - {name: r3, command: [python3, replica.py, talks]}
            demand:
              format: separated
              fields:
                - {name: add, type: integer, range: 0..9}
            answer:
              format: whole
              fields:
                - {name: out, type: integer}
            function: {machine: Totals.mch, operation: step}
            vote: {agree: 2, restrictive: "-1"}
            deadline: 5s
            startup: 10s
            stateful: true
            """

        private func run(
            _ machine: String, _ demands: String
        ) throws -> (status: Int32, output: String, errors: String) {
            let scratch = try ScratchFolder(UUID().uuidString)
            for (name, text) in [
                ("Totals.mch", machine), ("replica.py", Self.replica),
                ("thrice.yaml", Self.configuration),
            ] {
                try (text + "\n").write(
                    toFile: scratch.path(name), atomically: false, encoding: .utf8)
            }
            return try Shell.run("printf '\(demands)' | \"$THRICE\" run '\(scratch.root)'")
        }

        @Test(.timeLimit(.minutes(1)))
        func
            `a demand whose PRE is false in the replicas' state reaches nobody, and costs nothing`()
            throws
        {
            let run = try run(Self.seen, "3\\n4\\n1\\n9\\n1\\n")
            #expect(run.output == "3\n-1\n4\n-1\n5\n" && run.status == 1, "\(run.errors)")
            #expect(!run.errors.contains("anew"), "\(run.errors)")
        }

        @Test(.timeLimit(.minutes(1)))
        func `where that is met on the way nobody is started anew, and one line says what to do`()
            throws
        {
            let run = try run(Self.hidden, "3\\n4\\n1\\n1\\n")
            #expect(run.output == "3\n-1\n-1\n-1\n" && run.status == 1, "\(run.errors)")
            let told = run.errors.split(separator: "\n").filter { $0.contains("new run") }
            #expect(told.count == 1 && told[0].contains("demand 2 leaves the specification"))
            #expect(!run.errors.contains("is started anew"), "\(run.errors)")
            #expect(!run.errors.contains("broke the machine"), "\(run.errors)")
        }

        @Test(.timeLimit(.minutes(1)))
        func `replicas save what the machine's variables are, and are judged from there`() throws {
            let saving = """
                import sys
                total = 0
                for line in sys.stdin:
                    line = line.strip()
                    if line.startswith('thrice:'):
                        if line.startswith('thrice:restore '):
                            total = int(line.split('=')[1])
                        print('thrice:state total=' + str(total), flush=True)
                        continue
                    total += int(line)
                    if line == '2' and len(sys.argv) > 1:
                        sys.exit()
                    print(total, flush=True)
                """
            let scratch = try ScratchFolder(UUID().uuidString)
            for (name, text) in [
                ("Totals.mch", Self.seen), ("replica.py", saving),
                ("thrice.yaml", Self.configuration + "\ncheckpoint: {every: 1}"),
            ] {
                try (text + "\n").write(
                    toFile: scratch.path(name), atomically: false, encoding: .utf8)
            }
            // The third demand ends r3; who is started in its place, if there is time, takes the
            // state.
            let run = try Shell.run(
                "printf '1\\n0\\n2\\n1\\n9\\n1\\n' | \"$THRICE\" run '\(scratch.root)'")
            #expect(run.output == "1\n1\n3\n4\n-1\n5\n" && run.status == 1, "\(run.errors)")
            for words in ["no state was agreed", "told its state", "saved a state", "not take"] {
                #expect(!run.errors.contains(words), "\(run.errors)")
            }
        }

        /// It is lost on the last demand, and the voter ends before its next process is there.
        @Test(.timeLimit(.minutes(1)))
        func `an unreadable answer is told as that, and the end of the demands as nothing`() throws
        {
            let run = try run(Self.seen, "3\\n0\\n")
            #expect(run.output == "3\n3\n" && run.status == 0, "\(run.errors)")
            #expect(run.errors.contains("r3 said what cannot be read"), "\(run.errors)")
            #expect(!run.errors.contains("cannot be started anew"), "\(run.errors)")
        }
    }
}
