import Testing
import Voting

@Suite struct RelationTextTests {
    @Test(arguments: [
        ("bytes", Relation.bytes), ("json", .json), ("text", .text), ("set", .set),
        ("number", .number), ("absolute 0.0005", .absolute(0.0005)), ("absolute 5", .absolute(5)),
        ("relative 1e-06", .relative(1e-6)), ("ulps 4", .ulps(4)),
        ("ulps 18446744073709551615", .ulps(.max)), ("bits 2", .bits(2)), ("ignored", .ignored),
        ("absolute 0", .absolute(0)), ("relative 5e-324", .relative(.leastNonzeroMagnitude)),
    ])
    func `relations are written and read back`(text: String, relation: Relation) throws {
        #expect(RelationText.format(relation) == text)
        #expect(try RelationText.parse(text) == relation)
        #expect(try RelationText.parse(" \t\(text.replacing(" ", with: "  ")) ") == relation)
    }

    @Test func `tolerances come back to the last bit`() throws {
        var random = AnswerRandom(seed: 5)
        for _ in 0..<20_000 {
            let most = Double(bitPattern: random.next()).magnitude
            guard most.isFinite else { continue }
            #expect(try RelationText.parse(RelationText.format(.relative(most))) == .relative(most))
        }
    }

    private static let names =
        "expected a relation: bytes, json, text, set, number, absolute, relative, ulps, bits, "
        + "ignored"

    @Test(arguments: [
        ("", 0, names), ("  ", 2, names), (" Bytes", 1, names), ("absolute0.5", 0, names),
        ("absolute", 8, "expected a tolerance of at least 0"),
        ("absolute  -1", 10, "expected a tolerance of at least 0"),
        ("relative nan", 9, "expected a tolerance of at least 0"),
        ("relative inf", 9, "expected a tolerance of at least 0"),
        ("relative 1e999", 9, "expected a tolerance of at least 0"),
        ("absolute -0", 9, "expected a tolerance of at least 0"),
        ("absolute 5%", 9, "expected a tolerance of at least 0"),
        ("ulps 1.5", 5, "expected a number of doubles"),
        ("ulps -1", 5, "expected a number of doubles"),
        ("ulps 18446744073709551616", 5, "expected a number of doubles"),
        ("bits +1", 5, "expected a number of places"),
        ("bytes 1", 6, "expected nothing after 'bytes'"),
        ("ulps 4 4", 7, "expected nothing after 'ulps 4'"),
        (String(repeating: " ", count: 65_537), 65_536, "expected at most 65536 bytes"),
    ])
    func `anything else is refused with its place`(text: String, offset: Int, problem: String) {
        let flaw = #expect(throws: TextFlaw.self) { try RelationText.parse(text) }
        #expect(flaw?.offset == offset && flaw?.problem == problem)
        #expect(flaw?.description == "\(problem) at byte \(offset)")
    }
}
