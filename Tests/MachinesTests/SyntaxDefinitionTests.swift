import Machines
import Testing

/// Definitions are replaced as text.
struct SyntaxDefinitionTests {
    private func machine(_ definitions: String, _ rest: String) -> String {
        "MACHINE Main DEFINITIONS \(definitions) \(rest) END"
    }

    @Test func `definitions stand for expressions, predicates and substitutions`() throws {
        let text = machine(
            """
            limit == (10 + 2); low(xx) == (xx < limit); SET_PREF_X == TRUE;
            put(target, value) == BEGIN target := value; skip END; both == aa, bb
            """,
            """
            VARIABLES aa, bb INVARIANT low(aa) & low(bb) & {both} = {bb, aa}
            INITIALISATION put(aa, (1 , 2)(1)) ; put(bb, limit)
            """)
        let errors = SyntaxRig.messages(text)
        #expect(
            errors == ["expected a function, found INTEGER*INTEGER (in definition 'put')"]
                || errors == ["expected a function, found INTEGER*INTEGER"])
        let right = text.replacingFirst("(1 , 2)(1)", by: "3")
        #expect(try SyntaxRig.read(right).invariant.count == 3)
    }

    @Test func `clauses come in any order and definitions may be used before them`() throws {
        let text = """
            MACHINE Main OPERATIONS up = vv := vv + step INVARIANT vv : NAT
            VARIABLES vv DEFINITIONS step == 1 INITIALISATION vv := step END
            """
        #expect(try SyntaxRig.read(text).operations.map(\.name) == ["up"])
    }

    @Test func `a definition whose operators would take operands from outside is refused`() {
        for (definition, use) in [
            ("two == 1 + 1", "two * 2 = 4"), ("two == 1 + 1", "2 * two = 4"),
            ("set == 1 .. 2", "set * set = {}"), ("neg == - 1", "neg(1) = 1"),
            ("sq(xx) == (xx * xx)", "sq(1 + 1) = 4"), ("pp == 1 = 1 => 2 = 2", "pp & 1 = 1"),
        ] {
            let errors = SyntaxRig.errors(machine(definition, "PROPERTIES \(use)"))
            #expect(errors.first?.unsupported?.hasSuffix("regrouped where it stands") == true)
        }
        for (definition, use) in [
            ("two == (1 + 1)", "two * 2 = 4"), ("two == 1 + 1", "two + 2 = 4"),
            ("two == 1 + 1", "0 + two = 4"), ("two == 1 + 1", "{two} = {2, two}"),
            ("set == 1 .. 2", "set \\/ set = {}"), ("sq(xx) == ((xx) * (xx))", "sq(1 + 1) = 4"),
            ("pp == 1 = 1 & 2 = 2", "1 = 1 & pp & 1 = 1"),
        ] {
            #expect(SyntaxRig.messages(machine(definition, "PROPERTIES \(use)")) == [])
        }
    }

    @Test func `definitions that use themselves, or explode, are refused`() {
        let circle = machine("aa == bb; bb == cc; cc == aa", "PROPERTIES aa = 1")
        #expect(SyntaxRig.messages(circle) == ["definition 'aa' uses itself"])
        var doubling = "d0 == 1 = 1"
        var silent = "kk(xx, yy) == xx; d0 == 1"
        for index in 1..<36 {
            doubling += "; d\(index) == (d\(index - 1) & d\(index - 1))"
            silent += "; d\(index) == kk(d\(index - 1), d\(index - 1) + d\(index - 1))"
        }
        let exploding = SyntaxRig.messages(machine(doubling, "PROPERTIES d35"))
        #expect(exploding.contains("more than 500000 tokens after definitions are expanded"))
        #expect(SyntaxRig.messages(machine(silent, "PROPERTIES d35 = 1")) != [])
        let nested = machine(
            "same(xx) == xx",
            "PROPERTIES 1 = " + String(repeating: "same(", count: 100) + "1"
                + String(repeating: ")", count: 100))
        #expect(SyntaxRig.messages(nested) == ["definition 'same' lies deeper than 40 definitions"])
    }

    @Test(arguments: [
        ("aa == 1; aa == 2", "definition 'aa' stands twice"),
        ("aa(xx, xx) == 1", "definition 'aa' has two parameters of one name"),
        ("aa ==", "definition 'aa' has no text"), ("aa = 1", "expected a definition, found 'aa'"),
        ("\"x.def\"", "cannot find definition file 'x.def'"),
    ])
    func `definitions that are none are refused`(text: String, message: String) {
        #expect(SyntaxRig.messages(machine(text, "PROPERTIES 1 = 1")).first == message)
    }

    @Test func `errors in a definition point at its use and name it`() {
        let text = """
            MACHINE Main
            DEFINITIONS more(xx) == (xx + TRUE)
            PROPERTIES
              1 = more(2)
            END
            """
        #expect(
            SyntaxRig.errors(text).map { $0.text(in: [SourceText(name: "Main.mch", text: text)]) }
                == [
                    """
                    Main.mch:4:7: error: expected INTEGER, found BOOL (in definition 'more')
                       4 |   1 = more(2)
                         |       ^~~~~~~
                    """
                ])
    }

    @Test func `definition files are asked for by name`() throws {
        let text =
            "MACHINE Main DEFINITIONS \"limits.def\"; two == (one + 1) PROPERTIES two = 2 END"
        let machine = try MachineReader.read(SourceText(name: "Main.mch", text: text)) { name in
            name == "limits.def"
                ? SourceText(name: name, text: "DEFINITIONS one == 1; unused == BEGIN skip END")
                : nil
        }
        #expect(machine.properties.count == 1 && machine.sources.count == 2)
    }

    @Test func `external functions are refused by name`() {
        let text = machine(
            "EXTERNAL_FUNCTION_ABS(TT) == TT --> TT; ABS(xx) == xx", "PROPERTIES ABS(1) = 1")
        #expect(SyntaxRig.errors(text).first?.unsupported == "external function 'ABS'")
    }

    @Test func `sizes of deferred sets come from scopes, cardinalities or the default`() throws {
        let text = """
            MACHINE Main SETS AA; BB; CC; DD DEFINITIONS scope_BB == 4; scope_CC == 2..6
            PROPERTIES card(AA) = 7 & 1 = 1 END
            """
        let machine = try SyntaxRig.read(text)
        #expect(machine.sets.map(\.elements.count) == [7, 4, 5, 3])
        #expect(machine.sets[1].elements == ["BB1", "BB2", "BB3", "BB4"])
        #expect(
            machine.warnings.map(\.message) == [
                "no 'card(DD) = number' says how many elements 'DD' has: 3 taken, and "
                    + "nothing is shown for another number"
            ])
        // A scope is where to look, and not what the specification says.
        #expect(machine.assumedSets == [1, 2, 3])
        for size in ["0", "70000", "99999999999999999999"] {
            let text = "MACHINE Main SETS AA PROPERTIES card(AA) = \(size) END"
            #expect((try? SyntaxRig.read(text))?.sets.first?.elements.count ?? 3 == 3)
        }
    }
}

extension String {
    fileprivate func replacingFirst(_ text: String, by other: String) -> String {
        guard let range = firstRange(of: text) else { return self }
        return replacingCharacters(in: range, with: other)
    }

    private func replacingCharacters(in range: Range<Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }

    @Test func `a definition that hides a name that is bound is named`() {
        let errors = SyntaxRig.messages(
            """
            MACHINE Main DEFINITIONS nn == mm; mm == 3
            OPERATIONS rr <-- oper = ANY nn WHERE nn : 1..1 THEN rr := nn END END
            """)
        #expect(errors == ["definition 'nn' hides this name: its text '3' stands here"])
    }
}
