import Machines

/// A small machine of a brake, built as a tree.
final class BrakeMachine {
    private let compiled: CompiledMachine
    private let judge: OperationJudge

    /// Speed, whether a new limit is sent, it, a margin, three conditions and a level.
    static let inputs = [300, 2, 300, 20, 2, 2, 60, 8]

    @inline(never)
    static func draw(_ draws: inout Draws, _ given: inout [Int]) {
        for place in given.indices { given[place] = draws.number(inputs[place]) }
    }

    init() throws {
        var tree = Tree()
        let given = Self.inputs.indices.map { tree.symbol("given\($0)", .integer, .input) }
        let release = tree.symbol("release", .boolean, .output)
        let level = tree.symbol("level", .integer, .output)
        let speed = tree.symbol("speed", .integer, .variable)
        let limit = tree.symbol("limit", .integer, .variable)
        let overspeed = tree.symbol("overspeed", .boolean, .variable)
        let brake = tree.symbol("brake", .boolean, .variable)
        let count = tree.symbol("count", .integer, .variable)
        let last = tree.symbol("last", .integer, .variable)
        tree.machine.invariant = [
            speed.isIn(.interval(0, 300)), limit.isIn(.interval(0, 300)), count.isIn(.natural),
            overspeed.compare(.equal, .boolean(true)).implies(
                brake.compare(.equal, .boolean(true))),
            last.compare(.equal, speed), count.compare(.lessOrEqual, .number(1_000_000_000)),
        ]
        tree.machine.initialisation = .together([
            .set(speed, .number(0)), .set(limit, .number(80)), .set(overspeed, .boolean(false)),
            .set(brake, .boolean(true)), .set(count, .number(0)), .set(last, .number(0)),
        ])
        let newLimit = Substitution.when(
            given[1].compare(.equal, .number(1)), .set(limit, given[2]),
            .when(
                limit.compare(.greater, .number(160)), .set(limit, .number(160)),
                .set(limit, limit)))
        let tooFast = Substitution.when(
            given[0].compare(.greater, given[2].plus(given[3])),
            .together([
                .set(overspeed, .boolean(true)), .set(brake, .boolean(true)),
                .set(count, count.plus(.number(1))),
            ]),
            .together([
                .set(overspeed, .boolean(false)),
                .set(brake, .truth(last.compare(.greater, given[0]))), .set(count, .number(0)),
            ]))
        let answer = Substitution.when(
            given[4].compare(.equal, .number(1)).and(given[5].compare(.equal, .number(0))).and(
                given[6].compare(.less, .number(50))),
            .together([.set(release, .boolean(true)), .set(level, given[7])]),
            .together([.set(release, .boolean(false)), .set(level, .number(0))]))
        tree.operation(
            "step", given, [release, level],
            given.map { $0.isIn(.interval(0, 300)) },
            .together([.set(speed, given[0]), newLimit, tooFast, answer, .set(last, given[0])]))
        compiled = try CompiledMachine(tree.machine)
        judge = OperationJudge(compiled, operation: 0, observed: [])
    }

    func judge(_ count: Int) -> (nanoseconds: Double, accepted: Int) {
        guard var states = try? compiled.initialStates() else { return (0, 0) }
        var draws = Draws()
        var given = [Int](repeating: 0, count: 8)
        var accepted = 0
        let began = now()
        for _ in 0..<count {
            Self.draw(&draws, &given)
            for (index, number) in given.enumerated() { judge.setInput(index, .integer(number)) }
            guard judge.admits() else { continue }
            let release = given[4] == 1 && given[5] == 0
            judge.setOutput(0, .boolean(release))
            judge.setOutput(1, .integer(release ? given[7] : 0))
            if judge.judge(&states) == .accepted { accepted += 1 }
        }
        return (now() - began, accepted)
    }
}
