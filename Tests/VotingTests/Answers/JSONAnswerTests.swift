import Testing
import Voting

@Suite struct JSONAnswerTests {
    @Test func `members are found by name, in any order, others ignored`() throws {
        let rig = try AnswerRig(
            "json; speed real; on boolean; mode enum=A|B; cmv bits 3; note text; rest json; "
                + "n integer"
        )
        let answer = try #require(
            rig.wellFormed(
                #"""
                 {"zz": [{"n": 1}], "n": -5, "rest": {"b": 1, "a": [2.50]}, "note": "a\n\u00e9",
                 "cmv": "010", "mode": "\u0042", "on": true, "speed": 1.5e1}
                """#))
        #expect(answer.values[0].number == 15 && answer.values[1].number == 1)
        #expect(answer.values[2].number == 1 && answer.values[6].integer == -5)
        let forms = [3, 4, 5].map { String(decoding: answer.form(of: $0), as: UTF8.self) }
        #expect(forms == ["010", "a\né", #"{"a":[25e-1],"b":1}"#])
    }

    @Test(arguments: [
        (#"{"s":1,"b":"01"}"#, nil),
        (#"{"s":1}"#, "field 'b': nothing there at byte 7"),
        (#"{"s":"1","b":"01"}"#, "field 's': expected a number at byte 5"),
        (#"{"s":null,"b":"01"}"#, "field 's': expected a number at byte 5"),
        (#"{"s":1,"b":1}"#, "field 'b': expected 0 or 1 at byte 11"),
        (#"{"s":1,"b":"0x"}"#, "field 'b': expected 0 or 1 at byte 13"),
        (#"{"s":1,"b":"\u0030x"}"#, "field 'b': expected 0 or 1 at byte 12"),
        (#"{"s":1,"b":"010"}"#, "field 'b': expected 2 bits, found 3, at byte 14"),
        (#" [1]"#, "answer: expected a JSON object at byte 1"),
        (#"{"s":1,"b":"01",}"#, "answer: expected JSON at byte 16"),
        (#"{"s":1,"b":"01"} x"#, "answer: expected JSON at byte 17"),
        (#"{"s":1,"\u0073":2,"b":"01"}"#, "answer: a member for the second time at byte 7"),
        (
            #"{"s":1,"b":"01","x":{"y":1,"z":2,"y":3,"z":4}}"#,
            "answer: a member for the second time at byte 33"
        ),
        (#"{"s":+1,"b":"01"}"#, "answer: expected JSON at byte 5"),
        ("", "answer: expected JSON at byte 0"),
    ])
    func `each malformation names its place`(text: String, flaw: String?) throws {
        #expect(try AnswerRig("json; s real; b bits 2").flaw(text) == flaw)
    }

    @Test func `other types say what they wanted`() throws {
        let rig = try AnswerRig("json; i integer; o boolean; m enum=A; t text")
        let start = #"{"i":1,"o":0,"m":"A","t":"#
        #expect(rig.flaw(start + "1}") == "field 't': expected a JSON string at byte 25")
        #expect(rig.flaw(#"{"i":1.0}"#) == "field 'i': expected an integer at byte 6")
        #expect(
            rig.flaw(#"{"i":1,"o":"true"}"#) == "field 'o': expected 0, 1, false or true at byte 11"
        )
        #expect(rig.flaw(#"{"i":1,"o":0,"m":1}"#) == "field 'm': expected one of A at byte 17")
    }

    @Test func `NaN and infinities are strings, and only where they are allowed`() throws {
        let rig = try AnswerRig("json; r real nonfinite")
        #expect(rig.number(#"{"r":"NaN"}"#)?.isNaN == true)
        #expect(rig.number(#"{"r":"-Infinity"}"#) == -.infinity)
        #expect(rig.flaw(#"{"r":"1"}"#) == "field 'r': expected a number at byte 5")
        #expect(rig.flaw(#"{"r":NaN}"#) == "answer: expected JSON at byte 5")
        #expect(
            try AnswerRig("json; r real").flaw(#"{"r":"nan"}"#)
                == "field 'r': expected a number at byte 5")
    }

    @Test func `a member's name may hold anything`() throws {
        let name = "a\"b\\c\n\u{1F600} é"
        let rig = AnswerRig(
            AnswerSchema(
                format: .json, fields: [AnswerField(name: name, type: .integer, relation: .number)])
        )
        #expect(rig.wellFormed(#"{"a\"b\\c\n\ud83d\ude00 \u00e9":4}"#)?.values[0].integer == 4)
        #expect(rig.wellFormed(#"{"a\u0022b\u005Cc\u000A😀 é":4}"#)?.values[0].integer == 4)
    }

    @Test func `bytes compares what a string stands for, and a value as it was written`() throws {
        #expect(try AnswerRig("json; t text").same(#"{"t":"A"}"#, #"{"t" : "\u0041"}"#) == true)
        let rig = try AnswerRig("json; j json relation=bytes")
        #expect(rig.same(#"{"j":[1]}"#, #"{"j":[1.0]}"#) == false)
        #expect(rig.same(#"{"j":[1]}"#, #"{"k":0, "j": [1] }"#) == true)
        let real = try AnswerRig("json; r real relation=bytes")
        #expect(real.same(#"{"r":1}"#, #"{"r":1.0}"#) == false)
    }
}
