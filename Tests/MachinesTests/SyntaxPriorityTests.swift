import Machines
import Testing

/// Priorities and associativity of the B Language Reference Manual.
struct SyntaxPriorityTests {
    @Test(arguments: [
        ("aa = 1 & bb = 1 or cc = 1", "(((aa = 1) & (bb = 1)) or (cc = 1))"),
        ("aa = 1 or bb = 1 & cc = 1", "(((aa = 1) or (bb = 1)) & (cc = 1))"),
        (
            "aa = 1 & bb = 1 => cc = 1 or aa = 2",
            "(((aa = 1) & (bb = 1)) => ((cc = 1) or (aa = 2)))"
        ),
        ("aa = 1 => bb = 1 => cc = 1", "(((aa = 1) => (bb = 1)) => (cc = 1))"),
        ("aa = 1 & bb = 1 <=> cc = 1", "((aa = 1) & ((bb = 1) <=> (cc = 1)))"),
        ("aa = 1 <=> bb = 1 <=> cc = 1", "(((aa = 1) <=> (bb = 1)) <=> (cc = 1))"),
        ("aa = 1 <=> bb = 1 => cc = 1", "(((aa = 1) <=> (bb = 1)) => (cc = 1))"),
        ("not(aa = 1) & bb = 1", "(not(aa = 1) & (bb = 1))"),
        ("#xx.(xx = 1) & bb = 1", "(#(xx).(xx = 1) & (bb = 1))"),
        ("!(xx, yy).(xx = 1 => yy = xx)", "!(xx, yy).((xx = 1) => (yy = xx))"),
        ("(aa = 1 or bb = 1) & cc = 1", "(((aa = 1) or (bb = 1)) & (cc = 1))"),
        ("aa + bb < cc * 2", "((aa + bb) < (cc * 2))"),
        ("aa |-> bb : rr", "((aa |-> bb) : rr)"), ("aa, bb : rr", "((aa |-> bb) : rr)"),
        ("aa |-> bb /: rr", "((aa |-> bb) /: rr)"), ("ss \\/ tt <: NAT", "((ss \\/ tt) <: NAT)"),
    ])
    func `predicates group as the manual says`(text: String, grouped: String) throws {
        #expect(try SyntaxRig.grouped(text) == grouped)
    }

    @Test(arguments: [
        ("aa - bb - cc", "((aa - bb) - cc)"), ("aa - bb + cc", "((aa - bb) + cc)"),
        ("aa + bb * cc", "(aa + (bb * cc))"), ("aa / bb * cc", "((aa / bb) * cc)"),
        ("aa mod bb * cc", "((aa mod bb) * cc)"), ("aa ** bb ** cc", "(aa ** (bb ** cc))"),
        ("aa * bb ** cc", "(aa * (bb ** cc))"), ("-aa ** bb", "(-(aa) ** bb)"),
        ("-aa * bb", "(-(aa) * bb)"), ("aa - -bb", "(aa - -(bb))"), ("- - aa", "-(-(aa))"),
        ("aa .. bb + cc", "(aa .. (bb + cc))"), ("aa + bb .. cc", "((aa + bb) .. cc)"),
        ("aa .. bb \\/ ss", "((aa .. bb) \\/ ss)"), ("ss \\/ tt /\\ ss", "((ss \\/ tt) /\\ ss)"),
        ("ss /\\ tt \\/ ss", "((ss /\\ tt) \\/ ss)"), ("ss - tt \\/ ss", "((ss \\ tt) \\/ ss)"),
        ("ss \\/ tt - ss", "(ss \\/ (tt \\ ss))"),
        ("aa |-> bb |-> cc", "((aa |-> bb) |-> cc)"), ("aa |-> bb + 1", "(aa |-> (bb + 1))"),
        ("ss <| rr |> tt", "((ss <| rr) |> tt)"), ("rr <+ {aa |-> bb}", "(rr <+ {(aa |-> bb)})"),
        ("ss * tt --> NAT", "((ss * of sets tt) --> NAT)"),
        ("ss --> tt --> NAT", "((ss --> tt) --> NAT)"),
        ("ss <-> tt \\/ ss", "(ss <-> (tt \\/ ss))"),
        ("rr~[ss]", "~(rr)[ss]"), ("-ff(aa)", "-(ff(aa))"), ("ff(aa) ** 2", "(ff(aa) ** 2)"),
        ("(rr ; rr)", "(rr ; rr)"), ("(rr || rr)", "(rr || rr)"),
        ("(ss <| rr ; rr)", "((ss <| rr) ; rr)"), ("(ff ; gg)~", "~((ff ; gg))"),
        ("%xx.(xx : NAT | xx + 1)", "%(xx).((xx : NAT) | (xx + 1))"),
        ("SIGMA(xx).(xx : ss | xx * xx)", "SIGMA(xx).((xx : ss) | (xx * xx))"),
        ("{xx, yy | xx : ss & yy = xx}", "{(xx, yy) | ((xx : ss) & (yy = xx))}"),
        ("{aa, bb}", "{aa, bb}"), ("{(aa, bb)}", "{(aa |-> bb)}"),
        ("[aa, bb] <- cc", "([aa, bb] <- cc)"),
        ("aa -> [bb] ^ [cc]", "((aa -> [bb]) ^ [cc])"),
        ("bool(aa = 1 & bb = 1)", "bool((aa = 1) & (bb = 1))"),
        ("succ(aa)", "(aa + 1)"), ("pred(aa)", "(aa - 1)"),
        ("rec(zz: 1, yy: 2)'yy", "rec(yy: 2, zz: 1)'yy"),
        ("<> ^ [1]", "([] ^ [1])"), ("< > ^ [1]", "([] ^ [1])"), ("{} \\/ ss", "({} \\/ ss)"),
        ("MAXINT", "2147483647"), ("MININT", "-2147483647"),
        ("((aa, bb), cc)", "((aa |-> bb) |-> cc)"), ("(aa, bb, cc)", "((aa |-> bb) |-> cc)"),
        ("iterate(rr, 2)", "(rr iterate 2)"), ("prj1(ss, tt)", "(ss prj1 tt)"),
        ("rr[ss \\/ tt]", "rr[(ss \\/ tt)]"),
    ])
    func `expressions group as the manual says`(text: String, grouped: String) throws {
        #expect(try SyntaxRig.groupedExpression(text) == grouped)
    }

