import Machines
import Testing

/// What a refinement does not keep of the refined machine has no value in it.
struct CheckAbstractTests {
    private static let others = [
        "Count": """
        MACHINE Count VARIABLES aa INVARIANT aa : 0..3 INITIALISATION aa := 0
        OPERATIONS inc = PRE aa < 3 THEN aa := aa + 1 END
        END
        """
    ]

    private func text(_ body: String, _ clauses: String = "") -> String {
        """
        REFINEMENT Main REFINES Count VARIABLES bb
        INVARIANT bb : 0..6 & bb = aa * 2 \(clauses)
        INITIALISATION bb := 0
        OPERATIONS inc = \(body)
        END
        """
    }

    private func notes(_ machine: CheckedMachine) -> [String] {
        machine.warnings.filter { $0.message.hasSuffix("not checked") }
            .map { $0.span.text(in: machine.sources) }
    }

    @Test(arguments: [
        "IF aa = 0 THEN bb := 1 / 0 ELSE bb := 2 END",
        "PRE aa < 3 THEN bb := bb + 2 END",
        "bb := aa + 1",
        "bb :: 0..aa",
        "bb : (bb = aa + 1)",
        "ANY xx WHERE xx : 0..3 & xx >= aa THEN bb := xx END",
        "SELECT bb > 0 THEN skip WHEN not(aa < 5) THEN bb := 6 END",
        "CASE aa OF EITHER 0 THEN bb := 2 ELSE skip END END",
        "LET xx BE xx = aa IN bb := xx END",
        "ASSERT bb = 2 * aa THEN bb := aa END",
        "WHILE aa < bb DO bb := bb - 1 INVARIANT bb >= 0 VARIANT bb END",
        "WHILE bb > 0 DO bb := bb - aa INVARIANT bb >= 0 VARIANT bb END",
    ])
    func `no operation reads a variable that the refinement does not keep`(body: String) {
        let found = SyntaxRig.errors(text(body), others: Self.others)
        let message =
            "cannot read 'aa' here: refined machine 'Count' has it, and this one does not keep it"
        #expect(found.map(\.message) == [message], "\(found)")
        #expect(found.first?.hint.contains("own variables") == true)
    }

    @Test func `neither does INITIALISATION`() {
        let wrong = text("skip").replacing("bb := 0", with: "bb := aa")
        let found = SyntaxRig.messages(wrong, others: Self.others)
        #expect(found.map { $0.hasPrefix("cannot read 'aa' here") } == [true], "\(found)")
    }

    @Test func `a variable that the refinement keeps may be read`() throws {
        let kept = text("PRE aa < 3 THEN aa := aa + 1; bb := 2 * aa END")
            .replacing("VARIABLES bb", with: "VARIABLES bb, aa")
            .replacing("bb := 0", with: "bb := 0 || aa := 0")
        let machine = try SyntaxRig.read(kept, others: Self.others)
        #expect(notes(machine).isEmpty)
        #expect(machine.variables.count == 2)
    }

    @Test func `an ASSERT is asked as far as it can be`() throws {
        let body = "ASSERT bb < 9 & bb = 2 * aa & bb >= 0 THEN bb := bb + 2 END"
        let machine = try SyntaxRig.read(text(body), others: Self.others)
        guard case .assert(let condition, _) = machine.operations[0].body.node else {
            Issue.record("no ASSERT is left")
            return
        }
        let kept = condition.conjuncts.map { SyntaxPrinter(machine).text($0) }
        #expect(kept == ["(bb < 9)", "(bb >= 0)"])
        #expect(notes(machine).contains("bb = 2 * aa"))
        let whole = try SyntaxRig.read(
            text("ASSERT bb = 2 * aa THEN bb := bb + 2 END"), others: Self.others)
        guard case .assign = whole.operations[0].body.node else {
            Issue.record("an ASSERT is left")
            return
        }
    }

    @Test func `a loop whose INVARIANT speaks of abstract variables can be run`() throws {
        let loop = """
            VAR ii IN ii := 0; WHILE ii < 2 DO ii := ii + 1; bb := bb + 1
              INVARIANT ii : 0..2 & bb = aa * 2 + ii VARIANT aa + 2 - aa - ii END END
            """
        let text = """
            IMPLEMENTATION Main REFINES Count CONCRETE_VARIABLES bb INVARIANT bb : 0..6
            INITIALISATION bb := 0 OPERATIONS inc = \(loop) END
            """
        let machine = try SyntaxRig.read(text, others: Self.others)
        #expect(notes(machine).contains("bb = aa * 2 + ii"))
        #expect(notes(machine).contains("aa + 2 - aa - ii"))
        let compiled = try CompiledMachine(machine)
        let start = try #require(try compiled.initialStates().first)
        let outcomes = try compiled.outcomes(of: 0, from: start, inputs: [], max: 4)
        #expect(outcomes.map(\.after.values) == [[.integer(2)]])
        // What does not speak of them is still asked.
        let wrong = try SyntaxRig.read(
            text.replacing("ii : 0..2 &", with: "ii : 0..1 &"), others: Self.others)
        let broken = try CompiledMachine(wrong)
        #expect(throws: EvaluationStop.self) {
            _ = try broken.outcomes(of: 0, from: start, inputs: [], max: 4)
        }
    }

    @Test func `ASSERTIONS about abstract variables are left out with a note`() throws {
        let machine = try SyntaxRig.read(
            text("skip", "ASSERTIONS bb = aa * 3 & bb < 7; bb < 100"), others: Self.others)
        #expect(
            machine.assertions.map { $0.span.text(in: machine.sources) } == ["bb < 7", "bb < 100"])
        #expect(notes(machine).contains("bb = aa * 3"))
    }

    @Test func `a variable that is no part of the machine has no value, and compares with nothing`()
        throws
    {
        var machine = try SyntaxRig.read(
            """
            MACHINE Main VARIABLES aa, bb INVARIANT bb : 0..9 & aa : 0..9
            INITIALISATION aa := 0 || bb := 0
            OPERATIONS rr <-- oper = rr := bool(aa < 3) END
            """)
        machine.variables.removeFirst()
        machine.invariant.removeLast()
        let compiled = try CompiledMachine(machine)
        let state = MachineState(values: [.integer(0)])
        do throws(EvaluationStop) {
            _ = try compiled.outcomes(of: 0, from: state, inputs: [], max: 4)
            Issue.record("it has an outcome")
        } catch {
            #expect(error.reason == .undefined("'aa' has no value"))
        }
    }
}
