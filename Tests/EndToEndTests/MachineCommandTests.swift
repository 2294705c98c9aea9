import Foundation
import Testing

/// `thrice machine` as a user calls it.
extension EndToEnd {
    @Suite(.timeLimit(.minutes(2))) struct MachineCommandTests {
        private static let airlock = """
            MACHINE Airlock
            SETS DOOR = {INNER, OUTER}; POSITION = {OPEN, SHUT}
            CONSTANTS limit PROPERTIES limit = 3
            VARIABLES position, cycles
            INVARIANT
                position : DOOR --> POSITION & cycles : 0..limit &
                not (position(INNER) = OPEN & position(OUTER) = OPEN)
            INITIALISATION position := DOOR * {SHUT} || cycles := 0
            OPERATIONS
                ok <-- open(door) =
                PRE door : DOOR & GUARD THEN
                    position(door) := OPEN || ok := TRUE
                END;
                shut(door) =
                PRE door : DOOR & cycles < limit THEN
                    position(door) := SHUT || cycles := cycles + 1
                END;
                level <-- pressure(low, high) =
                PRE low : 0..9 & high : 0..9 & low <= high THEN
                    level :: low..high
                END
            END
            """
        private static let sound = airlock.replacingOccurrences(
            of: "GUARD", with: "OPEN /: ran(position)")
        private static let flawed = airlock.replacingOccurrences(of: " & GUARD", with: "")

        /// Writes a machine, and calls `thrice machine` on it.
        private func machine(
            _ text: String, _ options: String, input: String = ""
        ) throws -> (status: Int32, output: String, errors: String) {
            try MachineRun.run(["Airlock.mch": text], options, input: input)
        }

        @Test func `without options it shows the machine`() throws {
            let result = try machine(Self.sound, "")
            #expect(result.status == 0, "\(result.errors)")
            #expect(result.output.hasPrefix("MACHINE Airlock\nSETS\n  DOOR = {INNER, OUTER}\n"))
            #expect(result.output.contains("\n  limit : INTEGER = 3\n"))
            #expect(result.output.contains("\n  position : POW(DOOR * POSITION)\n"))
            #expect(
                result.output.contains(
                    """
                      ok : BOOL <-- open(door : DOOR)
                          PRE  door : DOOR
                          PRE  OPEN /: ran(position)
                          deterministic by its form
                    """))
            #expect(result.output.contains("nondeterministic: 10 outcomes of pressure(0, 9)"))
        }

