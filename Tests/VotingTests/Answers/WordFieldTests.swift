import Testing
import Voting

@Suite struct WordFieldTests {
    @Test func `bits are read at their width`() throws {
        let rig = try AnswerRig("whole; b bits 4")
        #expect(rig.form(" 0101\t") == "0101")
        #expect(rig.flaw("") == "field 'b': expected 4 bits, found 0, at byte 0")
        #expect(rig.flaw("010") == "field 'b': expected 4 bits, found 3, at byte 3")
        #expect(rig.flaw(" 01011") == "field 'b': expected 4 bits, found 5, at byte 5")
        #expect(rig.flaw(" 01x1") == "field 'b': expected 0 or 1 at byte 3")
        #expect(rig.flaw("0121111") == "field 'b': expected 0 or 1 at byte 2")
        #expect(
            try AnswerRig("b bits 1").flaw("00") == "field 'b': expected 1 bit, found 2, at byte 1")
    }

    @Test func `booleans are the four words, in lower case`() throws {
        let rig = try AnswerRig("whole; b boolean")
        #expect(rig.number("0") == 0 && rig.number("false ") == 0)
        #expect(rig.number("1") == 1 && rig.number("\ttrue") == 1)
        for wrong in ["", "2", "True", "yes", "00", "1.0", "truee", "t", "true\u{0}"] {
            #expect(rig.flaw(wrong) == "field 'b': expected 0, 1, false or true at byte 0")
        }
    }

    @Test func `an enumeration's words are numbered in their order`() throws {
        let rig = try AnswerRig("separator=,; m enum=OFF|ON|HALF%20WAY|é")
        #expect(rig.number("OFF") == 0 && rig.number(" ON ") == 1)
        #expect(rig.number("HALF WAY") == 2 && rig.number("é") == 3)
        let flaw = "field 'm': expected one of OFF, ON, HALF WAY, é at byte"
        #expect(rig.flaw("") == "\(flaw) 0")
        #expect(rig.flaw(" off") == "\(flaw) 1")
        #expect(rig.flaw("ONN") == "\(flaw) 0")
        // The same to Swift, other bytes.
        #expect(rig.flaw("e\u{301}") == "\(flaw) 0")
    }

    @Test func `a message names the first eight words only`() throws {
        let rig = try AnswerRig("whole; m enum=a|b|c|d|e|f|g|h|i")
        #expect(rig.flaw("x") == "field 'm': expected one of a, b, c, d, e, f, g, h, … at byte 0")
    }

    @Test func `text is any bytes, with its blanks`() throws {
        let whole = try AnswerRig("whole; t text")
        #expect(whole.form(" a  b ") == " a  b " && whole.form("") == "")
        #expect(whole.read([0xFF, 0, 0xC0]).answer.forms == [0xFF, 0, 0xC0])
        #expect(try AnswerRig("separator=,; a text; b text").form("x , y ", of: 1) == " y ")
    }

    @Test func `JSON stands alone or between separators that it does not hold`() throws {
        #expect(try AnswerRig("whole; j json").form(" [1, 2.0]\t") == "[1,2]")
        let rig = try AnswerRig("separator=|; i integer; j json")
        #expect(rig.form(#"1|{"b":1,"a":[]}"#, of: 1) == #"{"a":[],"b":1}"#)
        #expect(rig.flaw("1|[1,]") == "field 'j': expected JSON at byte 5")
        #expect(rig.flaw("1|") == "field 'j': expected JSON at byte 2")
    }
}
