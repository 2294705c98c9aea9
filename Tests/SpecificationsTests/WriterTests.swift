import Machines
import Specifications
import Testing
import Voting

private let machine = """
    MACHINE Writing SETS MODE = {OFF, ON, AUTO}
    OPERATIONS
        total, mode, lamps <-- step(speed, place, isOpen, wanted, lights, points, number, name) =
        PRE
            speed : INTEGER & place : INTEGER & isOpen : BOOL & wanted : MODE &
            lights : 0..3 --> BOOL & number : 0..5 & points : 0..2 * number - 1 --> INTEGER &
            name : {"north", "south"}
        THEN
            total := speed + place || lamps := lights ||
            IF isOpen = TRUE THEN mode := wanted ELSE mode := OFF END
        END
    END
    """

private func fields() -> [DemandSchema.Field] {
    [
        DemandSchema.Field(name: "unread", type: .integer, range: 3...9),
        DemandSchema.Field(name: "speed", type: .integer, range: -5...120),
        DemandSchema.Field(name: "place", type: .real(decimals: 2), range: -150...99_999),
        DemandSchema.Field(name: "isOpen", type: .boolean),
        DemandSchema.Field(name: "wanted", type: .enumeration(["ON", "OFF"])),
        DemandSchema.Field(name: "lights", type: .bits(width: 4)),
        DemandSchema.Field(name: "number", type: .integer),
        DemandSchema.Field(
            name: "points", type: .integer, range: -9...9,
            count: DemandSchema.Count(factor: 2, field: "number")),
        DemandSchema.Field(name: "name", type: .text),
    ]
}

struct WriterTests {
    private func bound(_ schema: DemandSchema, answer: String) throws -> BoundMachine {
        let plan = SpecificationPlan(
            demand: schema,
            function: MachineBinding(
                sources: [SourceText(name: "Writing.mch", text: machine)], operation: "step"),
            safety: nil, hasFeedback: false)
        return try #require(try plan.bind(answer: try SchemaText.parse(answer)).first)
    }

    private let answer = "total integer; mode enum=OFF|ON|AUTO; lamps bits 4"

    @Test(arguments: [
        DemandSchema(format: .separated(UInt8(ascii: " ")), fields: fields()),
        DemandSchema(format: .separated(UInt8(ascii: ";")), fields: fields()),
        DemandSchema(format: .json, fields: fields()),
    ])
    func `what is written for an operation is read back as its inputs`(
        schema: DemandSchema
    ) throws {
        let bound = try bound(schema, answer: answer)
        let restriction = FieldRestriction(schema, bound.operation, of: bound.machine)
        let index = bound.operation.index
        let plan = Explorer(
            bound.compiled, operations: [index], restrictions: [index: restriction.conjuncts]
        ).demands(count: 300)
        #expect(plan.demands.count == 300)
        let writer = DemandWriter(schema, inputs: bound.operation.inputs)
        var read = ReadDemand(schema: schema)
        for demand in plan.demands {
            let line = try #require(writer.line(demand.inputs))
            let flaw = Array(line.utf8).withUnsafeBytes { schema.read($0, into: &read) }
            #expect(flaw == nil, "\(line)")
            #expect(read.inputs(of: bound.operation) == demand.inputs, "\(line)")
        }
    }

    @Test func `what a field does not have is not written`() throws {
        let schema = DemandSchema(format: .separated(UInt8(ascii: " ")), fields: fields())
        let bound = try bound(schema, answer: answer)
        let writer = DemandWriter(schema, inputs: bound.operation.inputs)
        func inputs(
            speed: Int = 0, wanted: Int = 1, lights: Int = 4, points: Int = 2,
            name: String = "north"
        ) -> [Value] {
            let bits = (0..<lights).map { Value.pair(.integer($0), .boolean($0 == 0)) }
            let list = (0..<points).map { Value.pair(.integer($0), .integer($0)) }
            return [
                .integer(speed), .integer(-5), .boolean(true), .element(set: 0, index: wanted),
                .set(SetValue(bits)), .set(SetValue(list)), .integer(1), .string(name),
            ]
        }
        #expect(writer.line(inputs()) == "3 0 -0.05 1 ON 1000 1 0 1 north")
        #expect(writer.line(inputs(speed: 121)) == nil)
        #expect(writer.line(inputs(wanted: 2)) == nil)
        #expect(writer.line(inputs(lights: 3)) == nil)
        #expect(writer.line(inputs(points: 4)) == nil)
        #expect(writer.line(inputs(name: "far north")) == nil)
        #expect(writer.line(inputs(name: "")) == nil)
    }

    @Test(arguments: [
        ("total integer; mode enum=OFF|ON|AUTO; lamps bits 4", "7 AUTO 0100"),
        (
            "json; total integer; mode enum=OFF|ON|AUTO; lamps bits 4",
            #"{"total": 7, "mode": "AUTO", "lamps": "0100"}"#
        ),
    ])
    func `outputs are written as the answer's schema reads them`(
        answer: String, expected: String
    ) throws {
        let schema = try SchemaText.parse(answer)
        let demand = DemandSchema(format: .separated(UInt8(ascii: " ")), fields: fields())
        let bound = try bound(demand, answer: answer)
        let writer = AnswerWriter(schema, outputs: bound.operation.outputs)
        let lamps = (0..<4).map { Value.pair(.integer($0), .boolean($0 == 1)) }
        let outputs: [Value] = [
            .integer(7), .element(set: 0, index: 2), .set(SetValue(lamps)),
        ]
        #expect(writer.line(outputs) == expected)
    }
}
