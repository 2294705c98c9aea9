import Machines
import Testing

@Suite("demands that a machine admits")
struct ExplorationDemandTests {
    @Test func `every branch is taken, whatever it takes to get there`() throws {
        let machine = try ExplorationRig.compile(
            """
            MACHINE Deep VARIABLES stage, latest
            INVARIANT stage : 0..4 & latest : 0..100000
            INITIALISATION stage := 0 || latest := 0
            OPERATIONS
                rr <-- step(code, other) =
                PRE code : 0..100000 & other : 0..100000 THEN
                    latest := code || rr := stage ||
                    IF stage = 0 & code = 4242 THEN stage := 1
                    ELSIF stage = 1 & code = latest + 17 THEN stage := 2
                    ELSIF stage = 2 & code = other - 3 & other > 500 THEN stage := 3
                    ELSIF stage = 3 & code = latest THEN stage := 4
                    ELSE stage := stage END
                END
            END
            """)
        for seed in UInt64(1)...3 {
            let plan = Explorer(machine, seed: seed).demands(count: 60)
            #expect(plan.branchesMissed == [], "seed \(seed)")
            #expect(plan.demands.count == 60 && plan.end == nil && plan.followsAllStates)
        }
    }

    @Test func `a demand is admitted wherever a correct replica may be`() throws {
        let machine = try ExplorationRig.compile(
            """
            MACHINE Choosing VARIABLES level INVARIANT level : -2..20
            INITIALISATION level := 1
            OPERATIONS
                move = level :: {max({level - 1, 0}), min({level + 1, 20})};
                raise(to) = PRE to : level..20 THEN level :: to - 2..to END
            END
            """)
        let plan = Explorer(machine, seed: 5).demands(count: 40)
        #expect(plan.demands.count == 40)
        var states = try machine.initialStates()
        for demand in plan.demands {
            var next: Set<MachineState> = []
            for state in states {
                #expect(
                    try machine.failingPrecondition(
                        of: demand.operation, in: state, inputs: demand.inputs) == nil)
                let outcomes = try machine.outcomes(
                    of: demand.operation, from: state, inputs: demand.inputs, max: 100)
                next.formUnion(outcomes.map(\.after))
            }
            states = Array(next)
        }
        #expect(plan.demands.contains { $0.operation == 1 })
    }

    @Test func `a branch that nothing takes is told`() throws {
        let machine = try ExplorationRig.compile(
            """
            MACHINE Never OPERATIONS
                rr <-- step(nn) = PRE nn : 0..9 THEN
                    IF nn > 20 THEN rr := 1 ELSE rr := 0 END
                END
            END
            """)
        let plan = Explorer(machine).demands(count: 30)
        #expect(plan.branchesMissed.map { machine.branches[$0].name } == ["IF"])
        // All that there are come before any comes twice.
        #expect(Set(plan.demands.prefix(10).map(\.inputs)).count == 10)
        #expect(plan.demands.count == 30)
    }

    @Test func `a machine that comes to an end gives fewer`() throws {
        let machine = try ExplorationRig.compile(
            """
            MACHINE Ending VARIABLES nn INVARIANT nn : 0..5 INITIALISATION nn := 0
            OPERATIONS up = PRE nn < 5 THEN nn := nn + 1 END END
            """)
        let plan = Explorer(machine).demands(count: 30)
        #expect(plan.demands.count == 5)
        #expect(plan.end == .nothingAdmitted)
    }

    @Test(arguments: [
        // Nothing is admitted in both of the first states.
        """
        MACHINE Barred VARIABLES kk INVARIANT kk : BOOL INITIALISATION kk :: BOOL
        OPERATIONS go = PRE kk = TRUE THEN skip END; pp = SELECT kk = TRUE THEN skip END END
        """,
        """
        MACHINE Barred VARIABLES kk, dd, ee INVARIANT kk : BOOL & dd : 0..20 & ee : NAT
        INITIALISATION kk :: BOOL || dd := 0 || ee := 0
        OPERATIONS
            go(nn) = PRE nn : 0..1000000 & kk = TRUE THEN
                ee := nn || IF dd < 20 THEN dd := dd + 1 ELSE dd := 0 END
            END
        END
        """,
    ])
    func `a branch that only some states lead to ends the search for it`(text: String) throws {
        let machine = try ExplorationRig.compile(text)
        var budget = ExplorationBudget()
        budget.casesMax = 1_000
        budget.samplesMax = 50
        budget.huntsMax = 500
        let explorer = Explorer(machine, budget: budget)
        let plan = explorer.demands(count: 5)
        #expect(plan.demands.isEmpty && plan.end == .nothingAdmitted)
        #expect(!explorer.check().hasFailed)
    }

    @Test func `a branch behind one that only some states lead to is taken all the same`() throws {
        let machine = try ExplorationRig.compile(
            """
            MACHINE Beside VARIABLES kk, nn INVARIANT kk : BOOL & nn : 0..3
            INITIALISATION kk :: BOOL || nn := 0
            OPERATIONS
                barred = SELECT kk = TRUE THEN nn := 0 END;
                other = SELECT nn < 3 THEN nn := nn + 1 WHEN nn = 3 THEN kk := TRUE END
            END
            """)
        let plan = Explorer(machine).demands(count: 10)
        #expect(plan.demands.count == 10)
        #expect(plan.branchesMissed == [])
    }
}
