import Machines

/// Machines written down in tests.
enum ExplorationRig {
    static func compile(
        _ text: String, limits: MachineLimits = MachineLimits()
    ) throws -> CompiledMachine {
        let source = SourceText(name: "Test.mch", text: text)
        return try CompiledMachine(try MachineReader.read(source, limits: limits), limits: limits)
    }

    /// `open(INNER)`, without the way there.
    static func text(_ machine: CompiledMachine, _ operation: Int, _ inputs: [Value]) -> String {
        let arguments = inputs.map { machine.text($0) }.joined(separator: ", ")
        return "\(machine.machine.operations[operation].name)(\(arguments))"
    }

    /// The calls of a trace, and the last state's values.
    static func calls(_ machine: CompiledMachine, _ trace: MachineTrace) -> [String] {
        trace.steps.map { text(machine, $0.operation, $0.inputs) }
    }

    static func verdict(
        _ report: MachineReport, _ subject: MachineCheck.Subject
    ) -> MachineCheck.Verdict? {
        report.checks.first { $0.subject == subject }?.verdict
    }

    static func counterexample(
        _ report: MachineReport, _ subject: MachineCheck.Subject
    ) -> MachineCheck.Counterexample? {
        if case .fails(let example)? = verdict(report, subject) { return example }
        return nil
    }

    /// Two doors that must never be open together; `locked` decides whether that is so.
    static func airlock(guarded: Bool) -> String {
        """
        MACHINE Airlock
        SETS DOOR = {INNER, OUTER}; POSITION = {OPEN, SHUT}
        VARIABLES position
        INVARIANT
            position : DOOR --> POSITION &
            not (position(INNER) = OPEN & position(OUTER) = OPEN)
        INITIALISATION position := DOOR * {SHUT}
        OPERATIONS
            ok <-- open(door) =
            PRE door : DOOR\(guarded ? " & OPEN /: ran(position)" : "") THEN
                position(door) := OPEN || ok := TRUE
            END;
            shut(door) =
            PRE door : DOOR THEN
                position(door) := SHUT
            END
        END
        """
    }
}
