import BigInt
import Machines
import Testing

/// Whatever a formula asks for, an evaluation ends: with a value, or undecided. None of these is
/// near a second; without the limit that it is about each would take days, or the memory.
@Suite(.timeLimit(.minutes(1)))
struct EvaluationLimitTests {
    /// Evaluates an expression written in B, over no names.
    func value(_ text: String, _ limits: MachineLimits = MachineLimits()) throws -> Value {
        let source = SourceText(
            name: "Limits.mch",
            text: """
                MACHINE Limits
                OPERATIONS
                  out <-- ask = BEGIN out := \(text) END
                END
                """)
        let machine = try CompiledMachine(MachineReader.read(source), limits: limits)
        let found = try machine.outcomes(
            of: 0, from: MachineState(values: []), inputs: [], max: 2)
        return try #require(found.first?.outputs.first)
    }

    func isUndecided(_ text: String) throws -> Bool {
        var limits = MachineLimits()
        limits.stepsMax = 200_000
        do {
            _ = try value(text, limits)
            return false
        } catch let stop as EvaluationStop {
            if case .undecided = stop.reason { return true }
            return false
        }
    }

    @Test(arguments: [
        // Steps.
        "bool(!(xx, yy, zz).(xx : INT & yy : INT & zz : INT => xx + yy + zz /= 7000000000))",
        "bool(#(xx).(xx : NAT & xx * xx = 7))",
        "SIGMA(xx).(xx : NAT | xx)",
        "bool({1} : {ss | ss <: 0..60 & #(tt).(tt <: 0..60 & tt \\/ ss = {61})})",
        "bool(#(ff).(ff : 0..9 --> 0..9 & ff[0..9] = {10}))",
        "card({ff | ff : 0..9 --> 0..9 & card(ran(ff)) = 11})",
        "card(perm(0..11))",
        // Elements.
        "{xx | xx : 0..70000 & xx mod 1 = 0}", "POW(0..40)", "(0..1000) * (0..1000)",
        "0..30 --> BOOL", "id(NAT) <+ {1 |-> 2}", "closure1(%xx.(xx : 0..999 | (xx + 1) mod 1000))",
        "(0..MAXINT) - {5}",
        // No end.
        "{xx | xx > 0}", "bool(#(xx).(xx > 5))", "INTEGER - {1}", "seq({1})",
        "bool(!(xx).(xx : NATURAL => xx >= 0))", "closure({1 |-> 2})",
        // Bits.
        "2 ** 100000", "(2 ** 60000) * (2 ** 60000)", "PI(xx).(xx : 1..30000 | xx)",
        "2 ** 100000000", "2 ** 2 ** 2 ** 2 ** 2 ** 2", "(2 ** 60000) ** (2 ** 60000)",
        "(7 ** 20000) ** 2", "SIGMA(xx).(xx : 1..100000 | 3 ** (60 + xx mod 7))",
        "(3 ** 20000 mod 2 ** 10001) ** (MAXINT ** 3)",
    ])
    func `what passes a limit is undecided`(_ text: String) throws {
        #expect(try isUndecided(text), "\(text)")
    }

    /// An instance outside of what stands behind it may have no value: it is never left out.
    @Test(arguments: [
        "5 mod xx > 9", "-5 mod (xx + 1) > 9", "5 / xx > 9", "2 ** xx > 99", "{1 |-> 2}(xx) > 9",
        "min({xx} - {0}) > 99", "(xx > 0 or 5 mod xx > 9)", "(xx > 9 => 5 / xx > 9) & 5 / xx > 9",
        "not(5 / xx <= 9)", "bool(5 / xx > 9) = TRUE", "last(<> <- xx) / xx > 99",
        "inter({{xx}} - {{0}}) = {-9}", "#(yy).(yy = 5 / xx & yy > 9)",
        "%yy.(yy : {xx} | 5 / yy)(xx) > 9", "rec(a: 5 / xx)'a > 9", "xx |-> 5 / xx : {}",
    ])
    func `a bound does not hide what is undefined in front of it`(_ partial: String) throws {
        let text = "bool(#(xx).(\(partial) & xx : 1..3 & xx /= 0))"
        #expect(throws: EvaluationStop.self, "\(text)") { try value(text) }
        let bounded = "bool(#(xx).(xx : 1..3 & xx /= 0 & \(partial)))"
        if !partial.hasPrefix("-5"), !partial.hasPrefix("{1"), !partial.contains("or 5") {
            #expect(try value(bounded) == .boolean(false), "\(bounded)")
        }
    }

