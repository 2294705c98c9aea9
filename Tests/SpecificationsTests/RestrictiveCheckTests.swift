import Machines
import Specifications
import Testing
import Voting

/// The latch closes above the limit and opens only when standing; closed, only APPLY may go out.
private let latch = """
    MACHINE Latch
    SETS COMMAND = {APPLY, RELEASE}
    VARIABLES isLatched
    INVARIANT isLatched : BOOL
    INITIALISATION isLatched := FALSE
    OPERATIONS
      command <-- step(speed) = PRE speed : 0..1000 THEN
        IF isLatched = TRUE or speed > 500 THEN
          command := APPLY || isLatched := bool(speed /= 0)
        ELSE command :: COMMAND END
      END;
      command <-- garbled = command :: COMMAND
    END
    """
private let demand = schema(field("speed", .integer, range: 0...600))
private let answer = AnswerSchema(
    format: .whole,
    fields: [
        AnswerField(
            name: "command", type: .enumeration(["APPLY", "RELEASE"]), relation: .number)
    ])

private func checks(
    _ binding: MachineBinding, demand: DemandSchema = demand, restrictive: String,
    budget: ExplorationBudget = ExplorationBudget()
) throws -> [RestrictiveCheck] {
    let plan = SpecificationPlan(
        demand: demand, function: nil, safety: binding, hasFeedback: false)
    let bound = try #require(try plan.bind(answer: answer).first)
    return ([bound.operation] + (bound.unreadable.map { [$0] } ?? [])).map {
        RestrictiveCheck(
            bound, $0, plan: plan, restrictive: Array(restrictive.utf8), answer: answer,
            budget: budget, seed: 1)
    }
}

struct RestrictiveCheckTests {
    @Test func `what is forbidden where nobody may ask is no violation`() throws {
        let refined = """
            MACHINE Door SETS COMMAND = {APPLY, RELEASE} VARIABLES speeds INVARIANT speeds <: 0..9
            INITIALISATION speeds := {0} OPERATIONS
            command <-- step(speed) = PRE speed : 0..9 & speed /: speeds THEN
            command :: COMMAND END END
            """
        var given = binding(
            """
            REFINEMENT Test REFINES Door VARIABLES least INVARIANT least : 0..9
            INITIALISATION least := 1 OPERATIONS
            command <-- step(speed) = IF speed < least THEN command := RELEASE
            ELSE command :: COMMAND END END
            """)
        given.sources.append(SourceText(name: "Door.mch", text: refined))
        let found = try checks(given, restrictive: "APPLY")
        #expect(found[0].violation == nil && found[0].violations == 0)
        #expect(found[0].cases == 10 && found[0].undecided == 1)
        #expect(found[0].doubt?.text == "speed /: speeds")
        #expect(found[0].doubt?.values == ["cannot be asked here"])
    }

    @Test func `a safe side that is always allowed is found to be, exhaustively`() throws {
        let found = try checks(binding(latch, unreadable: "garbled"), restrictive: "APPLY")
        #expect(found.count == 2)
        // Speeds beyond the demand's range are no demands: 601 of them in two states.
        #expect(found[0].cases == 1202 && found[0].allowed == 1202)
        #expect(found[0].extent.isExhaustive && found[0].violation == nil)
        #expect(found[1].cases == 2 && found[1].allowed == 2)
    }

    @Test func `a safe side that is not always allowed is shown with the way to it`() throws {
        let found = try checks(binding(latch), restrictive: "RELEASE")[0]
        // 100 speeds above the limit, and all of them once latched.
        #expect(found.violations == 100 + 601)
        let violation = try #require(found.violation)
        #expect(violation.trace.steps.isEmpty)
        #expect(violation.inputs.count == 1)
        guard case .integer(let speed) = violation.inputs[0] else {
            Issue.record("no speed")
            return
        }
        #expect(speed > 500)
        #expect(violation.rejection.clause == "OPERATION")
        #expect(violation.rejection.values == ["command: RELEASE, allowed: APPLY"])
    }

    @Test func `no demand leads beyond its ranges, whichever operation is asked about`() throws {
        let beyond = """
            MACHINE Beyond SETS COMMAND = {APPLY, RELEASE}
            VARIABLES isFar INVARIANT isFar : BOOL INITIALISATION isFar := FALSE
            OPERATIONS
              command <-- step(speed) = PRE speed : 0..1000 THEN
                command := APPLY || isFar := bool(speed > 600)
              END;
              command <-- garbled =
                IF isFar = TRUE THEN command := RELEASE ELSE command := APPLY END
            END
            """
        let found = try checks(binding(beyond, unreadable: "garbled"), restrictive: "APPLY")
        #expect(found[1].violation == nil)
        #expect(found[1].cases == 1 && found[1].extent.isExhaustive)
    }

    @Test func `a large space is sampled, boundaries first`() throws {
        let wide = latch.replacing("0..1000", with: "INTEGER")
        var budget = ExplorationBudget()
        budget.inputsMax = 100
        budget.samplesMax = 50
        budget.huntsMax = 0
        let all = schema(field("speed", .integer))
        let found = try checks(
            binding(wide), demand: all, restrictive: "RELEASE", budget: budget)[0]
        #expect(!found.extent.isExhaustive)
        #expect(found.cases > 20 && found.cases <= 100)
        #expect(found.violation != nil)
    }

    @Test func `two inputs that are one field have one value`() throws {
        let same = """
            MACHINE Same SETS COMMAND = {APPLY, RELEASE} OPERATIONS
              command <-- step(one, other) = PRE one : 0..9 & other : 0..9 THEN
                IF one = other THEN command := APPLY ELSE command := RELEASE END
              END
            END
            """
        let found = try checks(
            binding(same, inputs: ["one": "speed", "other": "speed"]), restrictive: "APPLY")[0]
        #expect(found.cases == 10 && found.allowed == 10 && found.extent.isExhaustive)
    }

    @Test func `lists have the length that the demand says, and words are those of the field`()
        throws
    {
        let lists = """
            MACHINE Lists SETS COMMAND = {APPLY, RELEASE}; MODE = {OFF, ON, BROKEN} OPERATIONS
              command <-- step(count, ll, mode, bb) =
                PRE count : 0..2 & ll <: INTEGER * BOOL & mode : MODE & bb <: INTEGER * BOOL THEN
                  IF card(ll) = count & mode /= BROKEN & dom(bb) = 0..1 THEN command := APPLY
                  ELSE command := RELEASE END
                END
            END
            """
        let fields = schema(
            field("count", .integer),
            field("ll", .boolean, count: .init(factor: 1, field: "count")),
            field("mode", .enumeration(["ON", "OFF"])), field("bb", .bits(width: 2)))
        let found = try checks(binding(lists), demand: fields, restrictive: "APPLY")[0]
        #expect(found.violation == nil)
        #expect(found.extent.isExhaustive)
        // 1 + 2 + 4 lists, two modes, four bit strings.
        #expect(found.cases == 7 * 2 * 4)
    }
}
