import Specifications
import Testing

struct DemandSchemaFlawTests {
    @Test(arguments: [
        (schema(), "0 fields: a demand has 1 to 256"),
        (schema(field("", .text)), "field '': it has no name"),
        (schema(field("a", .text), field("a", .text)), "two fields 'a'"),
        (schema(field("a", .bits(width: 0))), "field 'a': 0 bits: a bit string has 1 to 65536"),
        (
            schema(field("a", .real(decimals: 19))),
            "field 'a': decimals: 19 is out of range (0 to 18)"
        ),
        (
            schema(field("a", .real(decimals: nil), range: 0...1)),
            "field 'a': range: only with decimals"
        ),
        (schema(field("a", .text, range: 0...1)), "field 'a': range: only numbers have one"),
        (schema(field("a", .enumeration([]))), "field 'a': an enumeration has at least one word"),
        (schema(field("a", .enumeration(["x", "x"]))), "field 'a': two words 'x'"),
        (schema(field("a", .enumeration(["x y"]))), "field 'a': word 'x y' can never be one field"),
        (
            schema(field("a", .text, count: .init(factor: 2))),
            "field 'a': count: a list of text cannot be read"
        ),
        (
            schema(field("a", .integer, count: .init(factor: 65537))),
            "field 'a': count: 65537 is out of range (1 to 65536)"
        ),
        (
            schema(field("a", .integer, count: .init(factor: 2, field: "b")), field("b", .integer)),
            "field 'a': count: 'b' is no integer field before it"
        ),
        (
            schema(
                field("b", .real(decimals: 0)),
                field("a", .integer, count: .init(factor: 1, field: "b"))),
            "field 'a': count: 'b' is no integer field before it"
        ),
        (
            schema(field("a", .text), format: .separated(UInt8(ascii: "1"))),
            "separator is part of values: use another byte than a letter, digit or one of '+-.'"
        ),
    ])
    func `a schema by which nothing can be read says why`(schema: DemandSchema, flaw: String) {
        #expect(schema.flaw == flaw)
    }
}
