import Machines
import Testing

@Suite("pairs of state and inputs that are admitted")
struct ExplorationAdmittedTests {
    private func all(
        _ text: String, operation: Int = 0, budget: ExplorationBudget = ExplorationBudget(),
        seed: UInt64 = 1
    ) throws -> (cases: [[Value]], extent: ExplorationExtent) {
        let machine = try ExplorationRig.compile(text)
        var cases: [[Value]] = []
        let extent = Explorer(machine, budget: budget, seed: seed)
            .forEachAdmitted(operation: operation) { found in
                cases.append(found.inputs)
                return true
            }
        return (cases, extent)
    }

    @Test func `few inputs are all enumerated, each once`() throws {
        let (cases, extent) = try all(
            """
            MACHINE Small SETS MODE = {OFF, ON} OPERATIONS
                step(mode, speed) =
                PRE mode : MODE & speed : 0..20 & (mode = OFF => speed mod 7 = 0) THEN skip END
            END
            """)
        #expect(extent.isExhaustive)
        #expect(cases.count == 3 + 21)
        #expect(Set(cases).count == cases.count)
        #expect(extent.cases == cases.count && extent.states == 1)
    }

    @Test func `states that breadth does not come to are sampled, too`() throws {
        let machine = try ExplorationRig.compile(
            """
            MACHINE Deep VARIABLES count, depth
            INVARIANT count : 0..999999 & depth : 0..6
            INITIALISATION count := 0 || depth := 0
            OPERATIONS
                step(nn) =
                PRE nn : 0..999999 THEN
                    count := (count + nn) mod 1000000 ||
                    IF nn = count + 7 & depth < 6 THEN depth := depth + 1 ELSE depth := 0 END
                END
            END
            """)
        var budget = ExplorationBudget()
        budget.statesMax = 500
        budget.inputsMax = 100
        budget.samplesMax = 200
        var depths: Set<Value> = []
        let extent = Explorer(machine, budget: budget, seed: 1)
            .forEachAdmitted(operation: 0) { found in
                depths.insert(found.state.values[1])
                return true
            }
        #expect(!extent.isExhaustive)
        #expect(depths == Set((0...6).map { .integer($0) }))
    }

    @Test func `functions are enumerated, too`() throws {
        let (cases, extent) = try all(
            """
            MACHINE Functions OPERATIONS
                step(ff) = PRE ff : 0..2 --> 1..3 & ff : 0..2 >-> 1..3 THEN skip END
            END
            """)
        #expect(extent.isExhaustive)
        #expect(cases.count == 6)
    }

    @Test func `too many inputs are sampled, ends and compared values first`() throws {
        var budget = ExplorationBudget()
        budget.inputsMax = 100
        budget.samplesMax = 200
        let (cases, extent) = try all(
            """
            MACHINE Wide CONSTANTS limit PROPERTIES limit = 4711 OPERATIONS
                rr <-- step(speed) =
                PRE speed : 0..1000000 THEN
                    IF 2 * speed > limit THEN rr := 1 ELSIF speed = 77777 THEN rr := 2
                    ELSE rr := 0 END
                END
            END
            """, budget: budget)
        #expect(extent.shortfalls == [.inputs(operation: 0)])
        #expect(cases.count == 200)
        #expect(Set(cases).count == 200)
        for wanted in [0, 1, 999_999, 1_000_000, 2354, 2355, 2356, 77_776, 77_777, 77_778] {
            #expect(cases.contains([.integer(wanted)]), "\(wanted)")
        }
    }

    @Test func `inputs that depend on each other are found`() throws {
        var budget = ExplorationBudget()
        budget.inputsMax = 50
        let (cases, extent) = try all(
            """
            MACHINE Dependent OPERATIONS
                step(low, high, same) =
                PRE low : 0..1000000 & high : low..low + 5 & same : NAT & same = high - low
                THEN skip END
            END
            """, budget: budget)
        #expect(!extent.isExhaustive)
        #expect(cases.count > 100)
        for case let inputs in cases {
            guard case .integer(let low) = inputs[0], case .integer(let high) = inputs[1] else {
                continue
            }
            #expect((low...low + 5).contains(high) && inputs[2] == .integer(high - low))
        }
        // Both ends of what the other input allows.
        let widths = Set(cases.map { $0[2] })
        #expect(widths.isSuperset(of: [.integer(0), .integer(5)]))
    }

