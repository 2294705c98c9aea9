import Machines
import Testing

/// What a refined PRE says of abstract variables cannot be asked of those that are left.
struct CheckUnaskedTests {
    private static let stack = """
        MACHINE Stack VARIABLES st INVARIANT st : seq(0..1) & size(st) <= 2 INITIALISATION st := []
        OPERATIONS
          push(xx) = PRE xx : 0..1 & size(st) < 2 THEN st := st <- xx END;
          rr <-- pop = PRE st /= [] THEN rr := last(st) || st := front(st) END;
          rr <-- half(xx) = PRE xx : 0..3 THEN rr := 6 / (xx + 1) END
        END
        """
    private static let array = """
        IMPLEMENTATION Main REFINES Stack CONCRETE_VARIABLES arr, top
        INVARIANT arr : 1..2 --> 0..1 & top : 0..2 & st = arr /|\\ top
        INITIALISATION arr := (1..2) * {0}; top := 0
        OPERATIONS
          push(xx) = BEGIN top := top + 1; arr(top) := xx END;
          rr <-- pop = BEGIN rr := arr(top); top := top - 1 END;
          rr <-- half(xx) = rr := 6 / (xx + 1)
        END
        """

    private func read(_ text: String) throws -> CheckedMachine {
        try SyntaxRig.read(text, others: ["Stack": Self.stack])
    }

    private func report(_ text: String) throws -> MachineReport {
        Explorer(try CompiledMachine(try read(text))).check()
    }

    @Test func `each conjunct that cannot be asked is told`() throws {
        let machine = try read(Self.array)
        let texts = machine.operations.map { $0.unasked.map { $0.text(in: machine.sources) } }
        #expect(texts == [["size(st) < 2"], ["st /= []"], []])
        let notes = machine.warnings.filter { $0.message.contains("not asked") }
        #expect(notes.map { $0.span.text(in: machine.sources) } == ["size(st) < 2", "st /= []"])
        #expect(notes.first?.message.hasPrefix("of the refined PRE of 'push' speaks of") == true)
        #expect(machine.operations[0].preconditions.count == 1)
    }

    @Test func `a correct implementation does not fail where nobody may call it`() throws {
        let report = try report(Self.array)
        #expect(!report.hasFailed && report.isUndecided)
        guard
            case .undecided(let stop)? = ExplorationRig.verdict(
                report, .definedness(operation: 1))
        else {
            Issue.record("pop is said to be defined, or not to be")
            return
        }
        #expect(
            stop.reason
                == .undecided("of the refined PRE of 'pop' cannot be asked here"))
        // What is true of more cases than are admitted is true.
        guard case .holds? = ExplorationRig.verdict(report, .feasibility(operation: 0)) else {
            Issue.record("push is not said to be feasible")
            return
        }
    }

    @Test func `what fails on a way that everybody may go still fails`() throws {
        let report = try report(Self.array.replacing("6 / (xx + 1)", with: "6 / xx"))
        let example = try #require(
            ExplorationRig.counterexample(report, .definedness(operation: 2)))
        #expect(example.trace.steps.isEmpty)
    }

    @Test func `a failure behind a step that nobody may take is undecided, too`() throws {
        let lost = Self.array.replacing("6 / (xx + 1)", with: "6 / (xx + 1 + top / 3 * 9 - top)")
        let report = try report(lost)
        #expect(!report.hasFailed)
        let verdict = ExplorationRig.verdict(report, .definedness(operation: 2))
        guard case .undecided? = verdict else {
            Issue.record("\(String(describing: verdict))")
            return
        }
    }
}
