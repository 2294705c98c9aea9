import Machines
import Testing

/// What is told of a text that is wrong.
struct SyntaxDiagnosticTests {
    private func text(_ machine: String) -> String {
        let sources = [SourceText(name: "Main.mch", text: machine)]
        return MachineErrors(SyntaxRig.errors(machine), sources: sources).text
    }

    @Test func `an error shows its line with a caret, tabs kept, and a near name`() {
        let machine = "MACHINE Main\nVARIABLES speed\nINVARIANT\n\tspeed : NAT & sped > 1\nEND"
        #expect(
            text(machine.replacing("END", with: "INITIALISATION speed := 0 END"))
                == """
                Main.mch:4:16: error: unknown identifier 'sped' (hint: did you mean 'speed'?)
                   4 | \tspeed : NAT & sped > 1
                     | \t              ^~~~
                """)
    }

    @Test func `columns count characters, not bytes`() {
        let machine = "MACHINE Main PROPERTIES \"é∀\" = xx END"
        #expect(text(machine).hasPrefix("Main.mch:1:32: error: unknown identifier 'xx'"))
    }

    @Test func `of a long line the part around the place is shown`() {
        let filler = String(repeating: "1 = 1 & ", count: 10_000)
        let shown = text("MACHINE Main PROPERTIES \(filler) xx = 1 & \(filler) 1 = 1 END")
        #expect(shown.utf8.count < 600 && shown.contains(" xx = 1 "))
        let line = shown.split(separator: "\n").last ?? ""
        #expect(line.hasSuffix("^~"))
    }

    @Test func `several errors are told at once, in the order of the text, at most 50`() {
        let clauses = """
            MACHINE Main
            SETS COLOUR = {red, }
            VARIABLES
            INVARIANT 1 = & 2 = 2
            INITIALISATION := 1
            OPERATIONS
              one = BEGIN END;
              two = PRE 1 THEN skip END;
              three = skip;
              four = IF 1 = 1 skip END
            END
            """
        let errors = SyntaxRig.errors(clauses)
        #expect(
            errors.map(\.message) == [
                "expected an identifier, found '}'",
                "expected an identifier, found 'INVARIANT', a word of B",
                "expected an expression or a predicate, found '&'",
                "expected a substitution, found ':='",
                "expected a substitution, found 'END', a word of B",
                "expected a predicate, found an expression",
                "expected 'THEN', found 'skip', a word of B",
            ])
        let many = (0..<500).map { "u\($0) = 1" }.joined(separator: " & ")
        #expect(SyntaxRig.errors("MACHINE Main PROPERTIES \(many) END").count == 50)
    }

    @Test(arguments: [
        ("", "expected 'MACHINE', 'REFINEMENT' or 'IMPLEMENTATION', found the end of the text"),
        ("MACHINE", "expected an identifier, found the end of the text"),
        ("MACHINE Main", "expected 'END', found the end of the text"),
        ("MACHINE Main END END", "expected a clause or 'END', found 'END', a word of B"),
        ("MACHINE Main FOO END", "expected a clause or 'END', found 'FOO'"),
        ("MACHINE Main /* no end", "the comment is not closed"),
        ("MACHINE Main PROPERTIES \"a\n\" = 1 END", "the string is not closed on its line"),
        ("MACHINE Main PROPERTIES a1 = \u{1F600} END", "unknown symbol '\u{1F600}'"),
        ("MACHINE Main SETS AA SETS BB END", "clause SETS stands twice"),
        ("MACHINE Main REFINES Other END", "cannot find machine 'Other'"),
        ("REFINEMENT Main END", "clause REFINES is missing"),
        ("MACHINE Main VALUES xx = 1 END", "clause VALUES does not belong into MACHINE"),
    ])
    func `a text that is no machine is refused`(machine: String, message: String) {
        #expect(SyntaxRig.messages(machine).contains(message), "\(SyntaxRig.messages(machine))")
    }

    @Test(arguments: [
        ("PROPERTIES 1.5 = 1", "real number"), ("PROPERTIES 0x1F = 1", "hexadecimal number"),
        ("PROPERTIES REAL = REAL", "reals ('REAL')"),
        ("PROPERTIES tree(NAT) = 1", "trees ('tree')"),
        ("PROPERTIES (IF 1 = 1 THEN 1 ELSE 2 END) = 1", "IF as an expression or predicate"),
        ("PROPERTIES (LET xx BE xx = 1 IN xx END) = 1", "LET as an expression or predicate"),
        ("PROPERTIES prj1(1 |-> 2) = 1", "prj1 with one argument"),
        ("PROPERTIES NAT <<-> NAT = {}", "total relation <<->"),
        ("PROPERTIES {xx + 1 | xx : NAT} = {}", "comprehension with an expression before the bar"),
        ("PROPERTIES {xx . xx : NAT | xx} = {}", "comprehension with an expression before the bar"),
        ("PROPERTIES '''aa''' = \"\"", "multi-line string"),
        ("FREETYPES LL = nn", "clause FREETYPES"), ("EVENTS ev = skip", "clause EVENTS"),
        ("OPERATIONS oo = WITNESS 1 = 1 THEN skip END", "WITNESS"),
        (
            "VARIABLES xx INVARIANT xx : NAT INITIALISATION xx := 0 OPERATIONS "
                + "oo = WHILE xx = 1 DO skip INVARIANT xx = xx$0 VARIANT 1 END",
            "x$0 in a loop's INVARIANT"
        ),
    ])
    func `constructs that are known and not read are refused by name`(
        clause: String, name: String
    ) {
        let errors = SyntaxRig.errors("MACHINE Main \(clause) END")
        #expect(errors.contains { $0.unsupported == name }, "\(errors)")
        #expect(
            errors.allSatisfy { $0.unsupported == nil || $0.message.hasPrefix("unsupported: ") })
    }

    @Test func `names of trees and reals may be declared`() throws {
        let machine = try SyntaxRig.read(
            "MACHINE Main CONSTANTS left, top, real PROPERTIES left = 1 & top = 2 & real = 3 END")
        #expect(machine.constants.count == 3)
    }

    @Test func `comments, pragmas and quoted names are read over`() throws {
        let machine = try SyntaxRig.read(
            """
            MACHINE Main // a machine
            /*@ unit "m" */ CONSTANTS `good name`, a1 /* ** / */
            PROPERTIES /*@label one */ `good name` = 1 // = 2
              & a1 = "tab\\t // \\"quoted\\" /* */"
            END
            """)
        #expect(machine.symbols.map(\.name) == ["good name", "a1"])
    }

    @Test func `names of one letter are accepted with a warning, once each`() throws {
        let warnings = try SyntaxRig.warnings(
            "MACHINE Main CONSTANTS a PROPERTIES a = 1 & !x.(x = 1 => #x.(x = 1)) END")
        #expect(warnings == ["'a' has one letter only", "'x' has one letter only"])
    }

    @Test(arguments: [
        ("some/Main.mch", 0), ("Main.ref", 0), ("value", 0), ("some/Mian.mch", 1), ("main.imp", 1),
    ])
    func `a machine of another name than its file is warned about`(file: String, count: Int) throws
    {
        let machine = try MachineReader.read(SourceText(name: file, text: "MACHINE Main END"))
        #expect(machine.warnings.count == count)
        #expect(
            machine.warnings.allSatisfy { $0.message.hasPrefix("machine 'Main' stands in file") })
    }

    @Test(arguments: [
        ("textBytesMax", "the text has 64 bytes, limit 10"),
        ("tokensMax", "more than 10 tokens"),
        ("filesMax", "more than 2 files"),
        ("integerBitsMax", "the number has more than 10 bits"),
    ])
    func `texts beyond a limit are refused`(limit: String, message: String) {
        var limits = MachineLimits()
        switch limit {
        case "textBytesMax": limits.textBytesMax = 10
        case "tokensMax": limits.tokensMax = 10
        case "filesMax": limits.filesMax = 2
        default: limits.integerBitsMax = 10
        }
        let text = "MACHINE Main SEES Aa, Bb, Cc PROPERTIES 12345 = 1 & 1 = 1 OR END"
        let others = [
            "Aa": "MACHINE Aa END", "Bb": "MACHINE Bb END", "Cc": "MACHINE Cc END",
        ]
        let messages = SyntaxRig.errors(text, limits: limits, others: others).map(\.message)
        #expect(messages.contains(message), "\(messages)")
    }

    @Test func `a place's text is one line of at most 200 bytes`() {
        let source = SourceText(
            name: "A.mch", text: " aa\n\t &  bb" + String(repeating: "é", count: 300))
        let span = SourceSpan(file: 0, start: 0, end: Int32(source.bytes.count))
        let text = span.text(in: [source])
        #expect(text.hasPrefix("aa & bbé") && text.hasSuffix("é…") && text.utf8.count <= 200)
        #expect(SourceSpan(file: 0, start: 1, end: 3).text(in: [source]) == "aa")
        #expect(SourceSpan(file: 0, start: 4, end: 900).place(in: [source]) == "A.mch:2:1")
        #expect(SourceSpan(file: 7, start: 4, end: 900).text(in: [source]) == "")
    }
}
