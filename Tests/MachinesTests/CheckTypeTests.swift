import Machines
import Testing

/// Every expression has one type, and every name has a meaning.
struct CheckTypeTests {
    private func types(_ text: String, others: [String: String] = [:]) throws -> [String:
        MachineType]
    {
        let machine = try SyntaxRig.read(text, others: others)
        return Dictionary(machine.symbols.map { ($0.name, $0.type) }) { first, _ in first }
    }

    @Test func `types are found whatever the order of the conjuncts`() throws {
        let found = try types(
            """
            MACHINE Main SETS COLOUR = {red, green}; ITEM
            CONSTANTS aa, bb, cc, dd, ee, ff, gg, hh, ii
            PROPERTIES aa = bb & dd = {cc} & cc : COLOUR & bb = 1 & ee = [] & ee : seq(ITEM)
              & ff = rec(yy: TRUE, xx: "s") & gg = ff'yy & hh = dd * ITEM & ii = hh - hh
              & card(ITEM) = 1
            END
            """)
        #expect(found["aa"] == .integer && found["bb"] == .integer)
        #expect(found["dd"] == .power(.given(0)))
        #expect(found["ee"] == .power(.pair(.integer, .given(1))))
        #expect(
            found["ff"]
                == .record([
                    .init(label: "xx", type: .string), .init(label: "yy", type: .boolean),
                ]))
        #expect(found["gg"] == .boolean)
        #expect(found["hh"] == .power(.pair(.given(0), .given(1))) && found["ii"] == found["hh"])
    }

    @Test(arguments: [
        ("%xx.(xx : NAT | TRUE)", MachineType.power(.pair(.integer, .boolean))),
        (
            "{xx, yy, zz | xx = 1 & yy = TRUE & zz = 2}",
            .power(.pair(.pair(.integer, .boolean), .integer))
        ),
        ("(rr ; rr)", .power(.pair(.integer, .integer))),
        (
            "(rr || id(BOOL))",
            .power(.pair(.pair(.integer, .boolean), .pair(.integer, .boolean)))
        ),
        ("rr >< id(NAT)", .power(.pair(.integer, .pair(.integer, .integer)))),
        ("prj2(NAT, BOOL)", .power(.pair(.pair(.integer, .boolean), .boolean))),
        ("fnc(rr)", .power(.pair(.integer, .power(.integer)))),
        ("rel(fnc(rr))", .power(.pair(.integer, .integer))),
        ("NAT +-> BOOL", .power(.power(.pair(.integer, .boolean)))),
        ("POW(ss)", .power(.power(.integer))),
        (
            "struct(bb: NAT, aa: BOOL)",
            .power(
                .record([.init(label: "aa", type: .boolean), .init(label: "bb", type: .integer)]))
        ),
        ("UNION(xx).(xx : NAT | {xx = xx})", .integer),
        ("conc([[TRUE]])", .power(.pair(.integer, .boolean))),
        ("perm(COLOUR)", .power(.power(.pair(.integer, .given(0))))),
        ("succ", .power(.pair(.integer, .integer))),
        ("{}", .power(.integer)), ("iterate(rr, 2)[{1}]", .power(.integer)), ("max(ss)", .integer),
        ("red", .given(0)), ("COLOUR", .power(.given(0))), ("ss - tt", .power(.integer)),
        ("aa - bb", .integer),
        ("ss * {TRUE}", .power(.pair(.integer, .boolean))), ("size([1])", .integer),
        ("first([TRUE])", .boolean),
        ("bool(aa = 1)", .boolean), ("\"x\"", .string), ("STRING", .power(.string)),
    ])
    func `expressions have their types`(text: String, type: MachineType) throws {
        let expression = text.replacing("{xx = xx}", with: "{xx}")
        let wanted = text.hasPrefix("UNION") ? .power(.integer) : type
        let other = text == "{}" ? "{1}" : "(\(expression))"
        let machine = try SyntaxRig.read(SyntaxRig.properties("(\(expression)) = \(other)"))
        guard case .compare(_, let left, _) = machine.properties.last?.node else {
            return #expect(Bool(false), "no comparison")
        }
        #expect(left.type == wanted)
    }

    @Test(arguments: [
        ("aa = TRUE", "types do not fit: INTEGER and BOOL"),
        ("aa : NAT * NAT", "types do not fit: INTEGER : POW(INTEGER*INTEGER)"),
        ("aa + TRUE = 1", "expected INTEGER, found BOOL"),
        ("red < green", "expected INTEGER, found COLOUR"),
        ("ff(TRUE) = 1", "this function takes INTEGER, found BOOL"),
        ("aa(1) = 1", "expected a function, found INTEGER"),
        ("aa <: NAT", "expected POW(?), found INTEGER"),
        ("ss \\/ {TRUE} = ss", "expected POW(INTEGER), found POW(BOOL)"),
        ("{1, TRUE} = {}", "expected INTEGER, found BOOL"),
        ("card(1) = 1", "expected POW(?), found INTEGER"),
        ("rec(xx: 1)'yy = 1", "the record has no field 'yy'"),
        (
            "rec(xx: 1) = rec(yy: 1)",
            "types do not fit: struct(xx: INTEGER) and struct(yy: INTEGER)"
        ),
        ("aa'xx = 1", "expected a record, found INTEGER"),
        ("{} = {}", "cannot infer the type of '{}'"),
        ("!xx.(xx = xx => 1 = 1)", "cannot infer the type of 'xx'"),
        ("zz = 1", "unknown identifier 'zz'"), ("aa = aa * TRUE", "expected INTEGER, found BOOL"),
        ("ss * 1 = {}", "expected POW(?), found INTEGER"),
        ("rr[1] = ss", "expected POW(?), found INTEGER"),
        ("{ss} = ss", "types do not fit: POW(POW(INTEGER)) and POW(INTEGER)"),
        ("#xx.(xx = {xx})", "the type of 'xx' is too large"),
        ("[1, 2] = [TRUE]", "types do not fit: POW(INTEGER*INTEGER) and POW(INTEGER*BOOL)"),
        ("!xx.(xx * xx = xx * xx => 1 = 1)", "cannot infer the type of 'xx'"),
        ("SIGMA(xx).(xx : NAT | TRUE) = 1", "expected INTEGER, found BOOL"),
        ("aa = aa$0", "'aa$0' has no meaning here"),
        ("#(xx, xx).(xx = 1)", "'xx' stands twice in one list"),
    ])
    func `what has no type is refused`(predicate: String, message: String) {
        let messages = SyntaxRig.messages(SyntaxRig.properties(predicate))
        #expect(messages.first == message, "\(messages)")
    }

    @Test func `minus and times are resolved by what they work on`() throws {
        let text = "!(xx, yy).(xx * xx = yy - yy & yy = 1 => 1 = 1)"
        #expect(try SyntaxRig.grouped(text).contains("((xx * xx) = (yy - yy))"))
        let sets = "!(xx, yy).(xx * xx = yy - yy & yy : NAT <-> NAT => 1 = 1)"
        #expect(try SyntaxRig.grouped(sets).contains("((xx * of sets xx) = (yy \\ yy))"))
    }

    @Test func `a name bound inside hides one outside, each with a slot of its own`() throws {
        let machine = try SyntaxRig.read(
            "MACHINE Main CONSTANTS xx PROPERTIES xx = 1 & #xx.(xx = TRUE & #xx.(xx = \"\")) END")
        #expect(machine.symbols.map(\.type) == [.integer, .boolean, .string])
        #expect(machine.symbols.map(\.role) == [.constant, .local, .local])
    }

    @Test func `a long chain of equal types is no deep type, an exploding one is refused`() {
        let names = (0..<2_000).map { "c\($0)" }
        let head = "MACHINE Main CONSTANTS \(names.joined(separator: ", ")) PROPERTIES c0 = 1 & "
        let equal = zip(names, names.dropFirst()).map { "\($1) = \($0)" }
        let pairs = zip(names, names.dropFirst()).map { "\($1) = (\($0), \($0))" }
        #expect(SyntaxRig.messages(head + equal.joined(separator: " & ") + " END") == [])
        let messages = SyntaxRig.messages(head + pairs.joined(separator: " & ") + " END")
        #expect(messages.first == "the type of 'c9' is too large")
    }
}