    @Test func `the states are those that the operations lead to`() throws {
        let machine = try ExplorationRig.compile(ExplorationRig.airlock(guarded: true))
        var seen: Set<MachineState> = []
        var longest = 0
        let extent = Explorer(machine).forEachAdmitted(operation: 0) { found in
            seen.insert(found.state)
            longest = max(longest, found.trace.steps.count)
            #expect(found.trace.last == found.state)
            return true
        }
        // Where a door is open nothing may be opened.
        #expect(seen.count == 1 && longest == 0)
        #expect(extent.states == 3 && extent.cases == 2)
        let shut = Explorer(machine, operations: [1]).forEachAdmitted(operation: 0) { _ in true }
        #expect(shut.states == 1)
    }

    @Test func `the caller may end it, and that is said`() throws {
        let machine = try ExplorationRig.compile(ExplorationRig.airlock(guarded: true))
        let extent = Explorer(machine).forEachAdmitted(operation: 1) { _ in false }
        #expect(extent.cases == 1)
        #expect(extent.shortfalls == [.ended])
    }

    @Test func `restrictions narrow what is enumerated`() throws {
        let machine = try ExplorationRig.compile(
            "MACHINE Narrow OPERATIONS step(nn) = PRE nn : NAT THEN skip END END")
        let slot = machine.machine.operations[0].inputs[0]
        let place = machine.machine.symbols[slot].span
        let input = Expression(.symbol(slot), .integer, place)
        let ends = [3, 5].map { Expression(.integer(.init($0)), .integer, place) }
        let interval = Expression(
            .binary(.interval, ends[0], ends[1]), .power(.integer), place)
        var found: [[Value]] = []
        let extent = Explorer(machine).forEachAdmitted(
            operation: 0, restrictions: [Predicate(.compare(.member, input, interval), place)]
        ) {
            found.append($0.inputs)
            return true
        }
        #expect(extent.isExhaustive)
        #expect(found == [[.integer(3)], [.integer(4)], [.integer(5)]])
    }

    @Test func `the same seed gives the same sample, another one another`() throws {
        let text = "MACHINE Seeded OPERATIONS step(nn) = PRE nn : NAT THEN skip END END"
        let one = try all(text, seed: 1).cases
        #expect(try all(text, seed: 1).cases == one)
        #expect(try all(text, seed: 2).cases != one)
    }

    @Test func `values are of their inputs' types, whatever these are compared with`() throws {
        var budget = ExplorationBudget()
        (budget.inputsMax, budget.samplesMax) = (10, 100)
        let machine = try ExplorationRig.compile(
            """
            MACHINE Typed SETS ROW = {AA, BB, CC} OPERATIONS
                rr <-- step(ff, ss, nested) =
                PRE
                    ff : ROW --> 0..9 & ss <: ROW & nested <: POW(ROW) &
                    ff(AA) > 3 & card(ss) < 3 & {} /: nested
                THEN
                    IF ff[ss] = {4, 5} & dom(ff) = ROW & union(nested) = ss
                    THEN rr := 1 ELSE rr := 0 END
                END
            END
            """)
        let extent = Explorer(machine, budget: budget).forEachAdmitted(operation: 0) { found in
            guard case .set(let row) = found.inputs[0], case .set(let set) = found.inputs[1] else {
                Issue.record("\(found.inputs)")
                return false
            }
            #expect(row.count == 3 && set.count < 3)
            return true
        }
        #expect(extent.cases > 50)
        let report = Explorer(machine, budget: budget).check()
        #expect(!report.hasFailed && !report.isUndecided)
    }

    @Test func `a machine without variables that has an unbounded input is sampled, not hung`()
        throws
    {
        let (cases, extent) = try all(
            """
            MACHINE Unbounded OPERATIONS
                step(nn, ss) = PRE nn : INTEGER & ss <: NATURAL & card(ss) < 3 THEN skip END
            END
            """)
        #expect(!extent.isExhaustive)
        #expect(cases.count > 50)
    }
}