    @Test(arguments: [
        (
            "∀xx·(xx ∈ ℕ ∧ xx ≠ 1 ⇒ ¬(xx ≤ 0 ∨ xx ≥ 9))",
            "!xx.(xx : NATURAL & xx /= 1 => not(xx <= 0 or xx >= 9))"
        ),
        ("∃xx.(xx ∉ ss ⇔ ss ⊆ tt)", "#xx.(xx /: ss <=> ss <: tt)"),
        ("ss ∪ tt ∩ ss ∖ ∅ ⊂ ℤ", "ss \\/ tt /\\ ss \\ {} <<: INTEGER"),
        ("rr ∈ ss ↔ tt", "rr : ss <-> tt"), ("ff ∈ ss ⇸ tt", "ff : ss +-> tt"),
        ("ff ∈ ss → tt", "ff : ss --> tt"), ("aa ↦ bb ∈ ss × tt", "aa |-> bb : ss * tt"),
        ("ss ◁ rr ▷ tt = rr∼", "ss <| rr |> tt = rr~"),
        ("ss ⩤ rr ⩥ tt = rr", "ss <<| rr |>> tt = rr"),
        ("λxx.(xx ∈ ℕ1 ∣ xx ÷ 2) = ff", "%xx.(xx : NATURAL1 | xx / 2) = ff"),
        ("aa − bb ∗ 2 = 1", "aa - bb * 2 = 1"), ("ss ∈ ℙ(ℤ)", "ss : POW(INTEGER)"),
    ])
    func `symbols outside ASCII are the same operators`(symbols: String, plain: String) throws {
        #expect(try SyntaxRig.grouped(symbols) == SyntaxRig.grouped(plain))
    }

    @Test(arguments: [
        "aa = bb = cc", "aa = 1 & bb", "aa + (bb = 1) = 2", "not aa = 1", "aa = rr ; rr",
        "!xx.xx = 1", "{aa | }", "ff() = 1", "aa =", "= aa", "(aa = 1", "aa = 1)", "{1, } = ss",
        "[1 = ss", "rec() = 1", "%(xx).(1 | 2)", "aa $0 = 1", "!(xx |-> yy).(xx = yy)",
    ])
    func `what is no formula is refused`(text: String) {
        #expect(SyntaxRig.messages(SyntaxRig.properties(text)) != [])
    }

    @Test func `semicolon and bars compose relations in parentheses only`() throws {
        let machine = """
            MACHINE Main VARIABLES rr INVARIANT rr : NAT <-> NAT INITIALISATION rr := {}
            OPERATIONS two = BEGIN rr := (rr ; rr) ; rr := {} END; one = rr := (rr \\/ {}) END
            """
        let read = try SyntaxRig.read(machine)
        guard case .sequence(let parts) = read.operations[0].body.node else {
            return #expect(Bool(false), "no sequence")
        }
        #expect(parts.count == 2 && read.operations.count == 2)
    }
}
