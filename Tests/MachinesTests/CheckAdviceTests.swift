import Machines
import Testing

/// What B forbids and is read here is told of, and no error.
struct CheckAdviceTests {
    private static let others = [
        "Lock": """
        MACHINE Lock VARIABLES kk, log INVARIANT kk : BOOL & log : 0..3
        INITIALISATION kk := FALSE || log := 0
        OPERATIONS turn(bb) = PRE bb : BOOL THEN kk := bb END; rr <-- query = rr := kk;
          note = PRE log < 3 THEN log := log + 1 END
        END
        """,
        "Nat": """
        MACHINE Nat VARIABLES vl CONCRETE_VARIABLES cv INVARIANT vl : NAT & cv : NAT
        INITIALISATION vl := 0 || cv := 0
        OPERATIONS put(xx) = PRE xx : NAT THEN vl := xx END; rr <-- get = rr := vl END
        """,
    ]

    private func advice(_ text: String) throws -> [String] {
        let end = ", and other tools refuse it"
        return try SyntaxRig.warnings(text, others: Self.others).filter { $0.hasSuffix(end) }
            .map { String($0.dropLast(end.count)) }
    }

    private func implementation(_ get: String) -> String {
        """
        IMPLEMENTATION Main REFINES Nat IMPORTS rg.Nat INVARIANT vl = rg.vl INITIALISATION cv := 0
        OPERATIONS put(xx) = rg.put(xx); rr <-- get = \(get) END
        """
    }

    @Test func `an operation that the refined machine has not`() throws {
        let text = """
            REFINEMENT Main REFINES Nat VARIABLES vl INITIALISATION vl := 0 || cv := 0
            OPERATIONS put(xx) = vl := xx; rr <-- get = rr := vl; more = skip END
            """
        #expect(try advice(text) == ["operation 'more' is none of the refined machine"])
        let promoted = """
            REFINEMENT Main REFINES Nat INCLUDES Lock PROMOTES turn VARIABLES vl
            INITIALISATION vl := 0 || cv := 0
            OPERATIONS put(xx) = vl := xx; rr <-- get = rr := vl END
            """
        #expect(try advice(promoted) == [])
    }

    @Test(arguments: [
        ("rr <-- rg.get", [String]()), ("rr := rg.cv", []), ("rr := cv", []),
        (
            "rr := rg.vl",
            [
                "'rg.vl' of another machine is read in an IMPLEMENTATION otherwise than by an "
                    + "operation of it"
            ]
        ),
        (
            "ANY yy WHERE yy : 1..2 THEN rr := yy END",
            ["ANY stands in an IMPLEMENTATION"]
        ),
        ("CHOICE rr := 1 OR rr := 2 END", ["CHOICE stands in an IMPLEMENTATION"]),
    ])
    func `what an implementation cannot say`(body: String, told: [String]) throws {
        #expect(try advice(implementation(body)) == told)
        // A refinement may.
        guard body.hasPrefix("ANY") || body.hasPrefix("CHOICE") else { return }
        let abstract = """
            REFINEMENT Main REFINES Nat VARIABLES vl INITIALISATION vl := 0 || cv := 0
            OPERATIONS put(xx) = vl := xx; rr <-- get = \(body) END
            """
        #expect(try advice(abstract) == [])
    }

    @Test(arguments: [
        (
            "INCLUDES Lock", "turn(TRUE) || note || rr := TRUE",
            ["'||' calls machine 'Lock' twice at once"]
        ),
        (
            "INCLUDES Lock", "note || IF 1 = 1 THEN rr <-- query ELSE rr := TRUE END",
            ["'||' calls machine 'Lock' twice at once"]
        ),
        ("INCLUDES Lock", "IF 1 = 1 THEN note ELSE turn(TRUE) END || rr := TRUE", []),
        ("INCLUDES one.Lock, two.Lock", "one.note || two.note || rr := TRUE", []),
        ("INCLUDES Lock", "BEGIN note; turn(TRUE) END || rr := TRUE", []),
    ])
    func `two calls of one machine at once`(clause: String, body: String, told: [String]) throws {
        let text = "MACHINE Main \(clause) OPERATIONS rr <-- oper = \(body) END"
        #expect(try advice(text) == told)
    }

    @Test func `a variable that is only seen in INVARIANT`() throws {
        let text = """
            MACHINE Main SEES Lock VARIABLES cc INVARIANT cc : 0..2 & (kk = FALSE => cc < 2)
            INITIALISATION cc := 0 OPERATIONS inc = IF kk = TRUE THEN cc := 0 END END
            """
        #expect(
            try advice(text) == [
                "INVARIANT speaks of 'kk', which belongs to a machine that is only seen"
            ])
        #expect(try advice(text.replacing("SEES", with: "INCLUDES")) == [])
    }

    @Test func `a variable that is declared twice is one error`() {
        let text = "MACHINE Main VARIABLES vv, vv INVARIANT vv : NAT INITIALISATION vv := 0 END"
        #expect(SyntaxRig.messages(text) == ["'vv' is declared twice"])
    }
}
