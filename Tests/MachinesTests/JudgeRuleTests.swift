import Machines
import Testing

/// What is accepted, dropped and told, on machines written in B.
struct JudgeRuleTests {
    /// - Parameter operation: `out <-- step(given) = …` with variables `xx` and `yy`; without a
    ///   PRE of its own inside of one that says the type of the input.
    func machine(_ operation: String, invariant: String = "xx : INTEGER") throws -> CompiledMachine
    {
        let typed = "PRE given : INTEGER THEN \(operation) END"
        let source = SourceText(
            name: "Step.mch",
            text: """
                MACHINE Step
                VARIABLES xx, yy
                INVARIANT
                  yy : INTEGER & \(invariant)
                INITIALISATION xx := 0 || yy := 0
                OPERATIONS
                  out <-- step(given) = \(operation.hasPrefix("PRE") ? operation : typed)
                END
                """)
        return try CompiledMachine(MachineReader.read(source))
    }

    func state(_ x: Int, _ y: Int) -> MachineState {
        MachineState(values: [.integer(x), .integer(y)])
    }

    func judge(
        _ operation: String, given: Int = 0, out: Int, from states: inout [MachineState],
        invariant: String = "xx : INTEGER", observed: [Int] = []
    ) throws -> (Judgement, OperationJudge) {
        let machine = try machine(operation, invariant: invariant)
        let judge = OperationJudge(machine, operation: 0, observed: [])
        judge.setInput(0, .integer(given))
        judge.setOutput(0, .integer(out))
        return (judge.judge(&states), judge)
    }

    @Test func `all states that the answer allows are kept, and each only once`() throws {
        var states = [state(0, 0), state(1, 0), state(2, 0)]
        let text = """
            PRE given : 0..9 THEN
              CHOICE out := xx || yy := 1 OR out := 5 || yy :: {2, 3} OR out := 5 || yy := 2 END
            END
            """
        #expect(try judge(text, out: 5, from: &states).0 == .accepted)
        #expect(Set(states).count == 6)
        #expect(states.count == 6)
        states = [state(0, 0), state(1, 0), state(2, 0)]
        #expect(try judge(text, out: 1, from: &states).0 == .accepted)
        #expect(states == [state(1, 1)])
    }

    @Test func `a state in which PRE is false promises nothing`() throws {
        let text = "PRE given : 0..9 & xx < given THEN out := 1 END"
        var states = [state(0, 0), state(7, 0)]
        #expect(try judge(text, given: 5, out: 1, from: &states).0 == .accepted)
        #expect(states == [state(0, 0)])
        states = [state(7, 0), state(8, 0)]
        let (outside, judge) = try judge(text, given: 5, out: 1, from: &states)
        #expect(outside == .outsideContract)
        #expect(states.count == 2)
        let why = judge.rejection(from: states)
        #expect(why.clause == "PRE" && why.text == "xx < given")
        #expect(why.values == ["xx = 7", "given = 5"])
        #expect(why.place == "Step.mch:7:44")
    }

    @Test func `a demand is admitted by what PRE says without the state`() throws {
        let machine = try machine(
            "PRE given : 1..9 & xx < 100 / given & 6 / given > 1 THEN out := 1 END")
        let judge = OperationJudge(machine, operation: 0, observed: [])
        for (given, isAdmitted) in [(0, false), (1, true), (3, true), (4, false), (10, false)] {
            judge.setInput(0, .integer(given))
            #expect(judge.admits() == isAdmitted)
        }
        let why = judge.rejection(from: [])
        #expect(why.clause == "PRE" && why.text == "given : 1..9" && why.values == ["given = 10"])
    }

    @Test func `a PRE inside that is false accepts nothing, and is outside of the contract`() throws
    {
        var states = [state(0, 0)]
        let text = "CHOICE PRE xx > 5 THEN out := 1 END OR out := 2 END"
        #expect(try judge(text, out: 1, from: &states).0 == .outsideContract)
        #expect(try judge(text, out: 2, from: &states).0 == .accepted)
        states = [state(6, 0)]
        #expect(try judge(text, out: 1, from: &states).0 == .accepted)
        #expect(try judge(text, out: 3, from: &states).0 == .rejected)
    }