    @Test(arguments: [
        "bool({} <: {xx | xx : 1..3 & 6 / (xx - 1) > 1})", "bool({} <: POW({1 / 0}) * {2})",
        "(%xx.(xx : 0..3 & 6 / xx > 0 | xx))(1)", "(%xx.(xx : 0..3 | 6 / xx))(1)",
        "bool(1 |-> 1 : {} * {1 / 0})",
        "bool({} : {1 / 0} --> {2})",
        "card(INTER(xx).(xx : 1..0 | {xx}))", "SIGMA(xx).(xx : -1..1 | 1 / xx)", "[1, 2](3)",
        "first([1] \\|/ 1)", "size({2 |-> 1})", "[1] /|\\ 2", "card({1 |-> 2} ; {2 |-> 1 / 0})",
    ])
    func `what is undefined anywhere leaves the whole without a value`(_ text: String) throws {
        do {
            let found = try value(text)
            Issue.record("\(text) is \(found)")
        } catch let stop as EvaluationStop {
            if case .undecided(let why) = stop.reason { Issue.record("\(text): \(why)") }
        }
    }

    @Test func `what need not be written out has a value all the same`() throws {
        #expect(try value("card(POW(0..60))") == Value(BigInt(1) << 61))
        #expect(try value("card(0..MAXINT)") == .integer(2_147_483_648))
        #expect(try value("bool(7 : INTEGER - NAT1)") == .boolean(false))
        #expect(try value("bool({5} : POW(NATURAL))") == .boolean(true))
        #expect(try value("bool(0..MAXINT <: INTEGER)") == .boolean(true))
        #expect(try value("bool(NAT <: NATURAL)") == .boolean(true))
        #expect(try value("bool((0..99) * {TRUE} : 0..99 --> BOOL)") == .boolean(true))
        #expect(try value("bool([1, 2, 3] : seq(NATURAL))") == .boolean(true))
        #expect(try value("bool(#(xx).(xx : NAT & xx * xx = 49))") == .boolean(true))
        #expect(try value("bool(#(xx).(xx : INTEGER & xx = 2 ** 70))") == .boolean(true))
        #expect(try value("bool(5 : {xx | xx : NATURAL & xx mod 2 = 1})") == .boolean(true))
        #expect(try value("(%xx.(xx : NATURAL | xx * xx))(2 ** 40)") == .large(BigInt(1) << 80))
        #expect(try value("card((0..MAXINT) /\\ {-1, 5, 6})") == .integer(2))
    }

