import Machines
import Testing

/// Neither depth nor length of a text may cost the stack.
struct SyntaxDepthTests {
    private func repeated(_ text: String, _ count: Int) -> String {
        String(repeating: text, count: count)
    }

    private func outcome(_ predicate: String, typing: String = "") -> [String] {
        SyntaxRig.messages(SyntaxRig.properties(predicate, typing))
    }

    @Test(arguments: [
        ("(", "1 = 1", ")"), ("not(", "1 = 1", ")"), ("!xx.(xx : NAT => ", "1 = 1", ")"),
        ("bool(", "1 = 1", ") = TRUE"), ("1 = 1 => (", "1 = 1", ")"), ("{", "1", "} = {}"),
        ("- ", "1", " = 1"), ("aa ** ", "1", " = 1"), ("ff(", "1", ") = 1"),
        ("union(", "{}", ") = {}"), ("{yy | yy : ", "NAT", "} = {}"), ("1 : [", "1", "]"),
    ])
    func `a thousand levels are refused, and so is text that only opens`(
        open: String, middle: String, close: String
    ) {
        let nested = repeated(open, 1_000) + middle + repeated(close, 1_000)
        let opened = repeated(open, 20_000)
        let texts = [SyntaxRig.properties(nested), SyntaxRig.properties(opened)]
        SyntaxRig.onSmallStack {
            for text in texts {
                let messages = SyntaxRig.messages(text)
                #expect(messages.contains { $0.contains("deeper than 200") }, "\(messages)")
            }
        }
    }

    @Test(arguments: [
        ("BEGIN ", "skip", " END"), ("IF 1 = 1 THEN ", "skip", " END"),
        ("PRE 1 = 1 THEN ", "skip", " END"), ("SELECT 1 = 1 THEN ", "skip", " END"),
        ("CHOICE ", "skip", " OR skip END"), ("ANY xx WHERE xx = 1 THEN ", "skip", " END"),
        ("VAR xx IN xx := 1; ", "skip", " END"), ("WHILE 1 = 1 DO ", "skip", " END"),
        ("CASE 1 OF EITHER 1 THEN ", "skip", " END END"),
        ("LET xx BE xx = 1 IN ", "skip", " END"),
    ])
    func `a thousand substitutions within one another are refused`(
        open: String, middle: String, close: String
    ) {
        let body = repeated(open, 1_000) + middle + repeated(close, 1_000)
        let text = "MACHINE Main OPERATIONS oper = \(body) END"
        SyntaxRig.onSmallStack {
            let messages = SyntaxRig.messages(text)
            #expect(messages.contains { $0.contains("deeper than 200") })
        }
    }

    @Test func `what lies just within the limit is read on a stack of 512 KiB`() {
        let texts = [
            SyntaxRig.properties(repeated("(", 190) + "1 = 1" + repeated(")", 190)),
            SyntaxRig.properties(repeated("not(", 190) + "1 = 1" + repeated(")", 190)),
            SyntaxRig.properties(repeated("ff(", 190) + "1" + repeated(")", 190) + " = 1"),
            SyntaxRig.properties("aa = 1" + repeated(" - aa", 190)),
            SyntaxRig.properties(repeated("#xx.(xx = 1 & ", 95) + "1 = 1" + repeated(")", 95)),
        ]
        let bodies = [
            repeated("IF 1 = 1 THEN ", 180) + "skip" + repeated(" END", 180),
            repeated("CHOICE ", 180) + "skip" + repeated(" OR skip END", 180),
            repeated("ANY xx WHERE xx = 1 THEN ", 180) + "skip" + repeated(" END", 180),
            repeated("SELECT 1 = 1 THEN ", 180) + "skip" + repeated(" END", 180),
            repeated("CASE 1 OF EITHER 1 THEN ", 180) + "skip" + repeated(" END END", 180),
        ]
        SyntaxRig.onSmallStack {
            for text in texts { #expect(SyntaxRig.messages(text) == [], "\(text.suffix(300))") }
            for body in bodies {
                let text = "MACHINE Main OPERATIONS oper = \(body) END"
                #expect(SyntaxRig.messages(text) == [])
            }
        }
    }

    @Test(arguments: [(" & 1 = 1", 100_000), (" or 1 = 1", 10_000), (" & (1 = 1)", 10_000)])
    func `a run of 100,000 junctions becomes a shallow tree`(part: String, count: Int) throws {
        let predicate = "1 = 1" + repeated(part, count)
        let machine = try SyntaxRig.read(
            SyntaxRig.properties(predicate), limits: Self.large)
        #expect(machine.properties.count > 0)
    }

    @Test(arguments: [
        (" + 1", "aa = 1", 100_000), (" \\/ ss", "ss = ss", 10_000),
        (" <+ rr", "rr = rr", 10_000), (" ^ <>", "[1] = []", 10_000),
    ])
    func `a run of 100,000 operators becomes a shallow tree`(
        part: String, start: String, count: Int
    ) throws {
        _ = try SyntaxRig.read(
            SyntaxRig.properties(start + repeated(part, count)), limits: Self.large)
    }

    @Test(arguments: [
        (" - 1", "aa = 1"), (" * 1", "aa = 1"), (" => 1 = 1", "1 = 1"), (" |-> 1", "aa = 1"),
        (" & 1 = 1 or 1 = 1", "1 = 1"), ("(1)", "aa = ff"), ("~", "rr = rr"), ("'a", "aa = pp"),
    ])
    func `a run that cannot be made shallow is refused`(part: String, start: String) {
        let text = SyntaxRig.properties(start + repeated(part, 10_000))
        let limits = Self.large
        SyntaxRig.onSmallStack {
            let errors = SyntaxRig.errors(text, limits: limits)
            #expect(errors.contains { $0.message.contains("deeper than 200") })
        }
    }

    @Test func `long sequences and parallel substitutions are flat`() throws {
        let sequence = "skip" + repeated("; skip", 20_000)
        let parallel = "skip" + repeated(" || skip", 20_000)
        for body in [sequence, parallel] {
            _ = try SyntaxRig.read(
                "MACHINE Main OPERATIONS oper = BEGIN \(body) END END", limits: Self.large)
        }
    }

    /// 16 MiB of text and five million tokens.
    private static let large: MachineLimits = {
        var limits = MachineLimits()
        limits.textBytesMax = 1 << 24
        limits.tokensMax = 5_000_000
        return limits
    }()
}
