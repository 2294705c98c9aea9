import Machines
import Testing

@Suite("values that people write")
struct ExplorationValueTests {
    private let text = """
        MACHINE Values SETS MODE = {OFF, ON}; KEY
        CONSTANTS limit, table PROPERTIES limit = 12 & table = {1 |-> ON, 2 |-> OFF}
        VARIABLES speed INVARIANT speed : NAT INITIALISATION speed := 5
        OPERATIONS
            step(nn, mode, ff, ss) =
            PRE nn : INTEGER & mode : MODE & ff : NAT +-> BOOL & ss <: MODE THEN skip END
        END
        """

    private func value(_ text: String, _ input: Int) throws -> String {
        let machine = try ExplorationRig.compile(self.text)
        let state = try machine.initialStates()[0]
        let slot = machine.machine.operations[0].inputs[input]
        let type = machine.machine.symbols[slot].type
        return machine.text(try ValueReader(machine, state: state).value(text, as: type))
    }

    @Test(arguments: [
        ("7", 0, "7"), ("-7", 0, "-7"), ("limit * 2 + speed", 0, "29"), ("-1 / 4", 0, "0"),
        ("ON", 1, "ON"), ("table(2)", 1, "OFF"), ("{}", 2, "{}"), ("{}", 3, "{}"),
        ("(0..1) * {TRUE}", 2, "{0 |-> TRUE, 1 |-> TRUE}"), ("MODE - {ON}", 3, "{OFF}"),
    ])
    func `expressions of B are read in the machine's scope`(
        text: String, input: Int, expected: String
    ) throws {
        #expect(try value(text, input) == expected)
    }

    @Test(arguments: [
        ("", 0, "there is no value"), ("ON", 0, "type"), ("OM", 1, "unknown identifier 'OM'"),
        ("1 2", 0, "expected ')', found '2'"), ("1 / 0", 0, "divides by 0"),
        ("(", 0, "found ')'"), ("7 /* ", 0, "the comment is not closed"),
        ("END", 0, "found 'END', a word of B"),
    ])
    func `what is no value says why`(text: String, input: Int, cause: String) throws {
        do {
            Issue.record("\(try value(text, input))")
        } catch let failure as ValueReader.Failure {
            #expect(failure.cause.contains(cause), "\(failure.cause)")
        }
    }

    @Test func `lists are cut at commas outside of brackets and strings`() {
        let items = ArgumentText("a = {1, 2}, (3, 4) , f = \"x,y\", b = c = d").items
        #expect(
            items == [
                ArgumentText.Item(name: "a", value: "{1, 2}"),
                ArgumentText.Item(name: nil, value: "(3, 4)"),
                ArgumentText.Item(name: "f", value: "\"x,y\""),
                ArgumentText.Item(name: "b", value: "c = d"),
            ])
        #expect(ArgumentText("  ").items == [])
    }

    @Test(arguments: [#""a \"quoted\" one""#, #""back\\slash, (""#, #""line\n\ttab""#])
    func `strings are written so that they can be read again`(text: String) throws {
        let machine = try ExplorationRig.compile(
            "MACHINE Text OPERATIONS say(ss) = PRE ss : STRING THEN skip END END")
        let item = try #require(ArgumentText("ss = \(text), 3").items.first)
        #expect(item.value == text)
        let read = try ValueReader(machine).value(item.value, as: .string)
        #expect(machine.text(read) == text)
    }
}
