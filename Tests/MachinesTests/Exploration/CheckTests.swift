import Machines
import Testing

@Suite("what checks of a machine find")
struct ExplorationCheckTests {
    private func report(
        _ text: String, budget: ExplorationBudget = ExplorationBudget()
    ) throws -> (CompiledMachine, MachineReport) {
        let machine = try ExplorationRig.compile(text)
        return (machine, Explorer(machine, budget: budget).check())
    }

    @Test func `a sound machine holds exhaustively`() throws {
        let (_, report) = try report(ExplorationRig.airlock(guarded: true))
        #expect(!report.hasFailed && !report.isUndecided)
        #expect(report.extent.isExhaustive)
        #expect(report.extent.states == 3)
        // Both doors shut: open 2, shut 2; one open: shut 2.
        #expect(report.extent.cases == 8)
        #expect(report.notes.isEmpty)
        let scope = MachineCheck.Scope(isExhaustive: true, count: 2)
        #expect(
            ExplorationRig.verdict(report, .preservation(operation: 0, conjunct: 1))
                == .holds(scope))
    }

    @Test func `an operation that breaks the invariant is shown with a shortest way`() throws {
        let (machine, report) = try report(ExplorationRig.airlock(guarded: false))
        let example = try #require(
            ExplorationRig.counterexample(report, .preservation(operation: 0, conjunct: 1)))
        #expect(
            ExplorationRig.calls(machine, example.trace) == ["open(INNER)", "open(OUTER)"])
        // Nobody is blamed but the one who did it, for what was broken.
        #expect(report.checks.count { if case .fails = $0.verdict { true } else { false } } == 1)
    }

    @Test func `nothing is searched beyond a state that breaks the invariant`() throws {
        let (_, report) = try report(
            """
            MACHINE Beyond VARIABLES xx, yy INVARIANT xx : 0..2 & yy = 0
            INITIALISATION xx, yy := 0, 0
            OPERATIONS
                up = PRE xx < 9 THEN xx := xx + 1 END;
                late = PRE xx > 2 THEN yy := 1 END
            END
            """)
        #expect(
            ExplorationRig.counterexample(report, .preservation(operation: 0, conjunct: 0)) != nil)
        #expect(
            ExplorationRig.counterexample(report, .preservation(operation: 1, conjunct: 1)) == nil)
        #expect(report.extent.states == 4)
    }

    @Test func `an initialisation that breaks a conjunct is named with it`() throws {
        let (_, report) = try report(
            """
            MACHINE Broken VARIABLES xx, yy
            INVARIANT xx : 0..9 & yy : 0..9 & xx < yy
            INITIALISATION xx :: 3..4 || yy := 4
            OPERATIONS step = skip END
            """)
        let example = try #require(
            ExplorationRig.counterexample(report, .establishment(conjunct: 2)))
        #expect(example.trace.initial.values == [.integer(4), .integer(4)])
        #expect(
            ExplorationRig.verdict(report, .establishment(conjunct: 0))
                == .holds(MachineCheck.Scope(isExhaustive: true, count: 2)))
    }

    @Test func `what has no value in a reachable state is found with its place`() throws {
        let text = """
            MACHINE Divided VARIABLES xx
            INVARIANT xx : 0..5
            INITIALISATION xx := 5
            OPERATIONS
                down = PRE xx > 0 THEN xx := xx - 1 END;
                rr <-- share(nn) = PRE nn : 0..100 THEN rr := nn / xx END
            END
            """
        let (machine, report) = try report(text)
        let example = try #require(
            ExplorationRig.counterexample(report, .definedness(operation: 1)))
        #expect(example.trace.steps.count == 5)
        #expect(example.trace.last.values == [.integer(0)])
        #expect(example.call?.inputs?.count == 1)
        let stop = try #require(example.stop)
        #expect(stop.span.text(in: machine.machine.sources) == "nn / xx")
    }

    @Test func `a PRE without a truth value is found with inputs`() throws {
        let (_, report) = try report(
            """
            MACHINE Admit OPERATIONS
                take(nn) = PRE nn : 0..9 & 10 / nn > 2 THEN skip END
            END
            """)
        let example = try #require(
            ExplorationRig.counterexample(report, .admission(operation: 0)))
        #expect(example.call?.inputs == [.integer(0)])
    }

    @Test func `a false ASSERT and a false assertion are told apart`() throws {
        let (machine, report) = try report(
            """
            MACHINE Asserting VARIABLES xx
            INVARIANT xx : 0..3
            ASSERTIONS xx < 3; xx < 4
            INITIALISATION xx := 0
            OPERATIONS
                up = PRE xx < 3 THEN ASSERT xx < 2 THEN xx := xx + 1 END END;
                jump = xx := 3
            END
            """)
        let failing = report.checks.compactMap { check -> String? in
            guard case .fails(let example) = check.verdict else { return nil }
            return "\(check.subject): \(ExplorationRig.calls(machine, example.trace))"
        }
        #expect(failing.count == 2)
        #expect(failing[0] == #"assertion(0): ["jump()"]"#)
        #expect(failing[1].hasPrefix("assert("))
        #expect(failing[1].hasSuffix(#"["up()", "up()"]"#))
    }

    @Test func `an infeasible operation fails, a SELECT only says when it is enabled`() throws {
        let (_, report) = try report(
            """
            MACHINE Feasible VARIABLES xx
            INVARIANT xx : 0..3
            INITIALISATION xx := 0
            OPERATIONS
                pick = xx :: 0..xx - 1;
                grow = SELECT xx < 2 THEN xx := xx + 1 END;
                never = SELECT xx > 5 THEN xx := 0 END;
                always = SELECT xx < 5 THEN xx := 0 END
            END
            """)
        let example = try #require(
            ExplorationRig.counterexample(report, .feasibility(operation: 0)))
        #expect(example.trace.steps.isEmpty)
        // Of a guard that has left cases without an outcome nothing is said but how many.
        #expect(ExplorationRig.verdict(report, .feasibility(operation: 1)) == nil)
        #expect(ExplorationRig.verdict(report, .feasibility(operation: 2)) == nil)
        #expect(
            ExplorationRig.verdict(report, .feasibility(operation: 3))
                == .holds(MachineCheck.Scope(isExhaustive: true, count: 3)))
        #expect(report.notes.contains(.sometimesDisabled(operation: 1, cases: 1, of: 3)))
        #expect(report.notes.contains(.neverEnabled(operation: 2)))
    }

    @Test func `what keeps an operation from doing anything is named`() throws {
        let (machine, report) = try report(
            """
            MACHINE Kept VARIABLES xx INVARIANT xx : 0..3 INITIALISATION xx :: 0..3
            OPERATIONS
                one = SELECT xx < 2 THEN xx :: 0..1 END;
                two = ANY yy WHERE yy : 0..xx - 1 THEN xx := yy END;
                six = xx : (xx : 0..xx$0 - 1);
                ten = SELECT xx > 0 THEN xx :: 2..xx ELSE skip END
            END
            """)
        let operations = machine.machine.operations
        #expect(
            operations.map { $0.body.blockers(in: operations) }
                == [["SELECT"], ["ANY"], ["': ( )'"], ["'::'"]])
        for (index, cases) in [2, 1, 1, 1].enumerated() {
            #expect(
                report.notes.contains(.sometimesDisabled(operation: index, cases: cases, of: 4)))
        }
    }

    @Test func `of an operation that is never admitted nothing holds`() throws {
        let text = """
            MACHINE Never VARIABLES xx INVARIANT xx : 0..3 INITIALISATION xx := 0
            OPERATIONS
                take(nn) = PRE nn : 0..9 & nn > 10 THEN xx := nn END;
                fail(nn) = PRE nn : 0..9 & 1 / 0 = nn THEN xx := nn END
            END
            """
        let (_, report) = try report(text)
        #expect(report.notes.contains(.nothingAdmitted(operation: 0, isCertain: true)))
        let of = report.checks.filter { check in
            switch check.subject {
            case .initialisation, .invariant, .establishment: false
            default: true
            }
        }
        #expect(of.map(\.subject) == [.admission(operation: 1)])
        #expect(report.hasFailed)
    }

    @Test func `where no initial state keeps the invariant no operation is blamed`() throws {
        let (_, report) = try report(
            """
            MACHINE Broken VARIABLES vv INVARIANT vv : 1..10 INITIALISATION vv := 0
            OPERATIONS op = vv := 11; oq = vv := 3
            END
            """)
        #expect(report.hasFailed && report.notes == [.nothingTried])
    }

    @Test func `a missing ELSE that no value is left for is no branch`() throws {
        let (_, report) = try report(
            """
            MACHINE Cases SETS SS = {aa, bb} OPERATIONS
                oo <-- one(cc) = PRE cc : BOOL THEN
                    oo := 0; CASE cc OF EITHER TRUE THEN oo := 1 OR FALSE THEN oo := 2 END END
                END;
                oo <-- two(cc) = PRE cc : SS THEN
                    oo := 0; CASE cc OF EITHER aa THEN oo := 1 OR bb THEN oo := 2 END END
                END;
                oo <-- six(cc) = PRE cc : {aa} THEN
                    oo := 0; CASE cc OF EITHER aa THEN oo := 1 END END
                END
            END
            """)
        #expect(!report.hasFailed)
        #expect(report.notes.count == 1, "\(report.notes)")
    }

    @Test func `a deadlock is a note with the way to it`() throws {
        let (_, report) = try report(
            """
            MACHINE Dead VARIABLES xx
            INVARIANT xx : 0..3
            INITIALISATION xx := 0
            OPERATIONS up = PRE xx < 2 THEN xx := xx + 1 END
            END
            """)
        #expect(!report.hasFailed)
        guard case .deadlock(let trace, let count)? = report.notes.first else {
            Issue.record("\(report.notes)")
            return
        }
        #expect(trace.steps.count == 2)
        #expect(count == 1)
    }

    @Test func `branches that nothing takes are named`() throws {
        let (machine, report) = try report(
            """
            MACHINE Branching OPERATIONS
                rr <-- sign(nn) = PRE nn : 0..9 THEN
                    IF nn < 0 THEN rr := -1 ELSIF nn = 0 THEN rr := 0 ELSE rr := 1 END
                END
            END
            """)
        let untaken = report.notes.compactMap { note -> String? in
            guard case .untakenBranch(let index) = note else { return nil }
            return machine.branches[index].span.text(in: machine.machine.sources)
        }
        #expect(untaken == ["rr := -1"])
    }

    @Test func `what cannot be decided is undecided, and never holds`() throws {
        let (_, report) = try report(
            """
            MACHINE Undecided OPERATIONS
                rr <-- look(nn) = PRE nn : 0..3 THEN
                    rr := bool(#ii.(ii : INTEGER & ii * ii = 0 - nn - 1))
                END
            END
            """)
        #expect(report.isUndecided)
        guard case .undecided? = ExplorationRig.verdict(report, .definedness(operation: 0)) else {
            Issue.record("\(report.checks)")
            return
        }
        #expect(!report.extent.isExhaustive)
    }

    @Test func `nothing is exhaustive where there are other constants`() throws {
        let (machine, report) = try report(
            """
            MACHINE Loose CONSTANTS cc PROPERTIES cc : 1..2
            OPERATIONS rr <-- get = IF cc = 2 THEN rr := 1 / 0 ELSE rr := cc END END
            """)
        #expect(report.extent.shortfalls == [.constants])
        for check in report.checks {
            guard case .holds(let scope) = check.verdict else {
                Issue.record("\(check)")
                continue
            }
            #expect(!scope.isExhaustive, "\(check.subject)")
        }
        let admitted = Explorer(machine).forEachAdmitted(operation: 0) { _ in true }
        #expect(admitted.shortfalls == [.constants])
    }

    @Test func `what is said of states is true of those that were found`() throws {
        let text = """
            MACHINE Few VARIABLES xx, yy INVARIANT xx : 0..999999 & yy : 0..9
            INITIALISATION xx := 0 || yy := 0
            OPERATIONS
                set(nn) = PRE nn : 0..999999 THEN
                    xx := nn || IF nn = xx + 7 & yy < 9 THEN yy := yy + 1 ELSE skip END
                END
            END
            """
        var budget = ExplorationBudget()
        budget.statesMax = 1_000_000
        budget.casesMax = 20
        budget.inputsMax = 10
        budget.samplesMax = 10
        budget.huntedStatesMax = 5
        let (_, report) = try report(text, budget: budget)
        let states = report.extent.shortfalls.compactMap { shortfall -> Int? in
            if case .states(let max) = shortfall { max } else { nil }
        }
        #expect(states.count == 1)
        #expect(states.allSatisfy { $0 <= report.extent.states }, "\(report.extent)")
    }

    @Test func `the walk to branches leaves the search its steps`() throws {
        let text = """
            MACHINE Long VARIABLES xx INVARIANT xx : 0..999999 INITIALISATION xx := 0
            OPERATIONS
                set(nn) = PRE nn : 0..999999 THEN
                    IF SIGMA(ii).(ii : 1..20 | ii * nn) = 1 THEN xx := 0 ELSE xx := nn END
                END
            END
            """
        var budget = ExplorationBudget()
        budget.stepsMax = 20_000
        budget.casesMax = 20
        budget.inputsMax = 10
        budget.samplesMax = 10
        budget.huntsMax = 300
        let (_, report) = try report(text, budget: budget)
        #expect(!report.extent.shortfalls.contains(.steps(max: budget.stepsMax)))
        #expect(report.extent.cases > 100)
    }

    @Test func `beyond the budget a check holds for a sample, and says so`() throws {
        var budget = ExplorationBudget()
        budget.statesMax = 50
        budget.huntsMax = 0
        let (_, report) = try report(
            """
            MACHINE Counter VARIABLES nn INVARIANT nn : NATURAL
            INITIALISATION nn := 0
            OPERATIONS up = nn := nn + 1 END
            """, budget: budget)
        #expect(report.extent.shortfalls == [.states(max: 50)])
        #expect(
            ExplorationRig.verdict(report, .preservation(operation: 0, conjunct: 0))
                == .holds(MachineCheck.Scope(isExhaustive: false, count: 50)))
    }

    @Test func `evaluation that is long but decided has a budget of its own`() throws {
        var budget = ExplorationBudget()
        budget.stepsMax = 50_000
        let (_, report) = try report(
            """
            MACHINE Long OPERATIONS
                rr <-- sum(nn) = PRE nn : 0..1000 THEN rr := SIGMA(ii).(ii : 1..5000 | ii * nn) END
            END
            """, budget: budget)
        #expect(report.extent.shortfalls == [.steps(max: 50_000)])
        #expect((1..<100).contains(report.extent.cases))
        #expect(!report.isUndecided)
    }

    @Test func `the same outcome of several branches is one that can be chosen`() throws {
        let machine = try ExplorationRig.compile(
            """
            MACHINE Same VARIABLES xx INVARIANT xx : 0..3 INITIALISATION xx := 0
            OPERATIONS go = CHOICE xx := 1 OR xx := 0 OR xx := 1 END END
            """)
        let outcomes = try machine.outcomes(
            of: 0, from: try machine.initialStates()[0], inputs: [], max: 9)
        #expect(outcomes.count == 3)
        #expect(outcomes.different.map(\.after.values) == [[.integer(1)], [.integer(0)]])
    }
}
