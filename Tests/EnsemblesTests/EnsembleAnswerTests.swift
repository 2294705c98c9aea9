import Ensembles
import Testing
import Voting

private let vote = "vote: {restrictive: x}\n"

struct EnsembleAnswerTests {
    @Test func `every key of a field is read`() throws {
        let ensemble = try parsed(
            replicas3 + """
                answer:
                  format: separated
                  separator: ","
                  fields:
                    - {name: CMV, type: bits, width: 3}
                    - {name: LAUNCH, type: boolean}
                    - {name: speed, type: real, unit: km/h, range: -1.5..1e2,
                       relation: absolute 0.5, nonFinite: true}
                    - {name: count, type: integer}
                    - {name: mode, type: enumeration, words: [OFF, ON], policy: unanimity}
                    - {name: note, type: text, relation: ignored}
                    - {name: extra, type: json}
                vote: {restrictive: '000,0,0,0,OFF,,{}'}
                """)
        let schema = ensemble.vote.schema
        #expect(schema.format == .separated(UInt8(ascii: ",")))
        #expect(
            schema.fields == [
                AnswerField(name: "CMV", type: .bits(width: 3), relation: .bytes),
                AnswerField(name: "LAUNCH", type: .boolean, relation: .number),
                AnswerField(
                    name: "speed", type: .real, unit: "km/h", range: -1.5...100,
                    allowsNonFinite: true, relation: .absolute(0.5)),
                AnswerField(name: "count", type: .integer, relation: .number),
                AnswerField(name: "mode", type: .enumeration(["OFF", "ON"]), relation: .number),
                AnswerField(name: "note", type: .text, relation: .ignored),
                AnswerField(name: "extra", type: .json, relation: .json),
            ])
        #expect(ensemble.vote.fieldPolicies.map(\.field) == [4])
        #expect(ensemble.vote.fieldPolicies.map(\.policyText) == ["unanimity,confirm=1"])
        #expect(ensemble.commonFields == [0, 1, 2, 3, 5, 6])
        #expect(ensemble.threshold.agree == 2)
        let warnings = ensemble.findings.filter { $0.severity == .warning }
        #expect(warnings.map(\.text).allSatisfy { $0.hasPrefix("field 'mode': 3 of 3 tolerates") })
        #expect(warnings.count == 1)
        #expect(ensemble.findings.contains { $0.subject == .relation && $0.severity == .fact })
    }

    @Test func `fields are separated by spaces when nothing else is said`() throws {
        let text = "answer: {format: separated, fields: [{name: a, type: text}]}\n"
        let schema = try parsed(replicas3 + text + vote).vote.schema
        #expect(schema.format == .separated(UInt8(ascii: " ")))
        let json = "answer: {format: json, fields: [{name: a b, type: integer}]}\n"
        let whole = "answer: {format: whole, fields: [{name: a, type: text}]}\n"
        #expect(try parsed(replicas3 + whole + vote).vote.schema.format == .whole)
        let object = "vote: {restrictive: '{\"a b\": 1}'}"
        #expect(try parsed(replicas3 + json + object).vote.schema.format == .json)
    }

    @Test(arguments: [
        ("a", "5:9 answer: expected keys and values, found 'a'"),
        ("{fields: [{name: a, type: text}]}", "5:9 answer: key 'format' is missing"),
        ("{format: whole}", "5:9 answer: key 'fields' is missing"),
        (
            "{format: csv, fields: [{name: a, type: text}]}",
            "5:18 format: 'csv' is none of whole, separated, json"
        ),
        (
            "{format: jsno, fields: [{name: a, type: text}]}",
            "5:18 format: 'jsno' is none of whole, separated, json (hint: did you mean 'json'?)"
        ),
        (
            "{format: separated, separator: ab, fields: [{name: a, type: text}]}",
            "5:40 separator: expected one byte, no line end, found 'ab'"
        ),
        (
            "{format: separated, separator: \"\\n\", fields: [{name: a, type: text}]}",
            "5:40 separator: expected one byte, no line end, found '\n'"
        ),
        (
            "{format: json, separator: ' ', fields: [{name: a, type: text}]}",
            "5:35 separator: only with format: separated"
        ),
        ("{format: whole, fields: []}", "5:33 fields: 0 fields: an answer has 1 to 64"),
        ("{format: whole, fields: a}", "5:33 fields: expected a list of fields, found 'a'"),
        ("{format: whole, fields: [a]}", "5:34 fields: expected keys and values, found 'a'"),
        (
            "{format: whole, fields: [{name: a, type: text}, {name: b, type: text}]}",
            "5:33 fields: 2 fields: a whole answer is one"
        ),
        (
            "{format: json, fields: [{name: a, type: text}, {name: a, type: real}]}",
            "5:32 fields: two fields 'a'"
        ),
        (
            "{format: json, fields: [{name: a, type: text, relation: ignored}]}",
            "5:32 fields: all fields are ignored"
        ),
    ])
    func `an answer that cannot be is refused at its place`(text: String, problem: String) {
        #expect(problems(replicas3 + "answer: \(text)\n" + vote) == [problem])
    }

    @Test(arguments: [
        ("type: text", "5:44 fields: key 'name' is missing"),
        ("name: a", "5:44 fields: key 'type' is missing"),
        (
            "name: '', type: text",
            "5:51 name: expected a name, 1 to 64 bytes of one line, found nothing"
        ),
        (
            "name: a, type: int",
            "5:60 type: 'int' is none of integer, real, text, bits, boolean, enumeration, json"
        ),
        (
            "name: a, type: reel",
            "5:60 type: 'reel' is none of integer, real, text, bits, boolean, enumeration, json "
                + "(hint: did you mean 'real'?)"
        ),
        (
            "name: a, type: text, colour: red",
            "5:66 unknown key 'colour' (hint: known: name, type, unit, range, nonFinite, "
                + "width, each, words, relation, policy)"
        ),
        ("name: a, type: text, width: 3", "5:73 width: only with type: bits"),
        ("name: a, type: text, range: 0..1", "5:73 range: only with type: integer or real"),
        ("name: a, type: integer, nonFinite: true", "5:80 nonFinite: only with type: real"),
        ("name: a, type: text, each: true", "5:72 each: only with type: bits"),
        ("name: a, type: text, words: [a]", "5:73 words: only with type: enumeration"),
        (
            "name: a, type: bits, width: 65, each: true",
            "5:20 fields: 66 fields: an answer has 1 to 64"
        ),
        ("name: a, type: bits", "5:44 bits: key 'width' is missing"),
        ("name: a, type: bits, width: 0", "5:73 width: 0 is out of range (1 to 16777216)"),
        ("name: a, type: bits, width: -1", "5:73 width: expected a whole number, found '-1'"),
        ("name: a, type: enumeration", "5:44 enumeration: key 'words' is missing"),
        ("name: a, type: enumeration, words: []", "5:80 words: there are none"),
        (
            "name: a, type: enumeration, words: A",
            "5:80 words: expected a list of words, found 'A' (hint: words: [OFF, ON])"
        ),
        ("name: a, type: enumeration, words: [A, A]", "5:84 words: 'A' is given twice"),
        ("name: a, type: enumeration, words: [A B]", "5:81 words: 'A B' can never be one field"),
        ("name: a, type: enumeration, words: ['']", "5:81 words: '' can never be one field"),
        ("name: a, type: real, range: 1", "5:73 range: expected numbers as 0..120, found '1'"),
        (
            "name: a, type: real, range: 0...5",
            "5:73 range: expected numbers as 0..120, found '0...5'"
        ),
        (
            "name: a, type: real, range: 5..0",
            "5:73 range: expected numbers as 0..120, found '5..0'"
        ),
        (
            "name: a, type: real, range: 0..inf",
            "5:73 range: expected numbers as 0..120, found '0..inf'"
        ),
        (
            "name: a, type: real, range: 0x0..0x9",
            "5:73 range: expected numbers as 0..120, found '0x0..0x9'"
        ),
        ("name: a, type: real, nonFinite: 1", "5:77 nonFinite: expected true or false, found '1'"),
        (
            "name: a, type: text, policy: xyzzy",
            "5:74 policy: at byte 0 'xyzzy': expected the name of a policy"
        ),
        (
            "name: a, type: text, policy: 'allow,more=lower'",
            "5:74 policy: 'allow' needs numbers, 'a' has none (hint: type: real)"
        ),
    ])
    func `a field that cannot be is refused at its place`(text: String, problem: String) {
        let answer = "answer: {format: separated, fields: [{name: z, type: text}, {\(text)}]}\n"
        // The field in front stands in columns 38 to 58.
        let shifted = problem.shiftingColumns(by: 17)
        #expect(problems(replicas3 + answer + "vote: {restrictive: z x}\n") == [shifted])
    }

    @Test func `each bit of a string can be a field of its own`() throws {
        let ensemble = try parsed(
            replicas3 + """
                answer: {format: separated, fields: [
                  {name: CMV, type: bits, width: 3, each: true, policy: agree=2},
                  {name: LAUNCH, type: boolean}]}
                vote: {restrictive: 000 0}
                """)
        let schema = ensemble.vote.schema
        #expect(schema.fields.map(\.name) == ["CMV.0", "CMV.1", "CMV.2", "LAUNCH"])
        #expect(schema.fields.map(\.isJoined) == [false, true, true, false])
        #expect(ensemble.vote.fieldPolicies.map(\.field) == [0, 1, 2])
        #expect(ensemble.commonFields == [3])
        #expect(try SchemaText.parse(SchemaText.format(schema)) == schema)
        let whole = "answer: {format: whole, fields: [{name: C, type: bits, width: 2, each: true}]}"
        #expect(try parsed(replicas3 + whole + "\nvote: {restrictive: 01}").vote.schema.flaw == nil)
    }

    @Test func `a field's policy that may not release is refused at the field`() {
        let found = problems(
            replicas3 + """
                answer: {format: whole, fields: [
                  {name: speed, type: real, policy: mean}]}
                vote: {restrictive: 0}
                """)
        #expect(found.count == 1)
        #expect(
            found.first?.hasPrefix("6:37 field 'speed': policy: 'mean' is not safe beside") == true)
    }

    @Test func `relations of whole answers and of fields exclude each other`() {
        let text = "answer: {format: whole, fields: [{name: a, type: text}]}\n"
        #expect(
            problems(replicas3 + text + "vote: {relation: text}") == [
                "6:18 relation: the fields of 'answer' have their own"
            ])
    }

    @Test func `when every field has its policy another one is refused`() {
        let text = "answer: {format: whole, fields: [{name: a, type: text, policy: agree}]}\n"
        #expect(
            problems(replicas3 + text + "vote: {policy: agree}") == [
                "6:16 policy: every field of 'answer' has its own"
            ])
        #expect(problems(replicas3 + text) == [])
    }

    @Test func `the restrictive answer must be one of the schema's`() {
        let text =
            "answer: {format: separated, fields: [{name: a, type: text}, {name: b, type: real}]}\n"
        #expect(
            problems(replicas3 + text + "vote: {restrictive: STOP now}") == [
                "6:21 restrictive: 'STOP now' is no answer: field 'b': expected a number at byte 5 "
                    + "(hint: set vote.restrictive to an answer as the replicas give it)"
            ])
        #expect(
            problems(replicas3 + text).first?.hasPrefix("1:1 restrictive: 'RESTRICTIVE' is no")
                == true)
    }
}

extension String {
    /// `5:44 …` becomes `5:61 …`.
    fileprivate func shiftingColumns(by columns: Int) -> String {
        guard let colon = firstIndex(of: ":"), let space = firstIndex(of: " "),
            let column = Int(self[index(after: colon)..<space])
        else { return self }
        return "\(self[...colon])\(column + columns)\(self[space...])"
    }
}
