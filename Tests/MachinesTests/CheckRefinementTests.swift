import Machines
import Testing

/// Refinements and implementations take sets, constants and signatures from what they refine.
struct CheckRefinementTests {
    private static let others = [
        "Stock": """
        MACHINE Stock SETS ITEM; KIND = {small, big} CONSTANTS limit PROPERTIES limit : 1..9
        CONCRETE_VARIABLES level ABSTRACT_VARIABLES items, pile
        INVARIANT items <: ITEM & level : 0..limit & pile : NAT & level = card(items)
        INITIALISATION items := {} || level := 0 || pile := 0
        OPERATIONS
          ok <-- add(ii, kk) = PRE ii : ITEM & kk : KIND & level < limit & ii /: items THEN
            items := items \\/ {ii} || level := level + 1 || ok := TRUE END;
          nn <-- many = nn := level
        END
        """,
        "Bits": """
        MACHINE Bits VARIABLES bits INVARIANT bits : 0..9 +-> BOOL INITIALISATION bits := {}
        OPERATIONS set(xx) = PRE xx : 0..9 THEN bits(xx) := TRUE END;
          rr <-- get(xx) = PRE xx : 0..9 THEN rr := bool(xx |-> TRUE : bits) END
        END
        """,
    ]

    private func read(_ text: String, _ more: [String: String] = [:]) throws -> CheckedMachine {
        try SyntaxRig.read(text, others: Self.others.merging(more) { $1 })
    }

    private func messages(_ text: String, _ more: [String: String] = [:]) -> [String] {
        SyntaxRig.messages(text, others: Self.others.merging(more) { $1 })
    }

    private static let operations = """
        OPERATIONS
          ok <-- add(ii, kk) = BEGIN aid.set(ii); level := level + 1; ok := TRUE END;
          nn <-- many = nn := level
        """
    private static let implementation = """
        IMPLEMENTATION Main REFINES Stock IMPORTS aid.Bits VALUES ITEM = 0..9; limit = 5
        INVARIANT items = dom(aid.bits) & level <= 5
        INITIALISATION level := 0
        """

    @Test func `an implementation keeps concrete variables and values deferred sets`() throws {
        let machine = try read("\(Self.implementation) \(Self.operations) END")
        #expect(machine.kind == .implementation)
        #expect(machine.variables.map { machine.symbols[$0].name } == ["aid.bits", "level"])
        #expect(machine.sets.map(\.name) == ["KIND"])
        #expect(machine.constants.map { machine.symbols[$0].name } == ["limit", "ITEM"])
        let own = machine.operations.filter(\.isOwn)
        #expect(own.map(\.name) == ["add", "many"])
        #expect(machine.symbols[own[0].inputs[0]].type == .integer)
        #expect(machine.symbols[own[0].outputs[0]].type == .boolean)
    }

    @Test func `the refined operation's demands hold, as far as they can be said`() throws {
        let machine = try read("\(Self.implementation) \(Self.operations) END")
        #expect(machine.operations[0].preconditions.count == 3)
        let read = machine.operations[0].preconditions.map { $0.span.text(in: machine.sources) }
        #expect(read == ["ii : ITEM", "kk : KIND", "level < limit"])
    }

    @Test func `an invariant that speaks of abstract variables is left out with a note`() throws {
        let machine = try read("\(Self.implementation) \(Self.operations) END")
        let texts = machine.invariant.map { $0.span.text(in: machine.sources) }
        #expect(texts == ["bits : 0..9 +-> BOOL", "level : 0..limit", "level <= 5"])
        let notes = machine.warnings.filter { $0.message.hasSuffix("not checked") }
        #expect(notes.count == 4)
        #expect(notes.allSatisfy { $0.severity == .note })
    }

