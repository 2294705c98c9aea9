import Testing
import Voting

@Suite struct SchemaTextTests {
    @Test func `the examples are read as what they say`() throws {
        #expect(
            try SchemaText.parse("CMV bits 15; LAUNCH boolean")
                == AnswerSchema(
                    format: .separated(UInt8(ascii: " ")),
                    fields: [
                        AnswerField(name: "CMV", type: .bits(width: 15), relation: .bytes),
                        AnswerField(name: "LAUNCH", type: .boolean, relation: .number),
                    ]))
        #expect(
            try SchemaText.parse(
                "json; speed real unit=km/h range=0..120 relation=absolute 0.5; mode enum=OFF|ON")
                == AnswerSchema(
                    format: .json,
                    fields: [
                        AnswerField(
                            name: "speed", type: .real, unit: "km/h", range: 0...120,
                            relation: .absolute(0.5)),
                        AnswerField(
                            name: "mode", type: .enumeration(["OFF", "ON"]), relation: .number),
                    ]))
    }

    @Test(arguments: [
        "a integer", "whole; answer text", "separator=,; a text; b json relation=bytes",
        "separator=%3b; a text", "separator=%09; a text", "separator=%ff; a text relation=set",
        "json; %25%20%3b%7c%3d%0a%00 text relation=text; é real unit=°C",
        "a real range=-inf..1e-06 nonfinite relation=ulps 3; b integer range=-5..5",
        "m enum=a%7cb|c relation=bytes; whole bits 3 relation=bits 1; json boolean",
        "a boolean relation=ignored", "a bits 3 relation=bits 2",
        "a real range=0..120 relation=absolute 119.5",
        "a real range=0..1 nonfinite relation=absolute 9",
        "separator%3d, integer",
    ])
    func `what is written so is written back so`(text: String) throws {
        #expect(SchemaText.format(try SchemaText.parse(text)) == text)
    }

    @Test func `the schema of bytes has a text`() throws {
        #expect(SchemaText.format(.bytes) == "whole; answer text")
        #expect(try SchemaText.parse("whole; answer text") == .bytes)
    }

    @Test func `options come in any order, and blanks and what is default may be there`() throws {
        let one =
            "\t a  real relation=number nonfinite   range=0..5 unit=s ;  b text relation=bytes "
        #expect(
            SchemaText.format(try SchemaText.parse(one))
                == "a real unit=s range=0..5 nonfinite; b text")
        #expect(try SchemaText.parse("separator=%20; a text") == SchemaText.parse("a text"))
    }

    @Test func `random schemas come back equal`() throws {
        var random = AnswerRandom(seed: 6)
        for _ in 0..<3_000 {
            let schema = RandomSchema.next(using: &random)
            try #require(schema.flaw == nil)
            #expect(try SchemaText.parse(SchemaText.format(schema)) == schema)
        }
    }

    private static let type =
        "expected a type: integer, real, text, bits WIDTH, boolean, json, enum=A|B"
    private static let option = "expected an option: unit=, range=, nonfinite, joined, relation="
    private static let range = "expected two numbers, the lower one first: 0..120"

    @Test(arguments: [
        ("", 0, "expected a field"), (" ; a text", 1, "expected a field"),
        ("a text;", 7, "expected a field"), ("json", 4, "expected a field"),
        ("json; json; a text", 10, type), ("a", 1, type), ("a Real", 2, type),
        ("a real; b c", 10, type),
        ("a bits", 6, "expected a number of bits"), ("a bits x", 7, "expected a number of bits"),
        ("a enum=", 7, "expected words between '|'"),
        ("a enum= x", 7, "expected words between '|'"),
        ("a enum=x||y", 0, "field 'a': an enumeration's word is empty"),
        ("a enum=x|x", 0, "field 'a': two words 'x'"),
        ("a enum=x%20y", 0, "field 'a': word 'x y' holds the separator"),
        ("a bits 0", 0, "field 'a': 0 bits: a bit string has 1 to 16777216"),
        ("a real colour=red", 7, option), ("a real finite", 7, option),
        ("a real range=5..1", 13, range), ("a real range=5", 13, range),
        ("a real range=nan..1", 13, range),
        ("a real range= 0..1", 13, range),
        ("a text range=0..1", 0, "field 'a': only numbers have a range"),
        ("a real unit=", 12, "expected a unit"),
        ("a real unit=s unit=s", 14, "expected 'unit=' only once"),
        (
            "a real range=0..120 relation=absolute 120", 0,
            "field 'a': relation 'absolute 120' makes any two values the same: use a smaller "
                + "tolerance, or ignored"
        ),
        (
            "b boolean; a bits 3 relation=bits 3", 11,
            "field 'a': relation 'bits 3' makes any two values the same: use a smaller tolerance, "
                + "or ignored"
        ),
        ("a integer nonfinite", 0, "field 'a': only a real can be NaN or infinite"),
        ("a real relation= number", 16, "expected a relation"),
        ("a real relation=absolute", 24, "expected a tolerance of at least 0"),
        (
            "x text; a text relation=number", 8,
            "field 'a': relation 'number' is not for text: use bytes, text, set or ignored"
        ),
        ("a text; a real", 8, "two fields 'a'"),
        ("whole; a text; b text", 15, "2 fields: a whole answer is one"),
        ("separator=; a text", 10, "expected one byte as the separator"),
        ("separator=ab; a text", 10, "expected one byte as the separator"),
        ("separator=, a text", 12, "expected ';'"),
        (
            "separator=x; a text", 13,
            "separator is part of values: use another byte than a letter, digit or one of '+-.\"'"
        ),
        ("a%2 text", 1, "expected two hexadecimal digits after '%'"),
        ("a%zz text", 1, "expected two hexadecimal digits after '%'"),
        ("x text; %ff text", 8, "expected UTF-8 behind '%'"),
        (String(repeating: "a text;", count: 10_000), 65_536, "expected at most 65536 bytes"),
    ])
    func `anything else is refused with its place`(text: String, offset: Int, problem: String) {
        let flaw = #expect(throws: TextFlaw.self) { try SchemaText.parse(text) }
        #expect(flaw?.offset == offset && flaw?.problem == problem)
    }

    @Test func `64 fields are read, the 65th is refused`() throws {
        let fields = (0..<65).map { "f\($0) text" }
        #expect(try SchemaText.parse(fields.dropLast().joined(separator: ";")).fields.count == 64)
        let flaw = #expect(throws: TextFlaw.self) {
            try SchemaText.parse(fields.joined(separator: ";"))
        }
        #expect(flaw?.problem == "expected at most 64 fields")
    }
}

