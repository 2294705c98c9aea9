import Machines
import Testing

/// Machines that see, include, import, extend and refine others.
struct CheckLinkTests {
    private static let others = [
        "Colours": """
        MACHINE Colours SETS COLOUR = {red, green} CONSTANTS best PROPERTIES best = green
        VARIABLES tint INVARIANT tint : COLOUR INITIALISATION tint := red
        OPERATIONS now <-- show = now := tint; paint(cc) = PRE cc : COLOUR THEN tint := cc END
        END
        """,
        "Counter": """
        MACHINE Counter(start, SET) CONSTRAINTS start : NAT
        SEES Colours VARIABLES count, recent
        INVARIANT count : NAT & recent <: SET INITIALISATION count := start || recent := {}
        OPERATIONS
          up(xx) = PRE xx : SET & count < MAXINT THEN count := count + 1 || recent := {xx} END;
          nn <-- total = nn := count
        END
        """,
    ]

    private func read(_ text: String, _ more: [String: String] = [:]) throws -> CheckedMachine {
        try SyntaxRig.read(text, others: Self.others.merging(more) { $1 })
    }

    private func messages(_ text: String, _ more: [String: String] = [:]) -> [String] {
        SyntaxRig.messages(text, others: Self.others.merging(more) { $1 })
    }

    private func names(_ machine: CheckedMachine, _ slots: [Int]) -> [String] {
        slots.map { machine.symbols[$0].name }
    }

    @Test func `a seen machine gives sets, constants, variables and its initial state`() throws {
        let machine = try read(
            """
            MACHINE Main SEES Colours VARIABLES mine INVARIANT mine : COLOUR & mine /= best
            INITIALISATION mine := tint OPERATIONS oper = mine := best END
            """)
        #expect(machine.sets.map(\.name) == ["COLOUR"])
        #expect(names(machine, machine.variables) == ["tint", "mine"])
        #expect(machine.operations.map(\.name) == ["oper", "show", "paint"])
        #expect(machine.operations.map(\.isOwn) == [true, false, false])
        #expect(machine.properties.count == 1 && machine.invariant.count == 3)
        guard case .sequence(let parts) = machine.initialisation?.node else {
            return #expect(Bool(false))
        }
        #expect(parts.map(\.span.file) == [1, 0])
    }

