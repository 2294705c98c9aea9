import Specifications
import Testing

private let cycle = schema(
    field("speed", .real(decimals: 2)), field("is set", .boolean),
    field("mode", .enumeration(["OFF", "Ä\"N"])), field("map", .bits(width: 3)),
    field("note", .text), field("n", .integer),
    field("list", .integer, count: .init(factor: 2, field: "n")),
    field("modes", .enumeration(["OFF", "Ä\"N", "a,b]"]), count: .init(factor: 3)), format: .json)

struct DemandJSONTests {
    @Test func `members are found by name, in any order`() {
        let text = #"""
            {"n":1, "other":[{"a":1}], "list":[ 5 ,-6 ], "mode":"\u00c4\"N", "map":"011",
             "note":"tab\tx", "is set":true, "speed":1.5e1, "modes":["a,b]","OFF","\u00C4\"N"]}
            """#
        #expect(read(text, by: cycle) == "1500 1 1 011 tab\tx 1 [5,-6] [2,0,1]")
    }

    @Test(arguments: [
        ("x", "demand: expected JSON at byte 0"),
        ("[1]", "demand: expected a JSON object at byte 0"),
        (#"{"speed":1"#, "demand: expected JSON at byte 10"),
        (#"{"speed":1,"speed":2}"#, "demand: a member for the second time at byte 11"),
        (#"{"speed":1}"#, "field 'is set': nothing there"),
    ])
    func `what is no object with these members cannot be read`(text: String, flaw: String) {
        #expect(read(text, by: cycle) == flaw)
    }

    @Test(arguments: [
        ("[1,2,3]", "field 'l': expected 2 values, found 3"),
        ("[1]", "field 'l': expected 2 values, found 1"),
        ("[]", "field 'l': expected 2 values, found 0"),
        ("[1,[2]]", "field 'l', value 1: expected an integer"),
        (#"[1,"2"]"#, "field 'l', value 1: expected an integer"),
        ("[1,2.5]", "field 'l', value 1: expected an integer"),
        ("5", "field 'l': expected an array"), (#""[1,2]""#, "field 'l': expected an array"),
        ("{}", "field 'l': expected an array"),
    ])
    func `an array has the right number of numbers`(text: String, flaw: String) {
        let list = schema(field("l", .integer, count: .init(factor: 2)), format: .json)
        #expect(read("{\"l\":\(text)}", by: list) == flaw)
    }

    @Test func `a number is no string and a string no number`() {
        let integer = schema(field("a", .integer), format: .json)
        #expect(read(#"{"a":"1"}"#, by: integer) == "field 'a': expected an integer")
        let text = schema(field("a", .text), format: .json)
        #expect(read(#"{"a":1}"#, by: text) == "field 'a': expected a text of UTF-8 at byte 5")
    }
}

struct DemandFuzzTests {
    @Test func `mutated demands are read or refused, and never trap`() {
        var random = SplitMix64(seed: 4)
        let seeds = [
            #"{"n":1,"list":[5,-6],"mode":"\u00c4\"N","map":"011","note":"t","is set":true,"#
                + #""speed":1.5e1,"modes":["a,b]","OFF","\ud83d\ude00"]}"#,
            "2 0.15 1 -2 3e1 1 0 true ANDD NOTUSED",
        ]
        let lines = schema(
            field("N", .integer),
            field("p", .real(decimals: 18), count: .init(factor: 2, field: "N")),
            field("b", .boolean), field("m", .bits(width: 4)), field("t", .text))
        for round in 0..<20_000 {
            var bytes = Array(seeds[round % 2].utf8)
            for _ in 0...random.next(below: 4) {
                let place = random.next(below: bytes.count)
                switch random.next(below: 3) {
                case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
                case 1: bytes.remove(at: place)
                default: bytes.insert(bytes[random.next(below: bytes.count)], at: place)
                }
                if bytes.isEmpty { bytes = [0] }
            }
            _ = read(bytes, by: cycle)
            _ = read(bytes, by: lines)
        }
    }
}
