import Machines
import Testing

/// What is told of a choice that does not allow an answer.
struct JudgeConditionTests {
    private let rules = JudgeRuleTests()

    private func why(
        _ operation: String, given: Int = 0, out: Int, _ state: (Int, Int) = (0, 0),
        _ wanted: Judgement = .rejected
    ) throws -> Rejection {
        var states = [rules.state(state.0, state.1)]
        let (judgement, judge) = try rules.judge(operation, given: given, out: out, from: &states)
        #expect(judgement == wanted)
        return judge.rejection(from: states)
    }

    @Test func `the first condition that the answer breaks is named with what it reads`() throws {
        let text = "out : (out : 0..1000 & out mod 2 = 0 & (given > 3 => out > xx + 500))"
        let odd = try why(text, given: 9, out: 7)
        #expect(odd.clause == "CONDITION" && odd.text == "out mod 2 = 0")
        #expect(odd.place == "Step.mch:7:73")
        #expect(odd.values == ["out = 7"])
        let low = try why(text, given: 9, out: 502, (2, 0))
        #expect(low.text == "given > 3 => out > xx + 500" || low.text.hasPrefix("(given"))
        #expect(Set(low.values) == ["given = 9", "out = 502", "xx = 2"])
    }

    @Test func `a choice without bounds names its condition, too`() throws {
        let unbounded = try why("out : (out > given)", given: 4, out: 3)
        #expect(unbounded.text == "out > given")
        #expect(Set(unbounded.values) == ["given = 4", "out = 3"])
    }

    @Test func `a condition reads what was before and what is after`() throws {
        let text = "BEGIN out, xx : (xx = xx$0 + 1 & out = xx) END"
        let source = SourceText(
            name: "Step.mch",
            text: """
                MACHINE Step VARIABLES xx INVARIANT xx : INTEGER INITIALISATION xx := 0
                OPERATIONS out <-- step = \(text) END
                """)
        let machine = try CompiledMachine(MachineReader.read(source))
        let judge = OperationJudge(machine, operation: 0, observed: [0])
        judge.setOutput(0, .integer(8))
        judge.setObserved(0, .integer(8))
        var states = [MachineState(values: [.integer(5)])]
        #expect(judge.judge(&states) == .rejected)
        let why = judge.rejection(from: states)
        #expect(why.text == "xx = xx$0 + 1" && why.values == ["xx = 8", "xx$0 = 5"])
    }

    @Test func `a set or an ANY that is too long to list is named by its condition`() throws {
        let set = try why("out :: 0..900", out: 901)
        #expect(set.clause == "CONDITION" && set.text == "out :: 0..900")
        #expect(set.values == ["out = 901"])
        let any = try why("ANY vv WHERE vv : 0..900 & vv mod 7 = given THEN out := vv END", out: 8)
        #expect(any.text == "vv mod 7 = given")
        #expect(Set(any.values) == ["given = 0", "vv = 8"])
        let short = try why("ANY vv WHERE vv : 1..3 THEN out := vv END", out: 8)
        #expect(short.values == ["out: 8, allowed: 1, 2, 3"])
    }

    @Test func `what another way allows is not hidden by the condition of one`() throws {
        let two = try why("CHOICE out := 1 OR out : (out : 5..6) END", out: 9)
        #expect(two.clause == "OPERATION")
        #expect(two.values == ["out: 9, allowed: 1, 5, 6"])
        let beside = try why("BEGIN out := 1 || yy : (yy : 5..6) END", out: 9)
        #expect(beside.values == ["out: 9, allowed: 1"])
    }

    @Test func `a broken condition is not told where another way is undecided`() throws {
        let text = "CHOICE out : (out : 5..6) OR IF 10 / xx = 1 THEN out := 1 END END"
        #expect(try why(text, out: 9, (0, 0), .undecided).clause != "CONDITION")
        #expect(try why("out : (out : 5..6)", out: 9).clause == "CONDITION")
    }

    @Test func `telling why takes no more steps than a question`() throws {
        let machine = try rules.machine("out : (out = SIGMA(ii).(ii : 0..given | ii))")
        machine.limitSteps(to: 500)
        let judge = OperationJudge(machine, operation: 0, observed: [])
        judge.setInput(0, .integer(100_000))
        judge.setOutput(0, .integer(1))
        var states = [rules.state(0, 0), rules.state(1, 0)]
        #expect(judge.judge(&states) == .undecided)
        let why = judge.rejection(from: states)
        #expect(why.clause == "UNDECIDED" && why.values == ["takes more than 500 steps"])
    }
}