        @Test func `what an operation may do is listed`() throws {
            let result = try machine(
                Self.sound, "--operation pressure --inputs 'high = limit, low = limit - 1'")
            #expect(result.status == 0, "\(result.errors)")
            #expect(
                result.output == """
                    pressure(2, 3) where position = {INNER |-> SHUT, OUTER |-> SHUT}, cycles = 0
                      1  level = 2
                      2  level = 3

                    """)
            let state = "position = {INNER |-> OPEN, OUTER |-> SHUT}"
            let open = try machine(
                Self.sound, "--operation shut --inputs INNER --state '\(state)'")
            #expect(
                open.output == """
                    shut(INNER) where \(state), cycles = 0
                      1  position := {INNER |-> SHUT, OUTER |-> SHUT}, cycles := 1

                    """)
        }

        @Test func `inputs outside of PRE have no outcome, and the conjunct is named`() throws {
            let result = try machine(
                Self.sound,
                "--operation open --inputs INNER --state "
                    + "'position = {INNER |-> OPEN, OUTER |-> SHUT}'")
            #expect(result.status == 1)
            #expect(
                result.output.contains(
                    "outside of the contract: 'OPEN /: ran(position)' of PRE is false "
                        + "(Airlock.mch:11:"))
        }

        @Test func `a sound machine passes its checks`() throws {
            let result = try machine(Self.sound, "--check")
            #expect(result.status == 0, "\(result.errors)")
            #expect(result.output.hasPrefix("searched   exhaustive: "))
            #expect(result.output.hasSuffix(" hold exhaustively\n"))
        }

        @Test func `a flawed machine fails with the way to the flaw`() throws {
            let result = try machine(Self.flawed, "--check")
            #expect(result.status == 1)
            #expect(
                result.output.contains(
                    """
                    FAILS      'open' breaks 'not (position(INNER) = OPEN & position(OUTER) = \
                    OPEN)' (Airlock.mch:7:5)
                               INITIALISATION: \
                    position = {INNER |-> SHUT, OUTER |-> SHUT}, cycles = 0
                               open(INNER) --> ok = TRUE: \
                    position := {INNER |-> OPEN, OUTER |-> SHUT}
                               open(OUTER) --> ok = TRUE: \
                    position := {INNER |-> OPEN, OUTER |-> OPEN}

                    """), "\(result.output)")
            #expect(result.output.hasSuffix(" 1 fails\n"))
        }

        @Test func `an undecided check is status 2, and may be decided with more steps`() throws {
            let text = """
                MACHINE Airlock OPERATIONS
                    rr <-- look = PRE 1 = 1 THEN rr := SIGMA(ii).(ii : 1..60000 | ii mod 7) END
                END
                """
            let undecided = try machine(text, "--check --steps 5000")
            #expect(undecided.status == 2)
            #expect(undecided.output.contains("undecided  is 'look' defined?\n"))
            #expect(try machine(text, "--check --steps 5000000").status == 0)
            for flags in ["--steps 5000", "--check --steps 0"] {
                #expect(try machine(text, flags).status == 64)
            }
        }

        @Test func `json has a version, and a trace with values`() throws {
            struct Report: Decodable {
                struct Check: Decodable {
                    struct Trace: Decodable {
                        struct Step: Decodable {
                            let operation: String
                            let inputs: [String: String]
                        }
                        let initial: [String: String]
                        let steps: [Step]
                    }
                    let subject: String
                    let verdict: String
                    let trace: Trace?
                }
                let schemaVersion: Int
                let verdict: String
                let checks: [Check]
            }
            let result = try machine(Self.flawed, "--check --json")
            #expect(result.status == 1)
            let report = try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
            #expect(report.schemaVersion == 1)
            #expect(report.verdict == "fails")
            let failed = try #require(report.checks.first { $0.verdict == "fails" })
            #expect(failed.subject == "preservation")
            #expect(failed.trace?.initial["cycles"] == "0")
            #expect(failed.trace?.steps.map(\.inputs) == [["door": "INNER"], ["door": "OUTER"]])
            let shown = try machine(Self.sound, "--json")
            let object = try JSONSerialization.jsonObject(with: Data(shown.output.utf8))
            #expect((object as? [String: Any])?["schemaVersion"] as? Int == 1)
        }

        @Test func `a session goes from state to state`() throws {
            let result = try machine(
                Self.flawed, "--animate",
                input: """
                    open(INNER)
                    pressure(1, 2)
                    !2
                    opne(OUTER)
                    pressure(2, 1)
                    open(OUTER)
                    back
                    shut(MIDDLE)
                    """)
            #expect(result.status == 0, "\(result.errors)")
            let open = "state  position = {INNER |-> OPEN, OUTER |-> SHUT}, cycles = 0"
            #expect(
                result.output == """
                    state  position = {INNER |-> SHUT, OUTER |-> SHUT}, cycles = 0
                      1  ok = TRUE; position := {INNER |-> OPEN, OUTER |-> SHUT}
                    \(open)
                      1  level = 1
                      2  level = 2
                    \(open)
                      cannot find operation 'opne': machine Airlock has none of this name \
                    (hint: did you mean 'open'?)
                      outside of the contract: 'low <= high' of PRE is false (Airlock.mch:19:36)
                      1  ok = TRUE; position := {INNER |-> OPEN, OUTER |-> OPEN}  breaks INVARIANT \
                    'not (position(INNER) = OPEN & position(OUTER) = OPEN)' (Airlock.mch:7:5)
                    state  position = {INNER |-> OPEN, OUTER |-> OPEN}, cycles = 0
                           breaks INVARIANT 'not (position(INNER) = OPEN & position(OUTER) = \
                    OPEN)' (Airlock.mch:7:5)
                    \(open)
                      cannot read 'MIDDLE' for 'door', which is of type DOOR: unknown identifier \
                    'MIDDLE'

                    """)
        }

        @Test func `demands are admitted, deterministic in the seed, and cover the branches`()
            throws
        {
            let text = """
                MACHINE Airlock
                VARIABLES level INVARIANT level : 0..9
                INITIALISATION level := 0
                OPERATIONS
                    set(wanted) = PRE wanted : 0..9 & wanted <= level + 3 THEN level := wanted END;
                    rr <-- read = IF level = 9 THEN rr := TRUE ELSE rr := FALSE END
                END
                """
            let result = try machine(text, "--demands 50 --seed 7")
            #expect(result.status == 0, "\(result.errors)")
            #expect(result.errors == "50 demands of seed 7: 2 of 2 branches taken\n")
            var level = 0
            let lines = result.output.split(separator: "\n")
            #expect(lines.count == 50)
            for line in lines where line.hasPrefix("set ") {
                let wanted = try #require(Int(line.dropFirst(4)))
                #expect((0...9).contains(wanted) && wanted <= level + 3)
                level = wanted
            }
            #expect(try machine(text, "--demands 50 --seed 7").output == result.output)
            #expect(try machine(text, "--demands 50 --seed 8").output != result.output)
        }

        @Test func `a machine that is served answers as an ensemble's replica`() throws {
            let brakes = "'\(Fixture.root.path)/variants/brakes'"
            let result = try Shell.run(
                """
                cd \(brakes) && "$THRICE" machine Brakes.mch --serve --ensemble . \
                <demands/demands.txt | cmp - demands/expected.txt
                """)
            #expect(result.status == 0, "\(result.output)\(result.errors)")
        }

        @Test func `an implementation is served with the ensemble's mapping`() throws {
            let folder = try Self.counterEnsemble()
            let served = try Shell.run(
                """
                cd '\(folder)'; printf '%s\\n' '5 UP' '7 DOWN' 'x UP' '300 UP' '1 UP' |
                "$THRICE" machine Counter_i.imp --serve --ensemble .
                """)
            #expect(
                served.output == """
                    5 0
                    -2 1
                    ERR field 'amount': expected an integer at byte 0
                    ERR field 'amount': expected a number in 0..250 at byte 0
                    -1 1

                    """, "\(served.errors)")
            #expect(served.status == 0)
        }

        @Test func `demands have the ensemble's form, and only values that its fields have`() throws
        {
            let folder = try Self.counterEnsemble()
            let result = try Shell.run(
                """
                cd '\(folder)'; "$THRICE" machine Counter.mch --demands 200 --ensemble . --seed 3
                """)
            #expect(result.status == 0, "\(result.errors)")
            #expect(result.errors == "200 demands of seed 3: 2 of 2 branches taken\n")
            let lines = result.output.split(separator: "\n").map { $0.split(separator: " ") }
            #expect(lines.count == 200)
            #expect(Set(lines.map { $0.last ?? "" }) == ["UP", "DOWN"])
            let amounts = Set(lines.compactMap { $0.first.flatMap { Int($0) } })
            #expect(amounts.isSuperset(of: [0, 250]))
            #expect(amounts.allSatisfy { (0...250).contains($0) })
        }

        /// A machine, its implementation, and an ensemble of them.
        private static func counterEnsemble() throws -> String {
            let folder = try Fixture.path(".") + "/counter-\(UUID().uuidString)"
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: false)
            let head = """
                SETS DIRECTION = {DOWN, UP}
                """
            let machine = """
                MACHINE Counter \(head)
                VARIABLES total INVARIANT total : INTEGER INITIALISATION total := 0
                OPERATIONS
                    sum, negative <-- count(amount, direction) =
                    PRE amount : NAT & amount <= 1000 & direction : DIRECTION THEN
                        IF direction = UP THEN
                            total, sum, negative :=
                                total + amount, total + amount, bool(total + amount < 0)
                        ELSE
                            total, sum, negative :=
                                total - amount, total - amount, bool(total - amount < 0)
                        END
                    END
                END
                """
            let implementation = """
                IMPLEMENTATION Counter_i REFINES Counter
                CONCRETE_VARIABLES total INVARIANT total : INT INITIALISATION total := 0
                OPERATIONS
                    sum, negative <-- count(amount, direction) =
                    BEGIN
                        IF direction = UP THEN total := total + amount
                        ELSE total := total - amount END;
                        sum := total;
                        negative := bool(total < 0)
                    END
                END
                """
            let ensemble = """
                program: counter
                replicas:
                  - {name: one, command: [cat]}
                  - {name: two, command: [cat]}
                demand:
                  format: separated
                  fields:
                    - {name: amount, type: integer, range: 0..250}
                    - {name: way, type: enumeration, words: [UP, DOWN]}
                answer:
                  format: separated
                  fields:
                    - {name: sum, type: integer}
                    - {name: negative, type: boolean}
                function: {machine: Counter.mch, operation: count, inputs: {direction: way}}
                vote: {agree: 2, restrictive: 0 0}
                stateful: true
                """
            let files = [
                "Counter.mch": machine, "Counter_i.imp": implementation, "thrice.yaml": ensemble,
            ]
            for (name, text) in files {
                try text.write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
            }
            return folder
        }

        @Test(
            arguments: [
                ("--operation opne", 64, "has none of this name (hint: did you mean 'open'?)"),
                (
                    "--operation open", 64,
                    "nothing is said of 'door' (hint: --inputs 'door = DOOR')"
                ),
                (
                    "--operation open --inputs 'dor = INNER'", 64,
                    "no 'dor' (hint: did you mean 'door'?)"
                ),
                ("--operation open --inputs 'INNER, OUTER'", 64, "2 values are given, there are 1"),
                (
                    "--operation open --inputs 12", 64,
                    "cannot read '12' for 'door', which is of type DOOR"
                ),
                ("--operation open --inputs '('", 64, "cannot read '(' for 'door'"),
                (
                    "--operation shut --inputs INNER --state 'cycles = 4'", 64,
                    "it breaks INVARIANT 'cycles : 0..limit' (Airlock.mch:6:"
                ),
                ("--inputs INNER", 64, "cannot use '--inputs' without '--operation'"),
                ("--check --animate", 64, "cannot do --animate and --check at once"),
                ("--demands 0", 64, "cannot make 0 demands"),
                ("--demands 5 --json", 64, "standard output is a stream"),
                ("--serve", 64, "cannot serve without an ensemble"),
                ("--demands 5 --ensemble nowhere", 66, "nowhere"),
            ] as [(String, Int32, String)])
        func `bad requests say what is wrong`(
            options: String, status: Int32, message: String
        ) throws {
            let result = try machine(Self.sound, options)
            #expect(result.status == status, "\(result.errors)")
            #expect(result.output == "")
            #expect(result.errors.contains(message), "\(result.errors)")
        }

        @Test func `bad files say what is wrong, and where`() throws {
            let missing = try Shell.run("\"$THRICE\" machine Nowhere.mch")
            #expect(missing.status == 66)
            #expect(missing.errors.contains("cannot read machine 'Nowhere.mch': no such file"))
            let wrong = try machine(
                Self.sound.replacingOccurrences(of: "cycles + 1", with: "cycle + 1"), "--check")
            #expect(wrong.status == 65)
            #expect(wrong.errors.contains("error: unknown identifier 'cycle'"))
            #expect(wrong.errors.contains("Airlock.mch:16:"))
            #expect(wrong.errors.hasSuffix("cannot use machine 'Airlock.mch': 1 error\n"))
        }
    }
}
