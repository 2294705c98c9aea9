import Machines
import Testing

/// What B allows to be read, written and called where.
struct CheckRuleTests {
    private static let head = """
        MACHINE Main SETS COLOUR = {red, green} CONSTANTS kk PROPERTIES kk = 1
        VARIABLES aa, bb, ff, rr
        INVARIANT aa : INTEGER & bb : INTEGER & ff : NAT +-> (NAT +-> NAT)
          & rr : struct(xx: NAT, yy: BOOL)
        INITIALISATION aa, bb := 0, 0 || ff := {} || rr := rec(xx: 1, yy: TRUE)
        OPERATIONS
        """

    private func machine(_ operations: String) -> String { "\(Self.head) \(operations) END" }

    private func body(_ substitution: String) throws -> (Substitution, SyntaxPrinter) {
        let machine = try SyntaxRig.read(machine("oper = \(substitution)"))
        return (machine.operations[0].body, SyntaxPrinter(machine))
    }

    @Test(arguments: [
        (
            "out <-- oper(xx) = PRE xx : NAT THEN out := xx || xx := 1 END",
            "cannot assign input 'xx'"
        ),
        ("oper = kk := 1", "cannot assign 'kk': it is no variable"),
        ("oper = red := green", "cannot assign 'red': it is no variable"),
        ("oper = ANY zz WHERE zz = 1 THEN zz := 2 END", "cannot assign bound name 'zz'"),
        ("oper = LET zz BE zz = 1 IN zz := 2 END", "cannot assign bound name 'zz'"),
        ("oper = aa := 1 || aa := 2", "'aa' is written on both sides of '||'"),
        ("oper = aa := 1 || IF bb = 1 THEN aa := 2 END", "'aa' is written on both sides of '||'"),
        ("oper = ff(1) := {} || ff(2) := {}", "'ff' is written on both sides of '||'"),
        ("oper = aa, aa := 1, 2", "'aa' is assigned twice"),
        ("oper = ff(1), ff(2) := {}, {}", "'ff' is assigned twice"),
        ("oper = aa, bb := 1", "2 variables, but 1 values"),
        ("oper = aa, bb :: NAT", "expected POW(INTEGER*INTEGER), found POW(INTEGER)"),
        ("oper = aa := TRUE", "types do not fit: INTEGER and BOOL"),
        ("oper = skip; oper = skip", "operation 'oper' is defined twice"),
        (
            "oper = skip; other = oper",
            "cannot call 'oper': an operation calls none of its own machine"
        ),
        ("oper = skip; other = opr", "unknown operation 'opr'"),
        ("oper = aa", "expected ':=', '::' or ':(' after 'aa', it is no operation"),
        ("oper(xx, xx) = PRE xx : NAT THEN skip END", "'xx' stands twice in one list"),
        ("xx <-- oper(xx) = xx := 1", "'xx' is both an input and an output"),
        ("oper(xx) = skip", "cannot infer the type of 'xx'"),
        (
            "oper = CASE aa OF EITHER 1 THEN skip OR TRUE THEN skip END END",
            "types do not fit: BOOL and INTEGER"
        ),
        (
            "oper = LET zz BE zz > 1 IN skip END",
            "expected one equation 'x = E' for each name that LET binds, joined by '&'"
        ),
        (
            "oper = LET yy, zz BE yy = 1 & zz = yy IN skip END",
            "a name that LET binds cannot be used in its equations"
        ),
        ("oper = aa : (aa$0 = 1 & bb$0 = 1)", "'bb$0' has no meaning here"),
        ("oper = WHILE aa < 9 DO aa := aa + 1 VARIANT TRUE END", "expected INTEGER, found BOOL"),
        ("oper = CASE aa OF EITHER 1 THEN skip END", "expected 'END', found the end of the text"),
        ("oper = bb := oper", "'oper' is an operation, not a value"),
        ("oper = ff\(String(repeating: "(1)", count: 60)) := 1", "nested deeper than 200 levels"),
        ("oper = ANY xx.yy WHERE 1 = 1 THEN skip END", "cannot declare 'xx.yy': a name has no dot"),
        ("oper = rr'zz := 1", "the record has no field 'zz'"),
    ])
    func `rules of substitutions are kept`(operations: String, message: String) {
        let messages = SyntaxRig.messages(machine(operations))
        #expect(messages.contains(message), "\(messages)")
    }

