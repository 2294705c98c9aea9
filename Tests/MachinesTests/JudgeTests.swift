import Machines
import Testing

struct JudgeTests {
    @Test func `an answer is accepted when the operation can give it`() throws {
        var tree = EvaluationTree()
        let speed = tree.symbol("speed", .integer, .input)
        let release = tree.symbol("release", .boolean, .output)
        let count = tree.symbol("count", .integer, .variable)
        tree.machine.invariant = [count.isIn(.built(.NAT)), count <= 2]
        tree.machine.initialisation = .set(count, 0)
        tree.operation(
            "step", inputs: [speed], outputs: [release],
            pre: [speed.isIn((0 as Expression).upTo(300))],
            .together(
                .when(speed > 100, .set(release, false), else: .set(release, true)),
                .set(count, count + 1)))
        let machine = try tree.compiled()
        let judge = OperationJudge(machine, operation: 0, observed: [])
        var states = try machine.initialStates()
        #expect(states == [MachineState(values: [.integer(0)])])
        judge.setInput(0, .integer(301))
        #expect(!judge.admits())
        judge.setInput(0, .integer(50))
        #expect(judge.admits())
        judge.setOutput(0, .boolean(false))
        #expect(judge.judge(&states) == .rejected)
        #expect(judge.rejection(from: states).values == ["release: FALSE, allowed: TRUE"])
        judge.setOutput(0, .boolean(true))
        #expect(judge.isDeterministic(from: states) == true)
        #expect(judge.judge(&states) == .accepted)
        #expect(states == [MachineState(values: [.integer(1)])])
        #expect(judge.judge(&states) == .accepted)
        #expect(judge.judge(&states) == .rejected)
        #expect(judge.rejection(from: states).clause == "INVARIANT")
        #expect(judge.rejection(from: states).values == ["count = 3"])
    }

    @Test func `a name that ANY binds is taken from the answer, not searched for`() throws {
        var tree = EvaluationTree()
        let out = tree.symbol("out", .integer, .output)
        let z = tree.symbol("zz", .integer)
        tree.operation(
            "any", outputs: [out],
            .any([z], z.isIn(.built(.NAT)) && (z % 2).equals(1), .set(out, z)))
        let machine = try tree.compiled()
        let judge = OperationJudge(machine, operation: 0, observed: [])
        var states = [MachineState(values: [])]
        judge.setOutput(0, .integer(2_000_000_001))
        #expect(judge.judge(&states) == .accepted)
        judge.setOutput(0, .integer(2_000_000_000))
        #expect(judge.judge(&states) == .rejected)
        #expect(judge.isDeterministic(from: states) == false)
    }
}