    @Test func `renamed machines occur twice, with sets and constants of one kind`() throws {
        let machine = try read(
            """
            MACHINE Main SEES Colours INCLUDES one.Counter(1, COLOUR), two.Counter(2, BOOL)
            PROMOTES one.up INVARIANT one.count <= two.count & two.recent <: BOOL
            OPERATIONS both(cc) = PRE cc : COLOUR & one.recent = {cc} THEN
              one.up(cc) || two.up(TRUE) END;
            ss <-- sum = VAR aa, bb IN aa <-- one.total; bb <-- two.total; ss := aa + bb END
            END
            """)
        #expect(
            names(machine, machine.variables)
                == ["tint", "one.count", "one.recent", "two.count", "two.recent"])
        #expect(names(machine, machine.constants).contains("two.start"))
        #expect(machine.sets.count == 1 && machine.properties.count == 1 + 2 * (1 + 2))
        #expect(
            machine.operations.map(\.name) == [
                "both", "sum", "show", "paint", "one.up", "one.total", "two.up", "two.total",
            ])
        #expect(machine.operations.filter(\.isPromoted).map(\.name) == ["one.up"])
        guard case .parallel(let parts) = machine.operations[0].body.node,
            case .call(let index, let arguments, _) = parts[1].node
        else { return #expect(Bool(false)) }
        #expect(machine.operations[index].name == "two.up" && arguments[0].type == .boolean)
    }

    @Test(arguments: [
        (
            "INCLUDES Colours OPERATIONS oper = tint := red",
            "cannot assign 'tint': it belongs to another machine"
        ),
        (
            "INCLUDES Colours OPERATIONS oper = paint(red) || paint(green)",
            "'tint' is written on both sides of '||'"
        ),
        (
            "SEES Colours OPERATIONS oper = paint(red)",
            "cannot call 'paint': its machine is only seen and it changes it"
        ),
        ("INCLUDES Colours OPERATIONS oper = paint", "operation 'paint' has 1 arguments, found 0"),
        ("INCLUDES Colours OPERATIONS oper = paint(1)", "expected COLOUR, found INTEGER"),
        (
            "INCLUDES Colours OPERATIONS xx <-- oper = xx <-- paint(red)",
            "operation 'paint' has 0 results, found 1"
        ),
        ("INCLUDES Colours OPERATIONS oper = pant(red)", "unknown operation 'pant'"),
        ("INCLUDES Colours PROMOTES pait", "no operation 'pait' to promote"),
        ("INCLUDES Counter", "machine 'Counter' takes 2 parameters, found 0"),
        ("INCLUDES Counter(1)", "machine 'Counter' takes 2 parameters, found 1"),
        ("INCLUDES Counter(TRUE, COLOUR) SEES Colours", "expected INTEGER, found BOOL"),
        ("INCLUDES Colours SETS COLOUR", "'COLOUR' is declared twice"),
        ("SEES Nothing", "cannot find machine 'Nothing'"),
        ("IMPORTS Colours", "clause IMPORTS does not belong into MACHINE"),
    ])
    func `rules between machines are kept`(clauses: String, message: String) {
        let found = messages("MACHINE Main \(clauses) END")
        #expect(found.first == message, "\(found)")
    }

    @Test func `machines that use one another are refused`() {
        let circle = ["Aa": "MACHINE Aa INCLUDES Bb END", "Bb": "MACHINE Bb SEES Main END"]
        #expect(
            messages("MACHINE Main INCLUDES Aa END", circle)
                == ["machine 'Main' uses itself: Main → Aa → Bb → Main"])
        #expect(messages("MACHINE Main SEES Main END").first?.contains("uses itself") == true)
        var tower: [String: String] = [:]
        for index in 0..<30 { tower["M\(index)"] = "MACHINE M\(index) SEES M\(index + 1) END" }
        #expect(
            messages("MACHINE Main SEES M0 END", tower).first
                == "cannot find machine 'M30'")
        tower["M30"] = "MACHINE M30 END"
        #expect(messages("MACHINE Main SEES M0 END", tower).first?.contains("24 within") == true)
        var doubling: [String: String] = ["D20": "MACHINE D20 END"]
        for index in 0..<20 {
            doubling["D\(index)"] =
                "MACHINE D\(index) INCLUDES aa.D\(index + 1), bb.D\(index + 1) END"
        }
        #expect(
            messages("MACHINE Main INCLUDES D0 END", doubling).first?
                .hasPrefix("more than 64 machines") == true)
    }

    @Test func `extended operations are offered and keep their machine's variables`() throws {
        let machine = try read("MACHINE Main EXTENDS Colours END")
        #expect(machine.operations.allSatisfy { $0.isPromoted && !$0.isOwn })
        let nested = try read(
            "MACHINE Main INCLUDES Middle OPERATIONS oper = paint(best) END",
            ["Middle": "MACHINE Middle EXTENDS Colours END"])
        #expect(nested.operations.map(\.name) == ["oper", "show", "paint"])
        #expect(
            messages(
                "MACHINE Main INCLUDES Middle OPERATIONS oper = paint(best) END",
                ["Middle": "MACHINE Middle INCLUDES Colours END"]
            ).first == "unknown operation 'paint'")
    }

    @Test func `what a seen machine sees is not visible`() {
        #expect(
            messages(
                "MACHINE Main SEES Middle PROPERTIES best = best END",
                ["Middle": "MACHINE Middle SEES Colours END"])
                == ["unknown identifier 'best'"])
    }

    @Test func `a set may be another one, and its size may be said elsewhere`() throws {
        let machine = try read(
            """
            MACHINE Main SEES Colours, Parts SETS SHADE = COLOUR; TONE = tones
            DEFINITIONS tones == {light, dark}
            CONSTANTS cc PROPERTIES cc : SHADE & cc = red & card(PART) = 4 & light : TONE END
            """, ["Parts": "MACHINE Parts SETS PART END"])
        #expect(machine.sets.map(\.name) == ["COLOUR", "PART", "TONE"])
        #expect(machine.sets[1].elements.count == 4 && machine.sets[2].elements.count == 2)
        #expect(names(machine, machine.constants) == ["best", "SHADE", "cc"])
        #expect(machine.properties.count == 1 + 4 + 1)
    }

    @Test func `parameters of the machine itself are constants and deferred sets`() throws {
        let machine = try read(
            """
            MACHINE Main(many, ITEM) CONSTRAINTS many : 1..9 & card(ITEM) = 2
            VARIABLES have INVARIANT have <: ITEM INITIALISATION have := {} END
            """)
        #expect(names(machine, machine.constants) == ["many"] && machine.properties.count == 2)
        #expect(machine.sets.map(\.name) == ["ITEM"] && machine.sets[0].isDeferred)
        #expect(machine.sets[0].elements == ["ITEM1", "ITEM2"])
    }

    @Test func `parameters that break CONSTRAINTS are told with their place`() throws {
        let machine = try read(
            "MACHINE Main SEES Colours INCLUDES one.Counter(1, BOOL), two.Counter(-1, BOOL) END")
        let error = #expect(throws: MachineErrors.self) { try CompiledMachine(machine) }
        let first = try #require(error?.diagnostics.first)
        #expect(
            first.message == "the parameters of 'two.Counter' do not satisfy its CONSTRAINTS "
                + "'start : NAT' (Counter.mch:1:41)")
        #expect(first.span.place(in: machine.sources).hasPrefix("Main.mch:1:"))
        #expect(machine.constraints.count == 2)
    }
}
