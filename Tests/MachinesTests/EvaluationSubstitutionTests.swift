import Machines
import Testing

/// What an expert of B asks first about substitutions.
struct EvaluationSubstitutionTests {
    typealias E = Expression
    typealias S = Substitution

    /// Outcomes of a body over two integer variables `xx` and `yy`, as pairs in ascending order.
    func outcomes(
        _ x: Int, _ y: Int, _ limits: MachineLimits = MachineLimits(),
        _ body: (inout EvaluationTree, E, E) -> Substitution
    ) throws -> [[Int]] {
        var tree = EvaluationTree()
        let (xx, yy) = (
            tree.symbol("xx", .integer, .variable), tree.symbol("yy", .integer, .variable)
        )
        tree.operation("op", body(&tree, xx, yy))
        let machine = try tree.compiled(limits)
        let found = try machine.outcomes(
            of: 0, from: MachineState(values: [.integer(x), .integer(y)]), inputs: [], max: 100)
        return Set(found.map { $0.after.values.compactMap { Plain($0)?.int } })
            .sorted { $0.lexicographicallyPrecedes($1) }
    }

    @Test func `both sides of a parallel substitution read the old values`() throws {
        #expect(try outcomes(1, 2) { _, x, y in .together(.set(x, y), .set(y, x)) } == [[2, 1]])
        #expect(
            try outcomes(1, 2) { _, x, y in .init(of: .assign([(x.slot, y), (y.slot, x)])) }
                == [[2, 1]])
        #expect(try outcomes(1, 2) { _, x, y in .steps(.set(x, y), .set(y, x)) } == [[2, 2]])
    }

    @Test func `x$0 is the value before`() throws {
        let found = try outcomes(5, 0) { _, x, _ in
            let before = E(.before(x.slot), of: .integer)
            return S(
                of: .becomesSuchThat(
                    [x.slot], x > before && x < before + 4 && x.compare(.notEqual, before + 2)))
        }
        #expect(found == [[6, 0], [8, 0]])
    }

    @Test func `SELECT is not enabled where no guard holds, several are all possible`() throws {
        func select(_ x: Int, hasElse: Bool) throws -> [[Int]] {
            try outcomes(x, 0) { _, xx, yy in
                S(
                    of: .select(
                        [(xx > 0, .set(yy, 1)), (xx > 1, .set(yy, 2))],
                        otherwise: hasElse ? .set(yy, 3) : nil))
            }
        }
        #expect(try select(0, hasElse: false) == [])
        #expect(try select(0, hasElse: true) == [[0, 3]])
        #expect(try select(1, hasElse: true) == [[1, 1]])
        #expect(try select(2, hasElse: true) == [[2, 1], [2, 2]])
    }

    @Test func `IF without ELSE and CASE without ELSE leave things as they are`() throws {
        #expect(try outcomes(1, 2) { _, x, y in .when(x > 5, .set(y, 0)) } == [[1, 2]])
        #expect(
            try outcomes(1, 2) { _, x, y in
                S(of: .cases(x, [([3, 4], .set(y, 0))], otherwise: nil))
            } == [[1, 2]])
        #expect(
            try outcomes(4, 2) { _, x, y in
                S(of: .cases(x, [([3, 4], .set(y, 0))], otherwise: nil))
            } == [[4, 0]])
    }

    @Test func `a false PRE inside or a false ASSERT leaves no outcome to speak of`() throws {
        for node in [
            { (p: Predicate, s: S) in S.Node.precondition(p, s) },
            { (p: Predicate, s: S) in S.Node.assert(p, s) },
        ] {
            #expect(
                throws: EvaluationStop.self,
                performing: {
                    try outcomes(1, 2) { _, x, y in S(of: node(x > 1, .set(y, 0))) }
                })
            #expect(try outcomes(2, 2) { _, x, y in S(of: node(x > 1, .set(y, 0))) } == [[2, 0]])
        }
    }

    @Test func `a search that comes back finds what it left`() throws {
        // The second choice reads what the first step wrote, in the arm that is tried last, too.
        let found = try outcomes(0, 0) { _, x, y in
            .steps(
                S(of: .choice([.steps(.set(x, 1), .set(x, x + 1)), .skip])),
                S(of: .choice([.set(y, x + 10), .steps(.set(y, 5), .set(x, y))])))
        }
        #expect(found == [[0, 10], [2, 12], [5, 5]])
    }

    @Test func `what stands beside a ';' reads what was before all of it`() throws {
        for isFirst in [true, false] {
            let found = try outcomes(0, 0) { _, x, y in
                let moving = S.steps(
                    .set(x, 5), S(of: .choice([.set(x, x + 1), .set(x, x + 2)])))
                let reading = S.choose(y, from: .set([x, x + 1]))
                return isFirst ? .together(moving, reading) : .together(reading, moving)
            }
            #expect(found == [[6, 0], [6, 1], [7, 0], [7, 1]])
        }
    }

    @Test func `VAR has no value before it is given one`() throws {
        #expect(
            throws: EvaluationStop.self,
            performing: {
                try outcomes(0, 0) { tree, x, _ in
                    let local = tree.symbol("vv", .integer)
                    return S(of: .local([local.slot], .set(x, local)))
                }
            })
        #expect(
            try outcomes(3, 0) { tree, x, y in
                let local = tree.symbol("vv", .integer)
                return S(of: .local([local.slot], .steps(.set(local, x + 1), .set(y, local))))
            } == [[3, 4]])
    }

    func loop(
        _ x: Int, invariant: ((E, E) -> Predicate)? = nil, variant: ((E) -> E)? = nil,
        step: @escaping (inout EvaluationTree, E, E) -> S
    ) throws -> [[Int]] {
        try outcomes(x, 0) { tree, xx, yy in
            S(
                of: .loop(
                    xx > 0, body: step(&tree, xx, yy), invariant: invariant?(xx, yy),
                    variant: variant?(xx)))
        }
    }

    @Test func `WHILE runs until its condition is false`() throws {
        let down: (inout EvaluationTree, E, E) -> S = { _, x, y in
            .together(.set(x, x - 1), .set(y, y + x))
        }
        #expect(try loop(4, step: down) == [[0, 10]])
        #expect(try loop(4, variant: { $0 }, step: down) == [[0, 10]])
        #expect(throws: EvaluationStop.self) { try loop(4, variant: { 5 - $0 }, step: down) }
        #expect(throws: EvaluationStop.self) {
            try loop(4, invariant: { _, y in y < 10 }, step: down)
        }
        let before: (E, E) -> Predicate = { x, _ in x <= E(.before(x.slot), of: .integer) }
        #expect(try loop(4, invariant: before, step: down) == [[0, 10]])
    }

    @Test func `a loop with choices has every outcome`() throws {
        let found = try loop(2) { tree, x, y in
            let z = tree.symbol("zz", .integer)
            return .any(
                [z], z.isIn((1 as E).upTo(2)), .together(.set(x, x - 1), .set(y, 10 * y + z)))
        }
        #expect(found == [[0, 11], [0, 12], [0, 21], [0, 22]])
    }

    @Test func `a later round of a loop does not disturb the choices of an earlier one`() throws {
        let pairs = try loop(2) { tree, x, y in
            let (z, w) = (tree.symbol("zz", .integer), tree.symbol("ww", .integer))
            let range = (1 as E).upTo(2)
            return .any(
                [z, w], z.isIn(range) && w.isIn(range),
                .together(.set(x, x - 1), .set(y, 100 * y + 10 * z + w)))
        }
        let two = [11, 12, 21, 22]
        #expect(pairs == two.flatMap { first in two.map { [0, 100 * first + $0] } })
        let kept = try loop(2) { tree, x, y in
            let local = tree.symbol("ll", .integer)
            return S(
                of: .bind(
                    [(local.slot, x)],
                    .steps(
                        S(of: .choice([.set(y, 10 * y), .set(y, 10 * y + 5)])),
                        .together(.set(x, x - 1), .set(y, y + local)))))
        }
        #expect(kept == [[0, 21], [0, 26], [0, 71], [0, 76]])
    }

    @Test func `a called operation reads its arguments and gives its results`() throws {
        var tree = EvaluationTree()
        let x = tree.symbol("xx", .integer, .variable)
        let (given, result) = (
            tree.symbol("given", .integer, .input), tree.symbol("result", .integer, .output)
        )
        tree.operation(
            "twice", inputs: [given], outputs: [result], pre: [given > 0],
            .together(.set(result, given + given), .set(x, x + 1)))
        let (first, second) = (
            tree.symbol("first", .integer, .output), tree.symbol("second", .integer, .output)
        )
        tree.operation(
            "both", outputs: [first, second],
            .steps(
                S(of: .call(operation: 0, arguments: [3 as E], results: [first.slot])),
                S(of: .call(operation: 0, arguments: [first], results: [second.slot]))))
        let machine = try tree.compiled()
        let found = try machine.outcomes(
            of: 1, from: MachineState(values: [.integer(0)]), inputs: [], max: 9)
        #expect(found.map(\.outputs) == [[.integer(6), .integer(12)]])
        #expect(found.map(\.after.values) == [[.integer(2)]])
    }

    @Test func `branches are told in the order of the text, the missing ELSE with them`() throws {
        var tree = EvaluationTree()
        let x = tree.symbol("xx", .integer, .variable)
        func span(_ start: Int32) -> SourceSpan {
            SourceSpan(file: 0, start: start, end: start + 1)
        }
        tree.machine.initialisation = .set(x, 0)
        tree.operation(
            "op",
            Substitution(
                .conditional(
                    [
                        (x > 5, Substitution(.assign([(x.slot, 1 as Expression)]), span(1))),
                        (x > 3, Substitution(.assign([(x.slot, 2 as E)]), span(2))),
                    ], otherwise: nil), span(0)))
        let machine = try tree.compiled()
        #expect(machine.branches.map(\.name) == ["IF", "ELSIF", "ELSE"])
        #expect(machine.branches.map(\.span.start) == [1, 2, 0])
        for (value, branch) in [(9, 0), (4, 1), (0, 2)] {
            let found = try machine.outcomes(
                of: 0, from: MachineState(values: [.integer(value)]), inputs: [], max: 9)
            #expect(found.map(\.branches) == [[branch]])
        }
    }

    @Test func `an initialisation may allow several states, and must give every variable one`()
        throws
    {
        var tree = EvaluationTree()
        let (x, y) = (
            tree.symbol("xx", .integer, .variable), tree.symbol("yy", .integer, .variable)
        )
        tree.machine.initialisation = .together(.choose(x, from: (1 as E).upTo(3)), .set(y, 0))
        #expect(try tree.compiled().initialStates().count == 3)
        tree.machine.initialisation = .set(y, 0)
        #expect(throws: EvaluationStop.self) { try tree.compiled().initialStates() }
        tree.machine.initialisation = .together(.choose(x, from: .built(.NAT)), .set(y, 0))
        #expect(throws: EvaluationStop.self) { try tree.compiled().initialStates() }
    }
}