    @Test func `a refinement of a refinement keeps variables of one name`() throws {
        let machine = try read(
            """
            REFINEMENT Main REFINES Middle VARIABLES pile INVARIANT pile > -1
            INITIALISATION level := 0; pile := 0
            OPERATIONS ok <-- add(ii, kk) = BEGIN pile := pile + 1; ok :: BOOL END;
              nn <-- many = nn := pile END
            """,
            [
                "Middle": """
                REFINEMENT Middle REFINES Stock VARIABLES pile, more INVARIANT more : NAT
                INITIALISATION level := 0 || pile := 0 || more := 0
                OPERATIONS ok <-- add(ii, kk) = ok :: BOOL; nn <-- many = nn :: NAT END
                """
            ])
        #expect(machine.variables.map { machine.symbols[$0].name } == ["level", "pile"])
        #expect(machine.sets.map(\.name) == ["ITEM", "KIND"])
        #expect(
            machine.invariant.map { $0.span.text(in: machine.sources) }
                == ["level : 0..limit", "pile : NAT", "pile > -1"])
    }

    @Test(arguments: [
        ("nn <-- many = nn := level", "operation 'add' of the refined machine is missing"),
        (
            "ok <-- add(ii) = ok := TRUE; nn <-- many = nn := level",
            "operation 'add' has 1 inputs, the refined one 2"
        ),
        (
            "ok <-- add(ii, kk) = ok := 1; nn <-- many = nn := level",
            "types do not fit: BOOL and INTEGER"
        ),
        (
            "ok <-- add(ii, kk) = BEGIN ok := TRUE; items := {} END; nn <-- many = nn := level",
            "cannot assign 'items': the refined machine has it, and this one does not keep it"
        ),
        (
            "ok <-- add(ij, kk) = ok := TRUE; nn <-- many = nn := level",
            "operation 'add' calls 'ij' what the refined one calls 'ii'"
        ),
    ])
    func `operations fit those they refine`(operations: String, message: String) {
        let found = messages("\(Self.implementation) OPERATIONS \(operations) END")
        #expect(found.first == message, "\(found)")
    }

    @Test func `local operations may be called, not by themselves`() throws {
        let text = """
            \(Self.implementation)
            LOCAL_OPERATIONS grow(nn) = PRE nn : NAT THEN level := level + nn END
            \(Self.operations.replacing("level := level + 1", with: "grow(1)"));
              grow(nn) = level := level + nn
            END
            """
        let machine = try read(text)
        let own = machine.operations.filter(\.isOwn).map(\.name)
        #expect(own.sorted() == ["add", "grow", "many"])
        let circle = text.replacing("grow(nn) = level := level + nn", with: "grow(nn) = grow(nn)")
        #expect(messages(circle) == ["operation 'grow' calls itself"])
    }

    @Test func `what an imported machine calls the same is the same`() throws {
        let machine = try read(
            """
            IMPLEMENTATION Main REFINES Plan IMPORTS Parts
            OPERATIONS oper = put(one) END
            """,
            [
                "Plan": """
                MACHINE Plan SETS PART = {one, two} CONSTANTS most PROPERTIES most : 1..2
                VARIABLES have INVARIANT have <: PART & card(have) <= most
                INITIALISATION have := {} OPERATIONS oper = have := {one} END
                """,
                "Parts": """
                MACHINE Parts SETS PART = {one, two} CONSTANTS most PROPERTIES most = 2
                VARIABLES have INVARIANT have <: PART INITIALISATION have := {}
                OPERATIONS put(pp) = PRE pp : PART THEN have := {pp} END END
                """,
            ])
        #expect(machine.sets.map(\.name) == ["PART"])
        #expect(machine.variables.count == 1 && machine.constants.count == 2)
        let texts = machine.properties.map { SyntaxPrinter(machine).text($0) }
        #expect(texts.contains("(most = most)") && texts.count == 3)
    }

    @Test func `values are given to constants and deferred sets only`() {
        let text = Self.implementation.replacing("limit = 5", with: "level = 5")
        let found = messages("\(text) \(Self.operations) END")
        #expect(found.contains("'level' is no constant and no deferred set"))
        #expect(
            messages("IMPLEMENTATION Main REFINES Main END").first?.contains("uses itself") == true)
    }
}