    @Test(arguments: [
        ("VARIABLES aa INVARIANT aa : NAT", "INITIALISATION gives 'aa' no value"),
        (
            "VARIABLES aa, bb INVARIANT aa : NAT & bb : NAT INITIALISATION aa := 1",
            "INITIALISATION gives 'bb' no value"
        ),
        (
            "VARIABLES aa PROPERTIES aa = 1 INVARIANT aa : NAT INITIALISATION aa := 1",
            "clause PROPERTIES cannot read variable 'aa'"
        ),
        ("CONSTANTS aa, aa PROPERTIES aa = 1", "'aa' is declared twice"),
        ("SETS AA = {aa, aa}", "'aa' is declared twice"),
        ("SETS AA = {aa} CONSTANTS aa", "'aa' is declared twice"),
        ("CONSTANTS cc", "cannot infer the type of 'cc'"),
    ])
    func `rules of clauses are kept`(clauses: String, message: String) {
        let messages = SyntaxRig.messages("MACHINE Main \(clauses) END")
        #expect(messages.contains(message), "\(messages)")
    }

    @Test func `an assignment to parts becomes one of the whole`() throws {
        let (nested, printer) = try body("ff(1)(2) := 3")
        guard case .assign(let pairs) = nested.node else { return #expect(Bool(false)) }
        #expect(
            printer.text(pairs[0].value)
                == "(ff <+ {(1 |-> (ff(1) <+ {(2 |-> 3)}))})")
        let (field, other) = try body("rr'yy := FALSE")
        guard case .assign(let fields) = field.node else { return #expect(Bool(false)) }
        #expect(other.text(fields[0].value) == "rec(xx: rr'xx, yy: FALSE)")
    }

    @Test func `the state before is another name in becomes-such-that`() throws {
        let (changed, printer) = try body("aa, bb : (aa = aa$0 + 1 & bb = bb$0)")
        guard case .becomesSuchThat(let slots, let condition) = changed.node else {
            return #expect(Bool(false))
        }
        #expect(slots.count == 2)
        #expect(printer.text(condition) == "((aa = (aa$0 + 1)) & (bb = bb$0))")
        let (local, other) = try body("VAR zz IN zz := 1; zz : (zz = zz$0 + 1) END")
        guard case .local(_, let inner) = local.node, case .sequence(let parts) = inner.node,
            case .becomesSuchThat(_, let grown) = parts[1].node
        else { return #expect(Bool(false)) }
        #expect(other.text(grown) == "(zz = (zz$0 + 1))")
    }

    @Test func `a PRE around the whole body becomes preconditions, conjunct by conjunct`() throws {
        let machine = try SyntaxRig.read(
            machine(
                """
                out <-- oper(xx, yy) = PRE xx : NAT & (yy : NAT & yy < xx) THEN
                  PRE aa = 1 THEN out := xx END END;
                next = BEGIN PRE aa = 1 THEN skip END END;
                late = BEGIN skip; PRE aa = 1 THEN skip END END
                """))
        #expect(machine.operations.map(\.preconditions.count) == [4, 1, 0])
        #expect(machine.operations[0].inputs.map { machine.symbols[$0].name } == ["xx", "yy"])
        #expect(machine.operations[0].inputs.map { machine.symbols[$0].role } == [.input, .input])
        #expect(machine.symbols[machine.operations[0].outputs[0]].role == .output)
        guard case .assign = machine.operations[0].body.node else { return #expect(Bool(false)) }
    }

    @Test func `a precondition on an output types it and demands nothing`() throws {
        let text = machine("out <-- oper = PRE out : NAT & aa = 1 THEN skip END")
        let read = try SyntaxRig.read(text)
        #expect(read.operations[0].preconditions.count == 1)
        #expect(read.symbols[read.operations[0].outputs[0]].type == .integer)
        #expect(
            read.warnings.map(\.message) == [
                "nothing in 'oper' gives output 'out' a value",
                "a precondition on an output of 'oper' demands nothing of the caller: "
                    + "taken for its type only",
            ])
    }

    @Test func `every substitution is read`() throws {
        let text = machine(
            """
            oper(xx) = PRE xx : NAT THEN
              SELECT xx = 1 THEN skip WHEN xx = 2 THEN aa :: {1, 2} ELSE bb := 2 END
            END;
            two = CHOICE aa := 1 OR bb := 1 || aa := 2 END;
            three = IF aa = 1 THEN skip ELSIF aa = 2 THEN aa := 3 END;
            four = CASE aa OF EITHER 1, 2 THEN skip OR 3 THEN aa := 1 ELSE skip END END;
            five = ASSERT aa = 1 THEN VAR zz IN zz := aa; WHILE zz > 0 DO zz := zz - 1
              INVARIANT zz : NAT VARIANT zz END; aa := zz END END;
            six = ANY yy, zz WHERE yy |-> zz : {1 |-> 2} THEN aa, bb := yy, zz END;
            seven = LET yy, zz BE yy = 1 & zz = 2 IN aa := yy + zz END
            """)
        #expect(try SyntaxRig.read(text).operations.count == 7)
    }

    @Test func `beside a semicolon bars are taken first, with a warning`() throws {
        let text = machine("oper = BEGIN aa := 1; bb := 1 || aa := 2 END")
        let read = try SyntaxRig.read(text)
        guard case .sequence(let parts) = read.operations[0].body.node else {
            return #expect(Bool(false))
        }
        #expect(parts.count == 2)
        let mixed = "';' beside '||': '||' is taken first"
        #expect(read.warnings.map(\.message).contains(mixed))
        let clear = machine("oper = BEGIN aa := 1; BEGIN bb := 1 || aa := 2 END END")
        #expect(try !SyntaxRig.warnings(clear).contains(mixed))
    }

    @Test func `an output that one way through gives no value is a note with its place`() throws {
        func missed(_ body: String) throws -> [String] {
            let read = try SyntaxRig.read(machine("out <-- oper = " + body))
            return read.warnings.filter { $0.severity == .note }.map {
                #expect($0.message == "this way through 'oper' gives output 'out' no value")
                return $0.span.text(in: read.sources)
            }
        }
        let set = "out := 1"
        #expect(try missed("IF aa = 1 THEN \(set) ELSE skip END") == ["skip"])
        let short = "IF aa = 1 THEN out :: 1..2 END"
        #expect(try missed("aa := 2 || " + short) == [short])
        #expect(
            try missed("CASE aa OF EITHER 1 THEN \(set) OR 2 THEN bb := 1 ELSE \(set) END END") == [
                "bb := 1"
            ])
        #expect(
            try missed("CHOICE \(set) OR ANY xx WHERE xx : 1..2 THEN bb := xx END END").count == 1)
        #expect(try missed("SELECT aa = 1 THEN \(set) WHEN aa = 2 THEN bb := 1 END") == ["bb := 1"])
        #expect(try missed("WHILE aa > 0 DO \(set) INVARIANT aa > 0 VARIANT aa END").count == 1)
        for sound in [
            set, short.replacing("END", with: "ELSE \(set) END"), "SELECT aa = 1 THEN \(set) END",
            "BEGIN \(set); IF aa = 1 THEN out := 2 END END",
            "ANY xx WHERE xx : 1..2 THEN out : (out > xx) END",
        ] {
            #expect(try missed(sound) == [], "\(sound)")
        }
    }

    @Test func `what belongs into implementations is told of once a construct`() throws {
        let body =
            "VAR xx IN xx := aa; WHILE xx > 0 DO xx := xx - 1 INVARIANT xx : NAT VARIANT xx END END"
        let abstract = try SyntaxRig.warnings(machine("oper = \(body); two = \(body)"))
        #expect(abstract.map { $0.prefix { $0 != " " } } == ["VAR", "';'", "WHILE"])
        #expect(abstract.allSatisfy { $0.contains(" stands in an abstract machine: ") })
        let concrete =
            "REFINEMENT Main REFINES Top VARIABLES aa INVARIANT aa : NAT INITIALISATION aa := 0 "
        #expect(
            try SyntaxRig.warnings(
                concrete + "OPERATIONS oper = \(body) END",
                others: ["Top": "MACHINE Top OPERATIONS oper = skip END"]) == [])
    }
}
