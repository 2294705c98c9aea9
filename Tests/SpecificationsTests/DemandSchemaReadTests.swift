import Specifications
import Testing

private let cycle = schema(
    field("cycle", .integer, range: 0...999), field("speed", .real(decimals: 2)),
    field("isSet", .boolean), field("mode", .enumeration(["OFF", "ON"])),
    field("map", .bits(width: 3)), field("note", .text))

struct DemandSchemaReadTests {
    @Test func `every type is read`() {
        #expect(read(" 12\t-1.239  true ON 101 naïve ", by: cycle) == "12 -123 1 1 101 naïve")
    }

    @Test(arguments: [
        ("", "field 'cycle': nothing there at byte 0"),
        ("x 1 0 ON 101 a", "field 'cycle': expected an integer at byte 0"),
        ("1.0 1 0 ON 101 a", "field 'cycle': expected an integer at byte 1"),
        ("1000 1 0 ON 101 a", "field 'cycle': expected a number in 0..999 at byte 0"),
        (
            "9223372036854775808 1 0 ON 101 a",
            "field 'cycle': expected a number in 0..999 at byte 0"
        ),
        ("1 1e 0 ON 101 a", "field 'speed': expected a decimal number at byte 4"),
        ("1 1 2 ON 101 a", "field 'isSet': expected 0, 1, false or true at byte 4"),
        ("1 1 0 on 101 a", "field 'mode': expected one of OFF, ON at byte 6"),
        ("1 1 0 ON 121 a", "field 'map': expected 0 or 1 at byte 10"),
        ("1 1 0 ON 1010 a", "field 'map': expected 3 bits, found 4 at byte 12"),
        ("1 1 0 ON 10 a", "field 'map': expected 3 bits, found 2 at byte 11"),
        ("1 1 0 ON 101", "field 'note': nothing there at byte 12"),
        ("1 1 0 ON 101 a b", "demand: more than its 6 fields at byte 15"),
    ])
    func `what cannot be read is told with field, place and reason`(text: String, flaw: String) {
        #expect(read(text, by: cycle) == flaw)
    }

    @Test(arguments: [
        ("12 1 07", "12 1 7"),
        ("12  1 07", "field 'isSet': expected 0, 1, false or true at byte 3"),
        (" 12 1 07", "field 'cycle': expected an integer at byte 0"),
        ("12 1 07 ", "demand: more than its 3 fields at byte 7"),
        ("12 1\t 07", "field 'isSet': expected 0, 1, false or true at byte 3"),
        ("12 1 007", "field 'count': expected 1 to 2 digits without a sign at byte 5"),
        ("12 1 -0", "field 'count': expected 1 to 2 digits without a sign at byte 5"),
        ("12 1 +7", "field 'count': expected 1 to 2 digits without a sign at byte 5"),
        ("12 1 ", "field 'count': expected an integer at byte 5"),
    ])
    func `an exact demand is read as a strict program reads it`(text: String, found: String) {
        var exact = schema(
            field("cycle", .integer), field("isSet", .boolean), field("count", .integer))
        exact.isExact = true
        exact.fields[2].digits = 2
        #expect(read(text, by: exact) == found)
    }

    @Test func `a text that is not UTF-8 cannot be read`() {
        let found = read(Array("1 1 0 ON 101 ".utf8) + [0xFF], by: cycle)
        #expect(found == "field 'note': expected a text of UTF-8 at byte 13")
    }

    @Test func `another separator cuts exactly, and blanks belong to texts only`() {
        let commas = schema(
            field("a", .integer), field("t", .text), format: .separated(UInt8(ascii: ",")))
        #expect(read(" 1 , x ", by: commas) == "1  x ")
        #expect(read("1,", by: commas) == "1 ")
        #expect(read("1", by: commas) == "field 't': nothing there at byte 1")
        #expect(read("1,2,", by: commas) == "demand: more than its 2 fields at byte 3")
        #expect(read("", by: commas) == "field 'a': expected an integer at byte 0")
    }

    @Test(arguments: [
        ("9223372036854775807", "9223372036854775807"),
        ("-9223372036854775808", "-9223372036854775808"), ("+007", "7"), ("-0", "0"),
        ("9223372036854775808", "field 'a': expected an integer of 64 bits at byte 0"),
        ("-9223372036854775809", "field 'a': expected an integer of 64 bits at byte 0"),
        ("-", "field 'a': expected an integer at byte 1"),
        ("99999999999999999999999999999x", "field 'a': expected an integer at byte 29"),
    ])
    func `integers have 64 bits`(text: String, value: String) {
        #expect(read(text, by: schema(field("a", .integer))) == value)
    }
}

