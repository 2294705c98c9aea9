import Machines
import Testing

/// Machines that are only seen change by what others do.
@Suite("what others do to machines that are seen")
struct ExplorationElsewhereTests {
    private static let others = [
        "Lock": """
        MACHINE Lock SETS WAY = {open, shut} INCLUDES Count
        VARIABLES way INVARIANT way : WAY INITIALISATION way := shut
        OPERATIONS
            now <-- look = now := way;
            turn(to) = PRE to : WAY & to /= way & number < 3 THEN way := to || up END
        END
        """,
        "Count": """
        MACHINE Count VARIABLES number INVARIANT number : 0..3 INITIALISATION number := 0
        OPERATIONS up = PRE number < 3 THEN number := number + 1 END
        END
        """,
        "Middle": "MACHINE Middle SEES Lock OPERATIONS now <-- ask = now := bool(way = open) END",
        "Fixed": """
        MACHINE Fixed VARIABLES kept INVARIANT kept : 0..3 INITIALISATION kept :: 0..3
        OPERATIONS now <-- tell = now := kept END
        """,
        "Upper": "MACHINE Upper EXTENDS Lower END",
        "Lower": "MACHINE Lower EXTENDS Count END",
    ]

    private func compile(_ text: String) throws -> CompiledMachine {
        try CompiledMachine(try SyntaxRig.read(text, others: Self.others))
    }

    private func elsewhere(_ clauses: String) throws -> [String] {
        try SyntaxRig.read("MACHINE Main \(clauses) END", others: Self.others).operations
            .compactMap { operation in
                operation.elsewhere.map { "\($0.machine).\(operation.name)" }
            }
    }

    @Test func `what a seen machine offers and writes is called elsewhere, nothing else`() throws {
        #expect(try elsewhere("SEES Lock") == ["Lock.turn"])
        #expect(try elsewhere("INCLUDES Middle") == ["Lock.turn"])
        #expect(try elsewhere("SEES Middle") == ["Lock.turn"])
        #expect(try elsewhere("INCLUDES Middle, Lock") == [])
        #expect(try elsewhere("SEES Fixed") == [])
        #expect(try elsewhere("SEES Upper") == ["Upper.up"])
        #expect(try elsewhere("EXTENDS Upper") == [])
        let machine = try SyntaxRig.read(
            "MACHINE Main INCLUDES Middle END", others: Self.others)
        let place = try #require(machine.operations.compactMap(\.elsewhere).first).span
        #expect(place.text(in: machine.sources) == "Lock")
        #expect(place.place(in: machine.sources).hasPrefix("Middle.mch:1:"))
    }

    private static let guarded = """
        MACHINE Main SEES Lock VARIABLES level INVARIANT level : 0..1
        INITIALISATION level := 0
        OPERATIONS
            fill = IF way = open THEN level := level + 1 END;
            drain = PRE level > 0 THEN level := level - 1 END;
            pass = PRE way = shut THEN skip END
        END
        """

    @Test func `a failure that needs what others do is found, with their steps`() throws {
        let machine = try compile(Self.guarded)
        let report = Explorer(machine).check()
        let level = try #require(
            machine.machine.invariant.firstIndex {
                $0.span.text(in: machine.machine.sources) == "level : 0..1"
            })
        let example = try #require(
            ExplorationRig.counterexample(report, .preservation(operation: 0, conjunct: level)))
        #expect(ExplorationRig.calls(machine, example.trace) == ["turn(open)", "fill()", "fill()"])
        #expect(report.extent.isExhaustive)
        // Four of the lock's, three with level 1 behind the first, two with the one too many.
        #expect(report.extent.states == 4 + 3 + 2)
        // Their own operations are not told of as never enabled or untaken.
        #expect(report.notes.isEmpty, "\(report.notes)")
    }

    @Test func `a seen machine that nobody changes stays as it is`() throws {
        let report = Explorer(
            try compile(
                "MACHINE Main SEES Fixed OPERATIONS out <-- give = out := kept END")
        ).check()
        #expect(report.extent.states == 4 && report.extent.cases == 4)
    }

    @Test func `a demand is admitted whatever others did before`() throws {
        let machine = try compile(Self.guarded.replacing("level := level + 1", with: "level := 1"))
        let plan = Explorer(machine).demands(count: 20)
        #expect(plan.demands.count == 20 && plan.followsAllStates)
        // Where the way is open 'pass' is not admitted, and it may be open at any time.
        #expect(plan.demands.allSatisfy { $0.operation == 0 })
        #expect(plan.branchesMissed == [])
    }

    @Test func `extended operations are explored and demanded, however deep`() throws {
        let machine = try compile("MACHINE Main EXTENDS Upper END")
        let report = Explorer(machine).check()
        #expect(report.extent.states == 4 && report.extent.cases == 3)
        #expect(Explorer(machine).demands(count: 9).demands.count == 3)
    }

    @Test func `local operations are called by their own machine only`() throws {
        let machine = try SyntaxRig.read(
            """
            IMPLEMENTATION Main REFINES Top CONCRETE_VARIABLES kk INVARIANT kk : INT
            INITIALISATION kk := 0
            LOCAL_OPERATIONS helper = kk := 7
            OPERATIONS oper = helper
            END
            """, others: ["Top": "MACHINE Top OPERATIONS oper = skip END"])
        #expect(machine.operations.filter(\.isOffered).map(\.name) == ["oper"])
    }

    @Test func `what others must do before is part of the walk of a check`() throws {
        let machine = try compile(
            """
            MACHINE Main SEES Lock VARIABLES level INVARIANT level : 0..3
            INITIALISATION level := 0
            OPERATIONS
                go =
                IF way = open & level = 0 THEN level := 1
                ELSIF way = shut & level = 1 THEN level := 2
                ELSIF way = open & level = 2 THEN level := 3
                ELSE skip END
            END
            """)
        var budget = ExplorationBudget()
        budget.statesMax = 3
        budget.huntsMax = 0
        let report = Explorer(machine, budget: budget).check()
        #expect(
            !report.notes.contains { if case .untakenBranch = $0 { true } else { false } },
            "\(report.notes)")
    }

    @Test func `a branch that only others could open ends the search for it`() throws {
        let machine = try compile(
            """
            MACHINE Main SEES Lock VARIABLES level INVARIANT level : 0..50
            INITIALISATION level := 0
            OPERATIONS go = SELECT way = open & level < 50 THEN level := level + 1 END
            END
            """)
        let plan = Explorer(machine).demands(count: 5)
        #expect(plan.demands.isEmpty && plan.end == .nothingAdmitted)
        #expect(!Explorer(machine).check().hasFailed)
    }
}
