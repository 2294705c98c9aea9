import Machines
import Specifications
import Testing
import Voting

struct PreviousAnswerTests {
    /// The demand's beginning, and whether it could be read; nil where no answer stands in front.
    private func taken(
        _ line: String, _ answer: String, stamp: Int = 0
    ) throws -> (demand: String, isRead: Bool)? {
        let schema = DemandSchema(
            format: .separated(UInt8(ascii: " ")),
            fields: [DemandSchema.Field(name: "speed", type: .integer)])
        var demand = ReadDemand(schema: schema)
        var previous = PreviousAnswer(schema: try SchemaText.parse(answer))
        let line = Array(line.utf8)
        return previous.take(from: line, stamp: stamp, schema, into: &demand).map {
            (String(decoding: line[$0.start...], as: UTF8.self), $0.flaw == nil)
        }
    }

    @Test(arguments: [
        ("APPLY 5", "whole; command enum=APPLY|RELEASE", "5", true),
        ("APPLY fast", "whole; command enum=APPLY|RELEASE", "fast", false),
        ("APPLY ", "whole; command enum=APPLY|RELEASE", "", false),
        ("1 2 5", "one integer; two integer", "5", true),
        ("{\"a\": 1, \"b\": \"x y\"} 5", "json; a integer; b text", "5", true),
        // The text may have blanks, too; behind the shortest one is no demand.
        ("not yet 5", "whole; reason text", "5", true),
        ("not yet fast", "whole; reason text", "yet fast", false),
    ])
    func `an answer stands in front of the demand`(
        line: String, answer: String, demand: String, isRead: Bool
    ) throws {
        let found = try #require(try taken(line, answer))
        #expect(found.demand == demand)
        #expect(found.isRead == isRead)
    }

    @Test(arguments: ["5", "", " 5", "STOP 5", "APPLY"])
    func `or it does not`(line: String) throws {
        #expect(try taken(line, "whole; command enum=APPLY|RELEASE") == nil)
    }

    @Test func `a stamp between them is passed over`() throws {
        let schema = "one integer; two integer"
        let found = try #require(try taken("1 2 00000000000007 5", schema, stamp: 15))
        #expect(found == ("5", true))
        #expect(try taken("1 2 5", schema, stamp: 15) == nil)
    }
}
