import Testing
import Voting

@Suite struct CanonicalJSONTests {
    private let rig = AnswerRig(
        AnswerSchema(
            format: .whole, fields: [AnswerField(name: "j", type: .json, relation: .json)]))

    @Test(arguments: [
        ("1.0", "1"), ("1e0", "1"), ("10e-1", "1"), ("100", "1e2"), ("-0.0", "0"), ("-0", "0"),
        ("0e5", "0"), ("0.00150", "15e-4"), ("-1.50E+2", "-15e1"), ("1E400", "1e400"),
        ("9007199254740993", "9007199254740993"),
        ("0.1000000000000000000001", "1000000000000000000001e-22"),
        ("1e999999999999999", "1e999999999999999"), ("0e99999999999999999999999", "0"),
        (#""\u0041\/\t""#, "\"A/\\u0009\""), (#""\ud83d\uDE00""#, "\"😀\""),
        (#""\"\\ ü""#, #""\"\\ ü""#), ("\"\u{7F}\"", "\"\u{7F}\""),
        (#""\u0000\u001f""#, #""\u0000\u001f""#),
        (" [ ] ", "[]"), ("{ }", "{}"), ("[1 ,\t2\r\n]", "[1,2]"), ("[[[]],{}]", "[[[]],{}]"),
        (#"{"b":1,"a":{"d":2,"c":3}}"#, #"{"a":{"c":3,"d":2},"b":1}"#),
        (#"{"é":1,"z":2,"":3,"zz":4,"z!":5}"#, #"{"":3,"z":2,"z!":5,"zz":4,"é":1}"#),
        ("[true,false,null]", "[true,false,null]"),
    ])
    func `each value has one form`(text: String, form: String) {
        #expect(rig.form(text) == form)
        #expect(rig.form(form) == form)
    }

    @Test(arguments: [
        ("", 0), (" ", 1), ("01", 1), ("-", 1), ("+1", 0), (".5", 0), ("1.", 2), ("1e", 2),
        ("1e+", 3),
        ("0x1", 1), ("NaN", 0), ("nul", 3), ("True", 0), ("[1,]", 3), ("[,1]", 1), ("[1 2]", 3),
        ("[", 1),
        ("[1", 2), ("{", 1), (#"{"a"}"#, 4), (#"{"a":}"#, 5), (#"{"a":1,}"#, 7), ("{a:1}", 1),
        ("{1:1}", 1),
        (#"{"a":1 "b":2}"#, 7), ("1 1", 2), ("]", 0), (#"""#, 1), (#""a"#, 2), ("\"\n\"", 1),
        ("\"\u{1}\"", 1),
        (#""\x""#, 2), (#""\u12""#, 5), (#""\u12G4""#, 5), (#""\"#, 2), (#""\ud800""#, 1),
        (#""\udc00""#, 1),
        (#""\ud800\u0041""#, 1), (#""\ud800\ud800""#, 1), (#""a\ud800\n""#, 2), ("'a'", 0),
        ("/**/1", 0), ("\u{FEFF}1", 0),
        ("1\u{0}", 1),
        ("\u{C}1", 0), ("\u{A0}1", 0),
    ])
    func `anything else is no JSON, and its first wrong byte is named`(text: String, offset: Int) {
        #expect(
            rig.read(Array(text.utf8)).malformation
                == Malformation(.notJSON, field: 0, offset: offset))
    }

    /// The Unicode Standard, table 3-7: the bounds of each row, and one byte beyond them.
    @Test(
        arguments: [
            ([0xC2, 0x80], nil), ([0xDF, 0xBF], nil), ([0xC1, 0xBF], 0), ([0xC2, 0x7F], 1),
            ([0xC2], 1),
            ([0xE0, 0xA0, 0x80], nil), ([0xE0, 0x9F, 0x80], 1), ([0xED, 0x9F, 0xBF], nil),
            ([0xED, 0xA0, 0x80], 1), ([0xEF, 0xBF, 0xBF], nil), ([0xE1, 0x80, 0xC0], 2),
            ([0xF0, 0x90, 0x80, 0x80], nil), ([0xF0, 0x8F, 0x80, 0x80], 1),
            ([0xF4, 0x8F, 0xBF, 0xBF], nil),
            ([0xF4, 0x90, 0x80, 0x80], 1), ([0xF5, 0x80, 0x80, 0x80], 0), ([0x80], 0), ([0xFF], 0),
        ] as [([UInt8], Int?)])
    func `strings are UTF-8`(bytes: [UInt8], wrong: Int?) {
        let malformation = rig.read([0x22] + bytes + [0x22]).malformation
        #expect(malformation == wrong.map { Malformation(.notJSON, field: 0, offset: 1 + $0) })
    }

    @Test func `64 levels are read, the 65th is refused at its bracket`() {
        for (open, close) in [("[", "]"), (#"{"a":"#, "}")] {
            let deep =
                String(repeating: open, count: 64) + "1" + String(repeating: close, count: 64)
            #expect(rig.form(deep) == deep)
            let malformation = rig.read(Array((open + deep + close).utf8)).malformation
            #expect(malformation?.reason == .nestedTooDeeply)
            #expect(malformation?.offset == 64 * open.utf8.count)
        }
        #expect(rig.read([UInt8](repeating: 0x5B, count: 1 << 20)).malformation?.offset == 64)
    }

    @Test func `exponents are exact up to 15 digits and refused beyond`() {
        #expect(rig.same("1e999999999999998", "0.1e999999999999999") == true)
        #expect(rig.same("1e99999999999999", "1e99999999999998") == false)
        for text in ["1e1000000000000000", "[1e-99999999999999999999999999]"] {
            #expect(rig.read(Array(text.utf8)).malformation?.reason == .outOfRange)
        }
        #expect(
            rig.flaw(" 1e9999999999999999")
                == "field 'j': expected an exponent of at most 15 digits at byte 1")
    }

    @Test func `many members in any order come out sorted, each with its value`() {
        var random = AnswerRandom(seed: 3)
        let members = (0..<2_000).map { "\"k\($0)\":[\($0 * 10 + 1)]" }
        let sorted = "{" + members.sorted { name($0) < name($1) }.joined(separator: ",") + "}"
        for _ in 0..<5 {
            let shuffled = members.shuffled(using: &random)
            #expect(rig.form("{" + shuffled.joined(separator: " , ") + "}") == sorted)
        }
        #expect(rig.form("{" + members.reversed().joined(separator: ",") + "}") == sorted)
    }

    private func name(_ member: String) -> Substring { member.dropFirst().prefix { $0 != "\"" } }
}