struct DemandRealTests {
    @Test(arguments: [
        ("12.345", 2, "1234"), ("-12.345", 2, "-1234"), ("12.349999999999999999999", 2, "1234"),
        ("0.1", 18, "100000000000000000"), (".5", 1, "5"), ("5.", 1, "50"), ("-0.001", 2, "0"),
        ("1e3", 0, "1000"), ("1.5E-1", 2, "15"), ("123456e-3", 1, "1234"), ("1e+2", 1, "1000"),
        // The nearest double of each of these, times 100, is below the integer.
        ("0.29", 2, "29"), ("1.13", 2, "113"), ("4.35", 2, "435"), ("1.005", 3, "1005"),
        // Doubles have 53 bits.
        ("9007199254740993", 0, "9007199254740993"),
        ("92233720368547758.07", 2, "9223372036854775807"),
        ("-92233720368547758.08", 2, "-9223372036854775808"),
        ("92233720368547758.08", 2, "field 'r': expected a number of 64 bits at byte 0"),
        ("1e400", 2, "field 'r': expected a number of 64 bits at byte 0"),
        ("0e999999999999999999999", 2, "0"), ("1e-999999999999999999999", 2, "0"),
        ("0.0000000000000000000000000000000000000001e40", 0, "1"),
        ("nan", 2, "field 'r': expected a decimal number at byte 0"),
        ("0x1", 2, "field 'r': expected a decimal number at byte 1"),
        (".", 2, "field 'r': expected a decimal number at byte 1"),
        ("1.2.3", 2, "field 'r': expected a decimal number at byte 3"),
    ])
    func `reals are scaled exactly and cut toward zero`(
        text: String, decimals: Int, value: String
    ) {
        #expect(read(text, by: schema(field("r", .real(decimals: decimals)))) == value)
    }

    @Test(arguments: [
        ("120", "12000"), ("120.00000", "12000"), ("119.999", "11999"), ("-1", "-100"),
        ("120.0001", "field 'r': expected a number in -1.00..120.00 at byte 0"),
        ("-1.0001", "field 'r': expected a number in -1.00..120.00 at byte 0"),
        ("1e999", "field 'r': expected a number in -1.00..120.00 at byte 0"),
    ])
    func `a range binds what is written, before it is cut`(text: String, value: String) {
        let real = field("r", .real(decimals: 2), range: -100...12000)
        #expect(read(text, by: schema(real)) == value)
    }

    @Test func `a real without decimals is read over, but is a number`() {
        let real = schema(field("r", .real(decimals: nil)), field("a", .integer))
        #expect(read("1e300 5", by: real) == "0 5")
        #expect(read("abc 5", by: real) == "field 'r': expected a decimal number at byte 0")
    }
}

struct DemandListTests {
    private let launch = schema(
        field("N", .integer, range: 2...100),
        field("points", .real(decimals: 1), count: .init(factor: 2, field: "N")),
        field("PUV", .boolean, count: .init(factor: 3)),
        field("LCM", .enumeration(["NOTUSED", "ANDD"]), count: .init(factor: 2)))

    @Test func `a list is as long as an earlier field says`() {
        let text = "2 0.15 1 -2 3e1 1 0 true ANDD NOTUSED"
        #expect(read(text, by: launch) == "2 [1,10,-20,300] [1,0,1] [1,0]")
    }

    @Test(arguments: [
        ("1 1", "field 'N': expected a number in 2..100 at byte 0"),
        ("2 1 2 3", "field 'points', value 3: nothing there at byte 7"),
        ("2 1 2 x 4", "field 'points', value 2: expected a decimal number at byte 6"),
        (
            "2 1 2 3 4 1 1 2 ANDD ANDD",
            "field 'PUV', value 2: expected 0, 1, false or true at byte 14"
        ),
        (
            "2 1 2 3 4 1 1 1 ANDD OR",
            "field 'LCM', value 1: expected one of NOTUSED, ANDD at byte 21"
        ),
        ("2 1 2 3 4 1 1 1 ANDD ANDD 9", "demand: more than its 4 fields at byte 26"),
    ])
    func `a value of a list that cannot be read is told by its number`(
        text: String, flaw: String
    ) {
        #expect(read(text, by: launch) == flaw)
    }

    @Test(arguments: ["-1", "32769", "9223372036854775807", "-9223372036854775808"])
    func `a list has 0 to 65536 values, whatever the demand says`(count: String) {
        let list = schema(
            field("N", .integer), field("l", .integer, count: .init(factor: 2, field: "N")))
        #expect(
            read(count + " 1 2", by: list)
                == "field 'l': 'N' asks for a number of values that is not in 0..65536")
        #expect(read("0", by: list) == "0 []")
        let most = "32768" + String(repeating: " 1", count: 65_536)
        #expect(read(most, by: list).utf8.count > 65_536)
    }
}
