import Machines
import Specifications
import Testing
import Voting

private let machine = """
    MACHINE Brakes
    SETS COMMAND = {APPLY, RELEASE}; TRACK
    PROPERTIES card(TRACK) = 3
    VARIABLES isLatched, history
    INVARIANT isLatched : BOOL & history : 0..9 --> INTEGER
    INITIALISATION isLatched := TRUE || history := (0..9) * {0}
    OPERATIONS
      command <-- step(speed, mode) = PRE speed : NAT & mode : COMMAND THEN command := mode END;
      command <-- onTrack(track) = PRE track : TRACK THEN command := APPLY END;
      command <-- garbled = BEGIN command := APPLY END
    END
    """
private let demand = schema(
    field("speed", .integer), field("mode", .enumeration(["APPLY", "RELEASE"])),
    field("exact", .real(decimals: nil)), field("list", .integer, count: .init(factor: 10)),
    field("halt", .enumeration(["APPLY", "STOP"])), field("flag", .boolean))

private func found(_ binding: MachineBinding, answer text: String = words) throws -> [String] {
    flaws(function: binding, demand: demand, answer: try SchemaText.parse(text))
}

private let words = "command enum=APPLY|RELEASE; latched boolean; place real; rest json; bit bits 1"

private typealias Misfit = (MachineBinding, String)

private let misfits: [Misfit] = [
    (
        binding(machine, "stp"),
        """
        function.operation: machine Brakes has no operation 'stp' (hint: did you mean \
        'step'?)
        """
    ),
    (
        binding(machine, unreadable: "other"),
        """
        function.unreadable: machine Brakes has no operation 'other' (hint: \
        operations: step, onTrack, garbled)
        """
    ),
    (
        binding(machine, unreadable: "step"),
        "function.unreadable: operation 'step' has inputs"
    ),
    (
        binding(machine, inputs: ["sped": "speed"]),
        """
        function.inputs.sped: operation 'step' has no such input (hint: did you mean \
        'speed'?)
        """
    ),
    (
        binding(machine, inputs: ["speed": "spee"]),
        """
        function.inputs.speed: the demand has no field 'spee' (hint: did you mean \
        'speed'?)
        """
    ),
    (
        binding(machine, inputs: ["speed": "mode"]),
        """
        function.inputs.speed: field 'mode' of the demand is an enumeration, not \
        INTEGER (hint: type: integer)
        """
    ),
    (
        binding(machine, inputs: ["mode": "speed"]),
        """
        function.inputs.mode: field 'speed' of the demand is a number, not COMMAND \
        (hint: type: enumeration, words: [APPLY, RELEASE])
        """
    ),
    (
        binding(machine, inputs: ["mode": "halt"]),
        """
        function.inputs.mode: word 'STOP' of field 'halt' of the demand is no element \
        of COMMAND (hint: elements: APPLY, RELEASE)
        """
    ),
    (
        binding(machine, inputs: ["speed": "exact"]),
        """
        function.inputs.speed: field 'exact' is real, and machines have integers only \
        (hint: decimals: 2 makes 12.345 the integer 1234)
        """
    ),
    (
        binding(machine, inputs: ["speed": "list"]),
        """
        function.inputs.speed: the list 'list' of the demand is a function from \
        0..n-1, not INTEGER
        """
    ),
    (
        binding(machine, inputs: ["speed": "flag"]),
        """
        function.inputs.speed: field 'flag' of the demand is a boolean, not INTEGER \
        (hint: type: integer)
        """
    ),
    (
        binding(machine, inputs: ["mode": "previous.command"]),
        """
        function.inputs.mode: 'previous.command' is not known without feedback (hint: \
        feedback: true)
        """
    ),
    (
        binding(machine, "onTrack", inputs: ["track": "mode"]),
        """
        function.inputs.track: field 'mode' of the demand is an enumeration, and the \
        elements of the deferred set TRACK have no names (hint: TRACK = {APPLY, \
        RELEASE})
        """
    ),
    (
        binding(machine, "onTrack"),
        """
        function.inputs.track: no field of the demand is called as input 'track' of \
        'onTrack' (hint: fields: speed, mode, exact, list, halt, flag)
        """
    ),
    (
        binding(machine, outputs: ["comand": "command"]),
        """
        function.outputs.comand: operation 'step' has no such output (hint: did you \
        mean 'command'?)
        """
    ),
    (
        binding(machine, outputs: ["command": "place"]),
        """
        function.outputs.command: field 'place' of the answer is real, and machines \
        have integers only (hint: give it in a smaller unit as type: integer)
        """
    ),
    (
        binding(machine, outputs: ["command": "rest"]),
        """
        function.outputs.command: field 'rest' of the answer is json, which machines \
        do not have (hint: format: json with fields of other types)
        """
    ),
    (
        binding(machine, state: ["latched": "latched"]),
        """
        function.state.latched: machine Brakes has no such variable (hint: did you mean \
        'isLatched'?)
        """
    ),
    (
        binding(machine, state: ["isLatched": "nothing"]),
        """
        function.state.isLatched: the answer has no field 'nothing' (hint: fields: \
        command, latched, place, rest, bit)
        """
    ),
    (
        binding(machine, state: ["history": "latched"]),
        """
        function.state.history: field 'latched' of the answer is a boolean, not \
        POW(INTEGER * INTEGER)
        """
    ),
]

