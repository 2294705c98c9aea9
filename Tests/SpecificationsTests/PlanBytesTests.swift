import Machines
import Specifications
import Testing

private let plan = SpecificationPlan(
    demand: DemandSchema(
        format: .separated(UInt8(ascii: ",")),
        fields: [
            field("N", .integer, range: Int64.min...Int64.max), field("r", .real(decimals: nil)),
            field("s", .real(decimals: 3), range: -5...5), field("b", .boolean),
            field("e", .enumeration(["OFF", "ÖN"])), field("m", .bits(width: 15)),
            field("t", .text), field("l", .integer, count: .init(factor: 2, field: "N")),
            field("k", .boolean, count: .init(factor: 225)),
        ]),
    function: MachineBinding(
        sources: [
            SourceText(name: "Brakes.mch", text: "MACHINE Brakes END"),
            SourceText(name: "x/Other.mch", bytes: [0, 255, 10]),
        ], operation: "step", unreadable: "garbled",
        inputs: ["speed": "s", "last": "previous.command"], outputs: ["command": "c"],
        state: ["latched": "l"]),
    safety: MachineBinding(
        sources: [SourceText(name: "Safe.mch", text: "MACHINE Safe END")], operation: "step",
        unreadable: "garbled"),
    hasFeedback: true, restrictive: Array("APPLY".utf8))

struct PlanBytesTests {
    @Test func `a plan is read back as the same plan`() {
        #expect(SpecificationPlan.decode(plan.encode()) == plan)
        var exact = plan
        exact.demand.isExact = true
        exact.demand.fields[0].digits = 9
        #expect(SpecificationPlan.decode(exact.encode()) == exact)
        var json = plan
        json.demand.format = .json
        json.safety = nil
        json.hasFeedback = false
        json.restrictive = []
        #expect(SpecificationPlan.decode(json.encode()) == json)
    }

    @Test func `a plan that is cut, or longer, is none`() {
        let bytes = plan.encode()
        for count in bytes.indices {
            #expect(SpecificationPlan.decode(Array(bytes[..<count])) == nil)
        }
        #expect(SpecificationPlan.decode(bytes + [0]) == nil)
    }

    @Test func `a plan without a machine, or with a schema that reads nothing, is none`() {
        var empty = plan
        empty.function = nil
        empty.safety = nil
        #expect(SpecificationPlan.decode(empty.encode()) == nil)
        var flawed = plan
        flawed.demand.fields = []
        #expect(SpecificationPlan.decode(flawed.encode()) == nil)
        var textless = plan
        textless.function?.sources = []
        #expect(SpecificationPlan.decode(textless.encode()) == nil)
    }

    @Test func `changed bytes give another plan or none, and never trap`() {
        var random = SplitMix64(seed: 11)
        let bytes = plan.encode()
        for _ in 0..<20_000 {
            var changed = bytes
            for _ in 0...random.next(below: 3) {
                changed[random.next(below: changed.count)] = UInt8(
                    truncatingIfNeeded: random.next())
            }
            guard changed != bytes, let other = SpecificationPlan.decode(changed) else { continue }
            #expect(other.encode() == changed)
            #expect(other != plan)
        }
    }

    @Test func `machines are found by their name or their file's`() {
        #expect(plan.function?.source(named: "Other")?.name == "x/Other.mch")
        #expect(plan.function?.source(named: "Other.mch")?.name == "x/Other.mch")
        #expect(plan.function?.source(named: "Brakes") == nil)
    }
}
