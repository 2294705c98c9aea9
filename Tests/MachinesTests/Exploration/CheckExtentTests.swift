import Machines
import Testing

@Suite("what checks say of how much was looked at")
struct CheckExtentTests {
    private func report(
        _ text: String, budget: ExplorationBudget = ExplorationBudget()
    ) throws -> (CompiledMachine, MachineReport) {
        let machine = try ExplorationRig.compile(text)
        return (machine, Explorer(machine, budget: budget).check())
    }

    private func isUndecided(_ verdict: MachineCheck.Verdict?) -> Bool {
        if case .undecided? = verdict { true } else { false }
    }

    @Test func `what stands behind a conjunct does not bound what it is asked about`() throws {
        for (conjuncts, value) in [
            ("10 / xx > 1 & xx : 1..5", 0), ("6 / (xx - 3) = 2 & xx = 6", 3),
        ] {
            let (_, report) = try report(
                "MACHINE Late OPERATIONS op(xx) = PRE \(conjuncts) THEN skip END END")
            let example = ExplorationRig.counterexample(report, .admission(operation: 0))
            #expect(example?.call?.inputs == [.integer(value)], "\(conjuncts)")
        }
    }

    @Test func `a PRE that cannot be asked about everything is undecided`() throws {
        let (machine, report) = try report(
            """
            MACHINE Late OPERATIONS
                op(xx) = PRE 10 / (xx * xx - 12321) >= 0 & xx : 200..204 THEN skip END
            END
            """)
        guard case .undecided(let stop)? = ExplorationRig.verdict(report, .admission(operation: 0))
        else {
            Issue.record("\(report.checks)")
            return
        }
        #expect(stop.span.text(in: machine.machine.sources) == "10 / (xx * xx - 12321) >= 0")
        // What PRE admits was looked at all the same.
        #expect(report.extent.isExhaustive && report.extent.cases == 5)
    }

    @Test func `a sampled PRE is told apart from what holds exhaustively`() throws {
        let (_, report) = try report(
            """
            MACHINE Apart OPERATIONS
                op(xx) = PRE xx : NATURAL & 10 / (2 * xx + 1 - 4 * xx) > -20 & xx < 3 THEN skip END
            END
            """)
        guard case .holds(let scope)? = ExplorationRig.verdict(report, .admission(operation: 0))
        else {
            Issue.record("\(report.checks)")
            return
        }
        #expect(!scope.isExhaustive && report.extent.isExhaustive && report.hasSamples)
        // More than the three that it admits.
        #expect(scope.count > 3)
    }

