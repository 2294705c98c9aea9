import Machines
import Testing

/// Values of constants from PROPERTIES.
struct EvaluationPropertyTests {
    func compiled(_ properties: String, sets: String = "") throws -> CompiledMachine {
        let source = SourceText(
            name: "Constants.mch",
            text: """
                MACHINE Constants
                \(sets)
                CONSTANTS cc, ff
                PROPERTIES
                  \(properties)
                END
                """)
        var limits = MachineLimits()
        limits.stepsMax = 100_000
        return try CompiledMachine(MachineReader.read(source), limits: limits)
    }

    @Test func `constants are found from what is said of them, in any order`() throws {
        let machine = try compiled("ff : 1..cc --> NAT & ff = %xx.(xx : 1..cc | xx * xx) & cc = 3")
        #expect(machine.constants.map { machine.text($0) } == ["3", "[1, 4, 9]"])
        #expect(!machine.hasOtherConstants)
    }

    @Test func `the first of several valuations is taken, and said to be one of several`() throws {
        let machine = try compiled("cc : 2..9 & cc mod 3 = 0 & ff : {1} --> {7}")
        #expect(machine.constants.map { machine.text($0) } == ["3", "[7]"])
        #expect(machine.hasOtherConstants)
    }

    @Test func `properties that nothing satisfies are refused where they fail`() throws {
        do {
            _ = try compiled("cc : 1..5 & ff = {cc |-> 1} & cc > 7 & cc /= 9")
            Issue.record("accepted")
        } catch let errors as MachineErrors {
            let first = try #require(errors.diagnostics.first)
            #expect(first.message.contains("cannot hold together with those before it"))
            #expect(first.span.text(in: errors.sources) == "cc > 7")
        }
    }

    @Test(arguments: [
        ("-1", "takes a negative number of elements"), ("2", "than the sequence has"),
    ])
    func `a prefix of no length that there is says which`(count: String, cause: String) throws {
        let error = #expect(throws: MachineErrors.self) {
            try compiled("cc = 1 & ff = [1] /|\\ (\(count))")
        }
        #expect(
            error?.diagnostics.first?.message.contains(cause) == true,
            "\(String(describing: error))")
    }

    @Test func `properties that cannot be decided are refused`() throws {
        #expect(throws: MachineErrors.self) { try compiled("cc > 5 & ff : {1} --> {7}") }
        #expect(throws: MachineErrors.self) {
            try compiled("cc : NAT & cc * cc = 7 & ff = {1 |-> 1}")
        }
    }
}
