import Testing
import Voting

@Suite struct FormatTests {
    @Test func `runs of spaces and tabs separate, and blanks at both ends are ignored`() throws {
        let rig = try AnswerRig("a integer; b integer; c text")
        for text in ["1 2 x", "  1\t 2 \t x\t", "1\t2\tx"] {
            let answer = try #require(rig.wellFormed(text))
            #expect(answer.values.map(\.integer) == [1, 2, 0])
            #expect(String(decoding: answer.form(of: 2), as: UTF8.self) == "x")
        }
    }

    @Test func `missing and surplus words are named with their place`() throws {
        let rig = try AnswerRig("a integer; b integer")
        #expect(rig.flaw("") == "field 'a': nothing there at byte 0")
        #expect(rig.flaw("  ") == "field 'a': nothing there at byte 2")
        #expect(rig.flaw("1 ") == "field 'b': nothing there at byte 2")
        #expect(rig.flaw("1 2  3 4") == "answer: more than its 2 fields at byte 5")
        #expect(try AnswerRig("a integer").flaw("1 2") == "answer: more than its field at byte 2")
    }

    @Test func `another separator is exact`() throws {
        let rig = try AnswerRig("separator=,; a integer; b text; c boolean")
        let answer = try #require(rig.wellFormed(" 1 ,, 1\t"))
        #expect(answer.values[0].integer == 1 && answer.values[2].number == 1)
        #expect(answer.form(of: 1).isEmpty)
        #expect(rig.flaw("1,x") == "field 'c': nothing there at byte 3")
        #expect(rig.flaw("1,x,") == "field 'c': expected 0, 1, false or true at byte 4")
        #expect(rig.flaw("1,x,1,") == "answer: more than its 3 fields at byte 5")
        #expect(rig.flaw("") == "field 'a': expected an integer at byte 0")
    }

    @Test func `a tab can separate, too, and then spaces are text`() throws {
        let rig = try AnswerRig("separator=%09; a text; b integer")
        #expect(rig.form(" x y \t 7 ") == " x y ")
        #expect(rig.flaw("\t\t") == "field 'b': expected an integer at byte 1")
    }

    @Test func `a whole answer is one value`() throws {
        #expect(
            try AnswerRig("whole; a integer").flaw("1 2")
                == "field 'a': expected an integer at byte 1")
    }

    @Test func `64 fields are read, and the first wrong one is named`() throws {
        let rig = try AnswerRig((0..<64).map { "f\($0) integer" }.joined(separator: ";"))
        let text = (0..<64).map(String.init).joined(separator: " ")
        let answer = try #require(rig.wellFormed(text))
        #expect(answer.values.map(\.integer) == (0..<64).map(Int64.init))
        // Before it 10 numbers of one digit, 53 of two, and a space after each.
        #expect(
            rig.flaw(text.replacing("63", with: "x"))
                == "field 'f63': expected an integer at byte 179")
        #expect(rig.read(Array((text + " 1").utf8)).malformation?.reason == .surplus)
    }

    @Test func `an answer is read anew whatever it held before`() throws {
        let rig = try AnswerRig("separator=,; a text relation=set; b json; c real nonfinite")
        let lines = ["b a b,[1e1,{\"y\":1}],nan", ",0,1", "zz,{\"b\":1},x", "c b a,[],-0"]
        var used = ReadAnswer(schema: rig.schema)
        for line in lines + lines.reversed() {
            let bytes = Array(line.utf8)
            let malformation = bytes.withUnsafeBytes { rig.schema.read($0, into: &used) }
            let fresh = rig.read(bytes)
            #expect(malformation == fresh.malformation)
            #expect(used.forms.isEmpty || malformation == nil)
            #expect(used.forms == fresh.answer.forms)
            #expect("\(used.values)" == "\(fresh.answer.values)")
        }
    }
}