    @Test func `one outcome is enough to be feasible, and one to break the invariant`() throws {
        let (_, report) = try report(
            """
            MACHINE Many VARIABLES vv INVARIANT vv : 0..1 INITIALISATION vv := 0
            OPERATIONS
                rr <-- big = rr :: NAT;
                bad = ANY xx WHERE xx : 0..5000 THEN vv := xx END
            END
            """)
        for operation in 0...1 {
            guard
                case .holds(let scope)? = ExplorationRig.verdict(
                    report, .feasibility(operation: operation))
            else {
                Issue.record("\(report.checks)")
                return
            }
            #expect(!scope.isExhaustive)
        }
        let example = try #require(
            ExplorationRig.counterexample(report, .preservation(operation: 1, conjunct: 0)))
        #expect(example.trace.last.values == [.integer(2)])
        #expect(
            isUndecided(
                ExplorationRig.verdict(report, .preservation(operation: 0, conjunct: 0))))
        #expect(isUndecided(ExplorationRig.verdict(report, .definedness(operation: 0))))
    }

    @Test func `where no outcome was found within the limits it is open whether there is one`()
        throws
    {
        let (_, report) = try report(
            """
            MACHINE Open OPERATIONS
                rr <-- op = ANY xx WHERE xx : NATURAL & xx * xx = 98765432123 THEN rr := xx END
            END
            """)
        #expect(isUndecided(ExplorationRig.verdict(report, .feasibility(operation: 0))))
    }

    @Test func `a branch in which something has no value is reached`() throws {
        let (_, report) = try report(
            """
            MACHINE Reached OPERATIONS
                rr <-- op(xx) = PRE xx : 0..9 THEN
                    IF xx = 3 THEN
                        IF xx > 2 THEN rr := 0 ELSE rr := 1 END; rr := 1 / (xx - 3)
                    ELSE rr := 0 END
                END
            END
            """)
        #expect(report.hasFailed)
        #expect(
            report.notes.count { if case .untakenBranch = $0 { true } else { false } } == 1,
            "\(report.notes)")
    }

    @Test func `cases are different pairs of state and inputs`() throws {
        let (_, report) = try report(
            """
            MACHINE Pairs VARIABLES vv INVARIANT vv : 0..1 INITIALISATION vv := 0
            OPERATIONS
                flip = vv := 1 - vv;
                say(ss) = PRE ss : STRING THEN skip END
            END
            """)
        guard
            case .holds(let scope)? = ExplorationRig.verdict(report, .definedness(operation: 0))
        else {
            Issue.record("\(report.checks)")
            return
        }
        #expect(scope.count == 2)
    }

    @Test func `whoever is told of admitted cases is told of none twice`() throws {
        let machine = try ExplorationRig.compile(
            """
            MACHINE Pairs VARIABLES vv INVARIANT vv : 0..1 INITIALISATION vv := 0
            OPERATIONS say(ss, bb) = PRE ss : STRING & bb : BOOL THEN vv := 1 - vv END
            END
            """)
        var seen: Set<[Value]> = []
        var count = 0
        let extent = Explorer(machine).forEachAdmitted(operation: 0) { admitted in
            seen.insert(admitted.state.values + admitted.inputs)
            count += 1
            return true
        }
        #expect(seen.count == count && extent.cases == count)
    }

    @Test func `inputs that are few in each of many states are all tried`() throws {
        let text = """
            MACHINE Wide VARIABLES vv INVARIANT vv : 0..99 INITIALISATION vv := 0
            OPERATIONS step(xx) = PRE xx : 0..99 & xx <= vv + 200 THEN vv := (vv + xx) mod 100 END
            END
            """
        var budget = ExplorationBudget()
        (budget.statesMax, budget.casesMax, budget.inputsMax) = (100, 12_000, 5_000)
        let (_, whole) = try report(text, budget: budget)
        #expect(whole.extent.isExhaustive && whole.extent.cases == 10_000)
        (budget.casesMax, budget.inputsMax, budget.huntsMax) = (2_000, 500, 0)
        let (_, sampled) = try report(text, budget: budget)
        #expect(sampled.extent.shortfalls == [.cases(max: 2_000)], "\(sampled.extent)")
    }

    @Test func `inputs that are too many are told as that`() throws {
        var budget = ExplorationBudget()
        (budget.inputsMax, budget.samplesMax, budget.huntsMax) = (50, 10, 0)
        let (_, report) = try report(
            """
            MACHINE Wide VARIABLES vv INVARIANT vv : 0..9 INITIALISATION vv := 0
            OPERATIONS step(xx) = PRE xx : 0..99 & xx >= vv THEN vv := xx mod 10 END
            END
            """, budget: budget)
        #expect(report.extent.shortfalls == [.inputs(operation: 0)])
    }

    @Test func `more states are given more cases and steps`() {
        var budget = ExplorationBudget()
        budget.look(atStates: 20_000, samples: 5_000)
        #expect(budget.statesMax == 20_000 && budget.samplesMax == 5_000)
        #expect(budget.casesMax == 2 * ExplorationBudget().casesMax)
        #expect(budget.stepsMax == 2 * ExplorationBudget().stepsMax)
        budget = ExplorationBudget()
        budget.look(atStates: 5, samples: 3_000_000)
        #expect(budget.casesMax == 3_000_000 && budget.stepsMax == ExplorationBudget().stepsMax)
    }

    @Test func `more steps of a question are more outcomes and more steps together`() {
        var budget = ExplorationBudget()
        budget.ask(MachineLimits().stepsMax * 3)
        #expect(budget.outcomesMax == 3 * ExplorationBudget().outcomesMax)
        #expect(budget.stepsMax == 3 * ExplorationBudget().stepsMax)
        budget = ExplorationBudget()
        budget.ask(1_000)
        #expect(budget == ExplorationBudget())
    }

    @Test func `all initial states are all of them, whatever is left out later`() throws {
        var budget = ExplorationBudget()
        (budget.statesMax, budget.huntsMax) = (5, 0)
        let (_, report) = try report(
            """
            MACHINE Counter VARIABLES nn INVARIANT nn : NATURAL INITIALISATION nn :: 0..1
            OPERATIONS up = nn := nn + 1 END
            """, budget: budget)
        let scope = MachineCheck.Scope(isExhaustive: true, count: 2)
        #expect(ExplorationRig.verdict(report, .initialisation) == .holds(scope))
        #expect(ExplorationRig.verdict(report, .establishment(conjunct: 0)) == .holds(scope))
        budget.statesMax = 1
        let (_, cut) = try self.report(
            """
            MACHINE Counter VARIABLES nn INVARIANT nn : NATURAL INITIALISATION nn :: 0..1
            OPERATIONS up = nn := nn + 1 END
            """, budget: budget)
        #expect(
            ExplorationRig.verdict(cut, .initialisation)
                == .holds(MachineCheck.Scope(isExhaustive: false, count: 1)))
    }

    @Test func `an undecided conjunct leaves the others decided`() throws {
        let (_, report) = try report(
            """
            MACHINE Later VARIABLES vv
            INVARIANT vv : 0..3 & (vv = 2 => !xx.(xx : 0..100000000 => xx >= 0))
            INITIALISATION vv := 0
            OPERATIONS op = PRE vv < 3 THEN vv := vv + 1 END
            END
            """)
        #expect(isUndecided(ExplorationRig.verdict(report, .invariant)))
        for conjunct in 0...1 {
            #expect(
                ExplorationRig.verdict(report, .establishment(conjunct: conjunct))
                    == .holds(MachineCheck.Scope(isExhaustive: true, count: 1)))
        }
        #expect(
            isUndecided(
                ExplorationRig.verdict(report, .preservation(operation: 0, conjunct: 1))))
        guard
            case .holds(let scope)? = ExplorationRig.verdict(
                report, .preservation(operation: 0, conjunct: 0))
        else {
            Issue.record("\(report.checks)")
            return
        }
        #expect(!scope.isExhaustive)
    }
}