    @Test func `a path without a value accepts nothing, and hides no other path`() throws {
        for text in [
            "CHOICE out := 1 / xx OR out := 0 END", "CHOICE out := 0 OR out := 1 / xx END",
            "SELECT 1 / xx = 1 THEN out := 0 WHEN xx = 0 THEN out := 0 END",
            "ANY zz WHERE zz : -1..1 & 1 / zz < 9 THEN out := zz + 1 END",
        ] {
            var states = [state(0, 0)]
            #expect(try judge(text, out: 0, from: &states).0 == .accepted, "\(text)")
            #expect(try judge(text, out: 7, from: &states).0 == .undecided, "\(text)")
        }
        var states = [state(0, 0)]
        let (assert, judge) = try judge("ASSERT xx > 0 THEN out := 1 END", out: 1, from: &states)
        #expect(assert == .undecided)
        #expect(judge.rejection(from: states).clause == "UNDEFINED")
        #expect(judge.rejection(from: states).text == "xx > 0")
    }

    @Test func `an invariant without a value accepts nothing`() throws {
        var states = [state(0, 0)]
        let text = "BEGIN out := 1 || xx := 0 END"
        #expect(try judge(text, out: 1, from: &states, invariant: "10 / xx > 1").0 == .undecided)
        #expect(try judge(text, out: 1, from: &states, invariant: "xx > 1").0 == .rejected)
    }

    @Test func `what became of several outcomes is told with all that is allowed`() throws {
        var states = [state(0, 0)]
        let (judgement, judge) = try judge("out :: {3, 1, 2}", out: 9, from: &states)
        #expect(judgement == .rejected)
        let why = judge.rejection(from: states)
        #expect(why.clause == "OPERATION" && why.text == "out :: {3, 1, 2}")
        #expect(why.values == ["out: 9, allowed: 1, 2, 3"])
        #expect(judge.isDeterministic(from: states) == false)
    }

    @Test func `equality is legitimate where one answer is possible in all states`() throws {
        let states = [state(1, 0), state(2, 0)]
        for (text, wanted) in [
            ("out := xx", false), ("out := xx / xx", true), ("out := 5 / (xx - 1)", nil),
            ("CHOICE out := 3 OR out := 3 || yy :: 1..2 END", true),
            ("PRE xx = given THEN out := xx END", true),
        ] as [(String, Bool?)] {
            let judge = OperationJudge(try machine(text), operation: 0, observed: [])
            judge.setInput(0, .integer(1))
            #expect(judge.isDeterministic(from: states) == wanted, "\(text)")
        }
        let judge = OperationJudge(
            try machine("CHOICE out := 3 OR out := 3 || yy :: 1..2 END"), operation: 0,
            observed: [1])
        judge.setInput(0, .integer(1))
        #expect(judge.isDeterministic(from: states) == false)
    }

    @Test func `values that are known are asked, not searched for`() throws {
        for text in [
            "out :: NAT", "out : (out : NAT & out mod 2 = 1)",
            "ANY zz, ww WHERE zz : NAT & ww = zz * zz THEN out := zz || yy := ww END",
            "ANY zz WHERE zz > 5 THEN xx := 1 ; out := zz END",
            "ANY ff WHERE ff : 0..40 --> BOOL & ff = (0..40) * {TRUE} THEN out := 2000000001 END",
        ] {
            var states = [state(0, 0)]
            #expect(try judge(text, out: 2_000_000_001, from: &states).0 == .accepted, "\(text)")
        }
    }

    @Test func `a replica that no state is left for is rejected`() throws {
        var states: [MachineState] = []
        let (judgement, judge) = try judge("out := 1", out: 1, from: &states)
        #expect(judgement == .rejected)
        #expect(judge.rejection(from: states).values == ["no state is possible any more"])
    }

    @Test func `an observed variable narrows the search and the states`() throws {
        let machine = try machine("BEGIN out := 1 || xx :: NAT || yy :: 1..2 END")
        let judge = OperationJudge(machine, operation: 0, observed: [0])
        judge.setInput(0, .integer(0))
        judge.setOutput(0, .integer(1))
        judge.setObserved(0, .integer(123_456_789))
        var states = [state(0, 0)]
        #expect(judge.judge(&states) == .accepted)
        #expect(Set(states) == [state(123_456_789, 1), state(123_456_789, 2)])
        judge.setObserved(0, .integer(-1))
        #expect(judge.judge(&states) == .rejected)
    }
}