struct MachineBinderTests {
    @Test func `what fits is bound, by name where nothing else is said`() throws {
        #expect(try found(binding(machine)) == [])
        #expect(try found(binding(machine, unreadable: "garbled")) == [])
        #expect(try found(binding(machine, state: ["isLatched": "latched"])) == [])
        #expect(try found(binding(machine, state: ["isLatched": "bit"])) == [])
    }

    @Test(arguments: misfits)
    func `what does not fit names the key to mend`(binding: MachineBinding, flaw: String) throws {
        #expect(try found(binding) == [flaw])
    }

    @Test func `an output without a field is named`() throws {
        #expect(
            try found(binding(machine), answer: "brake enum=APPLY|RELEASE") == [
                """
                function.outputs.command: no field of the answer is called as output 'command' \
                of 'step' (hint: fields: brake)
                """
            ])
    }

    @Test func `an operation for unreadable demands is in both machines or in none`() throws {
        let one = flaws(
            function: binding(machine, unreadable: "garbled"), safety: binding(machine),
            demand: demand, answer: try SchemaText.parse(words))
        #expect(
            one == [
                """
                safety.unreadable: 'function' has an operation for demands that cannot be \
                read, and 'safety' has none (hint: unreadable: NAME of an operation without \
                inputs, in both or in none)
                """
            ])
    }

    /// A machine that reaches `step` and `kept` by a clause.
    private func reaching(_ clause: String) -> MachineBinding {
        let front = """
            MACHINE Front \(clause) OPERATIONS
            command <-- look(mode) = PRE mode : COMMAND THEN
            IF isLatched = TRUE THEN command := APPLY ELSE command := mode END END END
            """
        var made = binding(front, "look")
        made.sources += [
            SourceText(name: "Brakes.mch", text: machine),
            SourceText(name: "Upper.mch", text: "MACHINE Upper EXTENDS Brakes END"),
            SourceText(
                name: "Seer.mch",
                text: "MACHINE Seer SEES Brakes OPERATIONS out <-- ask = out := isLatched END"),
        ]
        return made
    }

    @Test func `a seen machine that others may change is refused, however deep`() throws {
        let changed = machine.replacing(
            "THEN command := mode END", with: "THEN command := mode || isLatched := FALSE END")
        #expect(changed != machine)
        #expect(try found(reaching("SEES Brakes")) == [])
        for (clause, place) in [
            ("SEES Brakes", "Test.mch:1:20"), ("INCLUDES Seer SEES Brakes", ""),
        ] {
            var given = reaching(clause)
            given.sources[1] = SourceText(name: "Brakes.mch", text: changed)
            let plan = SpecificationPlan(
                demand: demand, function: given, safety: nil, hasFeedback: false)
            let schema = try SchemaText.parse(words)
            do throws(SpecificationError) {
                _ = try plan.bind(answer: schema)
                Issue.record("bound: \(clause)")
            } catch {
                let errors = try #require(error.machines.first?.errors)
                let told = errors.diagnostics[0]
                #expect(told.message.hasPrefix("machine 'Brakes' is only seen, and others may"))
                #expect(told.hint.hasPrefix("INCLUDES Brakes, or "))
                #expect(place.isEmpty || told.span.place(in: errors.sources) == place)
            }
            given = reaching(clause.replacing("SEES Brakes", with: "INCLUDES Brakes"))
            given.sources[1] = SourceText(name: "Brakes.mch", text: changed)
            if place != "" { #expect(try found(given) == []) }
        }
    }

    @Test func `operations that are extended are bound, included ones are not`() throws {
        for clause in ["EXTENDS Brakes", "EXTENDS Upper", "INCLUDES Brakes PROMOTES step"] {
            var given = reaching(clause)
            given.operation = "step"
            #expect(try found(given) == [], "\(clause)")
        }
        var hidden = reaching("INCLUDES Brakes")
        hidden.operation = "step"
        #expect(
            try found(hidden) == [
                """
                function.operation: operation 'step' is none that machine Front offers (hint: an \
                operation of its own, or of what it includes with PROMOTES or EXTENDS)
                """
            ])
    }

    @Test func `a set whose size nothing says is refused`() throws {
        let open = machine.replacing("PROPERTIES card(TRACK) = 3", with: "")
        #expect(open != machine)
        let plan = SpecificationPlan(
            demand: demand, function: binding(open, "step"), safety: nil, hasFeedback: false)
        let schema = try SchemaText.parse(words)
        do throws(SpecificationError) {
            _ = try plan.bind(answer: schema)
            Issue.record("bound")
        } catch {
            let told = try #require(error.machines.first?.errors.diagnostics.first)
            #expect(
                told.message == """
                    no 'card(TRACK) = number' says how many elements 'TRACK' has, and answers \
                    would be judged for 3 of them
                    """)
            #expect(told.hint.hasSuffix("in PROPERTIES"))
        }
    }

    @Test func `what is wrong with a machine is told before what does not fit`() throws {
        let broken = machine.replacing("mode : COMMAND", with: "mode : COMAND")
        let plan = SpecificationPlan(
            demand: demand, function: binding(broken, "nothing"), safety: nil, hasFeedback: false)
        let schema = try SchemaText.parse(words)
        #expect(throws: SpecificationError.self) { _ = try plan.bind(answer: schema) }
        do throws(SpecificationError) { _ = try plan.bind(answer: schema) } catch {
            #expect(error.flaws.isEmpty)
            #expect(error.machines.map(\.role) == [.function])
            #expect(error.machines[0].errors.diagnostics[0].message.contains("COMAND"))
        }
    }
}