/// Schemas without a flaw, names full of what must be escaped.
enum RandomSchema {
    static func next(using random: inout AnswerRandom) -> AnswerSchema {
        let format: AnswerSchema.Format =
            switch random.below(6) {
            case 0: .whole
            case 1: .separated(UInt8(ascii: " "))
            case 2: .separated(UInt8(ascii: ","))
            case 3: .separated(random.pick([0, 9, 0x3B, 0x25, 0x3D, 0x7C, 0x7F, 0x80, 0xFF]))
            default: .json
            }
        let count = format == .whole ? 1 : 1 + random.below(6)
        return AnswerSchema(
            format: format, fields: (0..<count).map { field("\($0)", using: &random) })
    }

    private static func field(_ name: String, using random: inout AnswerRandom) -> AnswerField {
        let odd = [
            "a", " ", ";", "%", "=", "|", "\n", "\0", "é", "😀", "\"", "real", "\u{7F}", "%20",
        ]
        let name = name + (0..<random.below(4)).map { _ in random.pick(odd) }.joined()
        let type: AnswerField.FieldType =
            switch random.below(7) {
            case 0: .integer
            case 1: .real
            case 2: .text
            case 3: .bits(width: 9 + random.below(40))
            case 4: .boolean
            case 5: .enumeration((0...random.below(4)).map { "W\($0)" })
            default: .json
            }
        let most = abs(Double(bitPattern: random.next()))
        let tolerance = most.isFinite ? most : 0.5
        let relations: [Relation] = [
            .bytes, .json, .text, .set, .number, .absolute(tolerance), .relative(tolerance),
            .ulps(random.next()), .bits(random.below(9)), .ignored,
        ]
        let isNumber = type == .integer || type == .real
        return AnswerField(
            name: name, type: type, unit: random.below(3) == 0 ? random.pick(odd) : "",
            range: isNumber && random.below(2) == 0 ? -tolerance...tolerance : nil,
            allowsNonFinite: type == .real && random.below(2) == 0,
            relation: random.pick(relations.filter { $0.flaw(for: type) == nil }))
    }
}
