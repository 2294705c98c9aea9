import Foundation
import Testing

private let machine = """
    MACHINE Brakes
    SETS COMMAND = {APPLY, RELEASE}
    VARIABLES count
    INVARIANT count : 0..3
    INITIALISATION count := 0
    OPERATIONS
      command <-- step(speed) = PRE speed : 0..9 THEN
        IF speed > 5 THEN
          IF count < 3 THEN count := count + 1 END || command := APPLY
        ELSE
          count := 0 ||
          ANY cc WHERE cc : COMMAND & (count = 3 => cc = APPLY) THEN command := cc END
        END
      END
    END
    """
private let yaml = """
    program: brakes
    replicas: [{name: a, command: [cat]}, {name: b, command: [cat]}, {name: c, command: [cat]}]
    demand: {format: separated, fields: [{name: speed, type: integer}]}
    answer: {format: whole, fields: [{name: command, type: enumeration, words: [APPLY, RELEASE]}]}
    safety: {machine: Brakes.mch, operation: step}
    vote: {restrictive: APPLY}
    stateful: true

    """

extension EndToEnd {
    /// `thrice check` on ensembles of one small machine.
    @Suite struct CheckTests {
        private func check(
            _ machine: String, _ yaml: String = yaml, flags: String = ""
        ) throws -> (status: Int32, output: String, errors: String) {
            let folder = try ScratchFolder(UUID().uuidString)
            try machine.write(
                toFile: folder.path("Brakes.mch"), atomically: true, encoding: .utf8)
            try yaml.write(toFile: folder.path("thrice.yaml"), atomically: true, encoding: .utf8)
            return try Shell.run("cd \(folder.root); \"$THRICE\" check . \(flags)")
        }

        @Test(.timeLimit(.minutes(1)))
        func `a machine whose safe side is safe holds, exhaustively`() throws {
            let run = try check(machine)
            #expect(run.status == 0, "\(run.errors)")
            let lines = run.output.split(separator: "\n").map(String.init)
            #expect(lines.first == "Brakes.mch (safety: operation step)")
            #expect(
                lines.contains(
                    "  holds      it is allowed by step of Brakes.mch (all of 40 cases)"))
            #expect(lines.last?.hasSuffix(": everything holds") == true)
        }

        @Test(.timeLimit(.minutes(1)))
        func `a safe side that is not always allowed fails with the way to it`() throws {
            let run = try check(
                machine.replacing("cc = APPLY", with: "cc = RELEASE"))
            #expect(run.status == 1)
            let lines = run.output.split(separator: "\n").map(String.init)
            let start = try #require(lines.firstIndex { $0.hasPrefix("  FAILS      it is") })
            #expect(
                lines[start]
                    == "  FAILS      it is allowed by step of Brakes.mch: not in 6 of 40 cases")
            // Three steps above the limit, then one below it.
            let told = lines[(start + 1)...].prefix { $0.hasPrefix("     ") }.map {
                $0.drop { $0 == " " }
            }
            #expect(told.first == "INITIALISATION: count = 0")
            #expect(told.dropFirst().prefix(3).allSatisfy { $0.hasPrefix("step(") })
            #expect(told.dropFirst(4).first?.hasPrefix("step(") == true)
            #expect(told.last?.contains("Brakes.mch:") == true)
            let restrictive = try check(machine, yaml.replacing(": APPLY}", with: ": RELEASE}"))
            #expect(restrictive.status == 1)
        }

        @Test(.timeLimit(.minutes(1)))
        func `a broken invariant fails, and a large space is sampled with its seed`() throws {
            let broken = try check(machine.replacing("count < 3", with: "count < 4"))
            #expect(broken.status == 1)
            #expect(broken.output.contains("FAILS      'step' breaks 'count : 0..3'"))
            let wide = machine.replacing("speed : 0..9", with: "speed : 0..1000000")
            let run = try check(wide, flags: "--samples 100 --seed 5")
            #expect(run.status == 0)
            #expect(run.output.contains("sample of "))
            #expect(try check(wide, flags: "--samples 100 --seed 5").output == run.output)
        }

        @Test(.timeLimit(.minutes(1)))
        func `what cannot be decided is inconclusive`() throws {
            let endless = machine.replacing(
                "IF speed > 5 THEN",
                with: "IF speed > 5 & #(xx, yy).(xx : NATURAL & yy : NATURAL & xx*xx = 2*yy*yy + 1 "
                    + "& xx > 100000000000) THEN")
            let run = try check(endless)
            #expect(run.status == 2, "\(run.output)")
            #expect(run.output.contains("undecided"))
        }

        @Test(.timeLimit(.minutes(1)))
        func `a machine that is wrong is told with its place, and status 65`() throws {
            let run = try check(machine.replacing("speed > 5", with: "sped > 5"))
            #expect(run.status == 65)
            #expect(run.output.isEmpty)
            #expect(run.errors.contains("Brakes.mch:8:8: error: "))
            #expect(run.errors.contains("       ^~~~"))
        }

        @Test(.timeLimit(.minutes(1)))
        func `the same as one JSON object`() throws {
            let run = try check(machine, flags: "--json")
            #expect(run.status == 0)
            let object = try #require(
                try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
            #expect(object["schemaVersion"] as? Int == 1)
            #expect(object["verdict"] as? String == "holds")
            let machines = try #require(object["machines"] as? [[String: Any]])
            #expect(machines.map { $0["role"] as? String } == ["safety"])
            #expect(machines[0]["states"] as? Int == 4)
            let checks = try #require(object["checks"] as? [[String: Any]])
            #expect(checks[0]["count"] as? Int == 40)
            #expect(checks[0]["isExhaustive"] as? Bool == true)
        }

        @Test(.timeLimit(.minutes(1)))
        func `what is not checked for safety, or has no case, is told`() throws {
            let unsafe =
                "fact       no safety machine: the restrictive answer is not checked for safety"
            #expect(try !check(machine).output.contains(unsafe))
            let function = try check(machine, yaml.replacing("safety:", with: "function:"))
            #expect(function.status == 0)
            #expect(function.output.contains(unsafe))
            let never = try check(machine.replacing("0..9 THEN", with: "0..9 & speed > 9 THEN"))
            #expect(never.status == 0)
            let nothing = "nothing to check: no case is admitted by step of Brakes.mch"
            #expect(never.output.contains("  fact       " + nothing))
            #expect(
                never.output.contains(
                    "  note       nothing to check of 'step': no case is admitted"))
            #expect(!never.output.contains("all of 0") && !never.output.contains("is allowed by"))
            #expect(
                never.output.hasSuffix("brakes: nothing fails, and some of it was never asked\n"))
        }

        @Test(.timeLimit(.minutes(1)))
        func `an ensemble without a machine has nothing to check`() throws {
            let plain = yaml.split(separator: "\n").filter {
                !$0.hasPrefix("safety") && !$0.hasPrefix("demand")
            }.joined(separator: "\n")
            let run = try check(machine, plain)
            #expect(run.status == 0)
            #expect(run.output.hasSuffix(": no machine, so nothing was checked\n"))
            #expect(try check(machine, flags: "--samples 0").status == 64)
        }
    }
}
