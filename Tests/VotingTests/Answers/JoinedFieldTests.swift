import Testing
import Voting

/// Bits of one string that are fields of their own.
@Suite struct JoinedFieldTests {
    private static func schema(_ text: String) throws -> AnswerSchema {
        try SchemaText.parse(text)
    }

    private static func read(_ text: String, _ schema: AnswerSchema) -> (ReadAnswer, Malformation?)
    {
        var answer = ReadAnswer(schema: schema)
        let malformation = Array(text.utf8).withUnsafeBytes { schema.read($0, into: &answer) }
        return (answer, malformation)
    }

    @Test(arguments: [
        ("a bits 1; b bits 1 joined; c bits 2 joined; d boolean", "0110 1", "0111 1"),
        (
            "separator=,; a bits 1; b bits 1 joined; c bits 2 joined; d boolean", " 0110 ,1",
            "0111,1"
        ),
        ("whole; a bits 1; b bits 1 joined; c bits 2 joined", "0110", " 0111"),
    ])
    func `joined bits are cut out of one string`(
        text: String, one: String, other: String
    ) throws {
        let schema = try Self.schema(text)
        let (first, flaw) = Self.read(one, schema)
        let (second, otherFlaw) = Self.read(other, schema)
        #expect(flaw == nil && otherFlaw == nil)
        #expect(schema.same(first, second, in: [0, 1]))
        #expect(!schema.same(first, second, in: [2]))
        #expect(schema.distance(first, second, in: Array(schema.fields.indices)) == 1)
    }

    @Test(arguments: [
        ("011 1", Malformation(.wrongWidth(found: 1), field: 2, offset: 3)),
        ("0 1", Malformation(.wrongWidth(found: 0), field: 1, offset: 1)),
        ("01101 1", Malformation(.wrongWidth(found: 3), field: 2, offset: 4)),
        ("01x0 1", Malformation(.notBits, field: 2, offset: 2)),
        ("0110", Malformation(.missing, field: 3, offset: 4)),
        ("0 1 10 1", Malformation(.wrongWidth(found: 0), field: 1, offset: 1)),
    ])
    func `a string of another width is malformed at its place`(
        text: String, malformation: Malformation
    ) throws {
        let schema = try Self.schema("a bits 1; b bits 1 joined; c bits 2 joined; d boolean")
        #expect(Self.read(text, schema).1 == malformation)
    }

    @Test(arguments: [
        ("a bits 1 joined", "field 'a' is joined, but is the first at byte 0"),
        (
            "a boolean; b bits 1 joined",
            "field 'b' is joined, but boolean is no bit string at byte 11"
        ),
        ("a bits 1; b text joined", "field 'b' is joined, but text is no bit string at byte 10"),
        (
            "json; a bits 1; b bits 1 joined",
            "field 'b' is joined, but members of an object are not at byte 16"
        ),
    ])
    func `only bit strings can be joined`(text: String, flaw: String) {
        let error = #expect(throws: TextFlaw.self) { try SchemaText.parse(text) }
        #expect(error.map { "\($0)" } == flaw)
    }
}
