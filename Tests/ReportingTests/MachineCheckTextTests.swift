import Machines
import Reporting
import Testing

@Suite("what checks of a machine found, for people")
struct MachineCheckTextTests {
    private func compile(_ text: String) throws -> CompiledMachine {
        try CompiledMachine(try MachineReader.read(SourceText(name: "Test.mch", text: text)))
    }

    private func check(_ text: String) throws -> String {
        let machine = try compile(text)
        return MachineCheckText(Explorer(machine).check(), of: machine).text
    }

    @Test func `what holds exhaustively and in a sample is counted apart`() throws {
        let text = try check(
            """
            MACHINE Test OPERATIONS
                op(xx) = PRE xx : NATURAL & 10 / (1 - 2 * xx) > -20 & xx < 3 THEN skip END
            END
            """)
        #expect(text.contains("holds      op has a PRE that is defined (sample of "), "\(text)")
        #expect(
            text.hasSuffix("Test: 4 checks: 3 hold exhaustively, 1 holds in a sample\n"), "\(text)")
    }

    @Test func `what has no value is not called false`() throws {
        let text = try check(
            """
            MACHINE Test ASSERTIONS 1 / 0 = 1; 1 = 2 OPERATIONS
                one = ASSERT 1 / 0 = 1 THEN skip END;
                two = ASSERT 1 = 2 THEN skip END
            END
            """)
        #expect(text.contains("FAILS      '1 / 0 = 1' of ASSERTIONS has no value ("), "\(text)")
        #expect(text.contains("FAILS      '1 = 2' of ASSERTIONS is false ("))
        #expect(text.contains("FAILS      the ASSERT '1 / 0 = 1' has no value ("))
        #expect(text.contains("FAILS      the ASSERT '1 = 2' is false ("))
    }

    @Test func `an INITIALISATION without an outcome and one without a value are told apart`()
        throws
    {
        let none = try check(
            """
            MACHINE Test VARIABLES vv INVARIANT vv : 1..9 INITIALISATION vv : (vv : 1..9 & vv > 9)
            OPERATIONS op = skip END
            """)
        #expect(none.contains("FAILS      INITIALISATION allows no state\n"), "\(none)")
        let undefined = try check(
            """
            MACHINE Test VARIABLES vv INVARIANT vv : 1..9 INITIALISATION vv := 1 / 0
            OPERATIONS op = skip END
            """)
        #expect(undefined.contains("FAILS      INITIALISATION is not defined\n"), "\(undefined)")
        #expect(undefined.hasPrefix("searched   sampled: 0 states, 0 cases (undefined: "))
    }

    @Test func `outcomes found before a limit are listed, and that there may be more`() throws {
        let machine = try compile(
            "MACHINE Test OPERATIONS rr <-- big = rr :: NAT; rr <-- bad = rr := 1 / 0 END")
        let state = try machine.initialStates()[0]
        func text(_ operation: Int) -> OutcomeText {
            let found = machine.foundOutcomes(of: operation, from: state, inputs: [], max: 2)
            let stop =
                found.stop ?? EvaluationStop(.undecided(""), machine.machine.operations[0].span)
            return OutcomeText(
                .stopped(stop, found: found.outcomes), of: operation, inputs: [], before: state,
                in: machine)
        }
        #expect(
            text(0).lines == [
                "  1  rr = 0", "  2  rr = 1",
                "  there may be more; undecided: Test.mch:1:32: 'big' has more than 2 outcomes",
            ], "\(text(0).lines)")
        #expect(text(1).lines == ["  undefined: Test.mch:1:68: '1 / 0' divides by 0"])
        #expect(try text(0).json(file: "Test.mch").contains("\"rr\""))
    }
}
