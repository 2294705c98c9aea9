import Machines
import Testing

/// What must not be hidden by the order in which things are listed, or by the depth of calls.
struct JudgeHidingTests {
    private let rules = JudgeRuleTests()

    private func judgement(_ operation: String, out: Int) throws -> Judgement {
        var states = [rules.state(0, 0)]
        return try rules.judge(operation, out: out, from: &states).0
    }

    @Test(arguments: [
        "#vv.(vv : {ww | ww : -5..5 & 10 / ww < 0})",
        "not(!vv.(vv : {ww | ww : -5..5 & 10 / ww < 0} => vv > 0))",
        "#(vv, uu).(vv |-> uu : {ww | ww : -5..5 & 10 / ww < 0} * {1} & uu = 1)",
        "not(#vv.(vv : dom({5 |-> 1, 6 |-> 1, 6 |-> 2})"
            + " & ({5 |-> 1, 6 |-> 1, 6 |-> 2})(vv) = 9 & vv = 7))",
    ])
    func `an element without a value is found, whatever stands before it`(text: String) throws {
        let operation = "IF \(text) THEN out := 1 ELSE out := 1 END"
        #expect(try judgement(operation, out: 1) == .undecided)
    }

    @Test func `a relation that a state holds may map something twice`() throws {
        let operation = """
            ANY ff WHERE ff = {5 |-> 1, 6 |-> 1, 6 |-> 2} THEN
              IF not(#vv.(vv : dom(ff) & ff(vv) = 9 & vv = 7)) THEN out := 1 ELSE out := 2 END
            END
            """
        #expect(try judgement(operation, out: 1) == .undecided)
    }

    @Test(arguments: [
        "yy1 : 0..3 & zz1 : 0..3 & yy1 > zz1 & 10 / yy1 > 2",
        "zz1 : 0..3 & yy1 : 0..3 & yy1 > zz1 & 10 / yy1 > 2",
    ])
    func `what a conjunct promises counts from where it was asked`(text: String) throws {
        let operation = "out := card({yy1, zz1 | \(text)})"
        #expect(try judgement(operation, out: 6) == .accepted)
    }

    @Test func `an output has no value before it gets one`() throws {
        let operation = "out : (out = 1 or out$0 = 3)"
        #expect(try judgement(operation, out: 3) != .accepted)
    }

    @Test func `what is called deep down writes its variable, or nothing is decided`() throws {
        let depth = 22
        func text(_ level: Int) -> String {
            if level == depth {
                return """
                    MACHINE M\(level) VARIABLES xx INVARIANT xx : 0..3 INITIALISATION xx := 0
                    OPERATIONS op\(level) = xx := xx + 1 END
                    """
            }
            return """
                MACHINE M\(level) INCLUDES M\(level + 1)
                OPERATIONS op\(level) = op\(level + 1) END
                """
        }
        let read = try MachineReader.read(SourceText(name: "M0.mch", text: text(0))) { name in
            Int(name.dropFirst()).map { SourceText(name: "\(name).mch", text: text($0)) }
        }
        let machine = try CompiledMachine(read)
        let state = MachineState(values: [.integer(0)])
        let found = try? machine.outcomes(of: 0, from: state, inputs: [], max: 2)
        #expect(found.map { $0.map(\.after.values) } ?? [[.integer(1)]] == [[.integer(1)]])
    }
}
