import Specifications
import Testing
import Voting

private let machine = """
    MACHINE Brakes
    SETS COMMAND = {APPLY, RELEASE}; TRACK
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