    @Test func `a deep formula is refused or evaluated, and a long one is evaluated`() throws {
        let deep = String(repeating: "(1 + ", count: 60) + "1" + String(repeating: ")", count: 60)
        #expect(try value(deep) == .integer(61))
        let long = "bool(" + (0..<5_000).map { "\($0) >= 0" }.joined(separator: " & ") + ")"
        #expect(try value(long) == .boolean(true))
        let sum = Array(repeating: "1", count: 20_000).joined(separator: " + ")
        #expect(try value(sum) == .integer(20_000))
        var tree = EvaluationTree()
        let out = tree.symbol("out", .integer, .output)
        let tower = (0..<3_000).reduce(1 as Expression) { sum, _ in sum + 1 }
        tree.operation("ask", outputs: [out], .set(out, tower))
        let machine = try tree.compiled()
        #expect(throws: EvaluationStop.self) {
            try machine.outcomes(of: 0, from: MachineState(values: []), inputs: [], max: 2)
        }
    }

    @Test func `a loop without end is undecided`() throws {
        for body in [Substitution.skip, .choose(.init(.symbol(0), of: .integer), from: .set([0]))] {
            var tree = EvaluationTree()
            let x = tree.symbol("xx", .integer, .variable)
            tree.operation(
                "forever",
                Substitution(
                    of: .loop(
                        x < 5, body: .together(body), invariant: nil, variant: nil)))
            let machine = try tree.compiled()
            #expect(throws: EvaluationStop.self) {
                try machine.outcomes(
                    of: 0, from: MachineState(values: [.integer(0)]), inputs: [], max: 2)
            }
        }
    }

    @Test func `more choices than the stack has room for are undecided`() throws {
        var tree = EvaluationTree()
        let x = tree.symbol("xx", .integer, .variable)
        let parts = (0..<2_000).map { _ in Substitution.choose(x, from: .set([1, 2])) }
        tree.operation("long", Substitution(of: .sequence(parts)))
        let names = (0..<1_001).map { _ in tree.symbol("yy", .integer, .variable) }
        tree.operation(
            "wide", Substitution(of: .parallel(names.map { .choose($0, from: .set([1, 2])) })))
        let machine = try tree.compiled()
        let state = MachineState(values: machine.machine.variables.map { _ in .integer(0) })
        for operation in 0...1 {
            #expect(throws: EvaluationStop.self) {
                try machine.outcomes(of: operation, from: state, inputs: [], max: 9)
            }
        }
        let bound = (0..<1_001).map { "x\($0)" }
        let all = bound.map { "\($0) : BOOL" }.joined(separator: " & ")
        #expect(try isUndecided("bool(#(\(bound.joined(separator: ","))).(\(all)))"))
        #expect(
            try isUndecided("bool(!(xx).(xx : 0..60000 => 0..60000 \\/ {-2} = {-2} \\/ 0..60000))"))
    }

    @Test func `ways that come to the same are counted, too`() throws {
        for node in [
            Substitution.Node.choice([.skip, .skip]),
            .select(
                [((0 as Expression) < 1, .skip), ((0 as Expression) < 2, .skip)], otherwise: nil),
        ] {
            var tree = EvaluationTree()
            _ = tree.symbol("xx", .integer, .variable)
            tree.operation(
                "many",
                Substitution(of: .sequence((0..<60).map { _ in Substitution(of: node) })))
            let machine = try tree.compiled()
            let state = MachineState(values: [.integer(0)])
            #expect(throws: EvaluationStop.self) {
                try machine.outcomes(of: 0, from: state, inputs: [], max: 9)
            }
            var states = [state]
            let judge = OperationJudge(machine, operation: 0, observed: [])
            // The first way is enough to accept, and leads to the only state.
            #expect(judge.judge(&states) == .accepted)
            #expect(states == [state])
        }
    }

    @Test func `calls in calls write what the innermost writes, down to a limit`() throws {
        for (depth, isDecided) in [(28, true), (40, false)] {
            var tree = EvaluationTree()
            let x = tree.symbol("xx", .integer, .variable)
            tree.operation("op0", .set(x, x + 1))
            for number in 1..<depth {
                tree.operation(
                    "op\(number)",
                    Substitution(of: .call(operation: number - 1, arguments: [], results: [])))
            }
            let machine = try tree.compiled()
            let found = try? machine.outcomes(
                of: depth - 1, from: MachineState(values: [.integer(0)]), inputs: [], max: 9)
            #expect(found?.map(\.after.values) == (isDecided ? [[.integer(1)]] : nil))
        }
    }

    @Test func `more outcomes or states than wanted are undecided`() throws {
        var tree = EvaluationTree()
        let x = tree.symbol("xx", .integer, .variable)
        tree.operation("any", .choose(x, from: .built(.NAT)))
        let machine = try tree.compiled()
        let start = MachineState(values: [.integer(0)])
        #expect(throws: EvaluationStop.self) {
            try machine.outcomes(of: 0, from: start, inputs: [], max: 100)
        }
        let judge = OperationJudge(machine, operation: 0, observed: [])
        var states = [start]
        #expect(judge.judge(&states) == .undecided)
        #expect(states == [start])
    }
}
