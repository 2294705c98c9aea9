import Specifications
import Testing
import Voting

/// Either door may be opened when both are closed; which one is up to the implementation.
private let doors = """
    MACHINE Doors
    SETS DOOR = {NONE, INNER, OUTER}
    VARIABLES opened, count
    INVARIANT opened : DOOR & count : 0..10
    INITIALISATION opened := NONE || count :: 0..1
    OPERATIONS
      door, seen <-- step(press) =
        PRE press : BOOL & count < 10 THEN
          IF press = TRUE & opened = NONE THEN
            ANY dd WHERE dd : {INNER, OUTER} THEN
              opened := dd || door := dd || seen := count + 1 || count := count + 1
            END
          ELSE
            opened := NONE || door := NONE || seen := count
          END
        END
    END
    """
private let demand = schema(field("press", .boolean))

private func rig(_ answer: String, state: [String: String] = [:]) throws -> Rig {
    try Rig(
        function: binding(doors, state: state, file: "Doors.mch"), demand: demand,
        answer: try SchemaText.parse(answer))
}

struct StatefulAcceptanceTests {
    private let words = "door enum=NONE|INNER|OUTER; seen integer"

    @Test func `each replica has its own states, narrowed by its own answers`() throws {
        let rig = try rig(words)
        // count was 0 for the one, 1 for the other.
        #expect(rig.judge("1", "INNER 1", replica: 0) == .accepted)
        #expect(rig.test.isDeterministic() == false)
        #expect(rig.judge("1", "OUTER 2", replica: 1) == .accepted)
        #expect(rig.judge("1", "OUTER 3", replica: 2) == .rejected)
        #expect(rig.judge("0", "NONE 1", replica: 0) == .accepted)
        #expect(rig.judge("0", "NONE 1", replica: 1) == .rejected)
        #expect(rig.judge("1", "OUTER 2", replica: 0) == .accepted)
    }

    @Test func `after a rejection no state is left until the replica begins anew`() throws {
        let rig = try rig(words)
        #expect(rig.judge("1", "NONE 0", number: 17) == .rejected)
        #expect(
            rig.test.reason().hasPrefix(
                "rejected by Doors.mch (function): OPERATION at Doors.mch:11:27: door: NONE, "
                    + "allowed: INNER, "
            ))
        #expect(rig.judge("0", "INNER 1", number: 18) == .rejected)
        #expect(
            rig.test.reason()
                == "rejected by Doors.mch (function): no possible state is left since demand 17 "
                + "('1')")
        #expect(rig.judge("1", "INNER 1", replica: 1) == .accepted)
        rig.test.begins(0)
        #expect(rig.judge("1", "INNER 1") == .accepted)
    }

    @Test func `an answer that cannot be read leaves no state either`() throws {
        let rig = try rig(words)
        #expect(rig.judge("1", "what") == .unreadable)
        #expect(rig.judge("1", "INNER 1") == .rejected)
    }

    /// A replica that has counted to 10: PRE is false from here on.
    private func counted() throws -> Rig {
        let rig = try rig(words)
        for number in 1...8 {
            #expect(rig.judge("1", "INNER \(number + 1)") == .accepted)
            #expect(rig.judge("0", "NONE \(number + 1)") == .accepted)
        }
        #expect(rig.admits("1", for: 0))
        #expect(rig.judge("1", "INNER 10") == .accepted)
        return rig
    }

    @Test func `a demand whose PRE no possible state satisfies is seen before it is handed over`()
        throws
    {
        let rig = try counted()
        #expect(rig.test.asksState)
        #expect(rig.admits("0"), "what does not depend on the state")
        #expect(!rig.admits("0", for: 0))
        #expect(
            rig.test.reason()
                == "outside of the contract of Doors.mch (function): PRE at Doors.mch:8:24: "
                + "count < 10: count = 10")
        #expect(rig.admits("0", for: 1), "each replica has its own states")
        // Asking moved nobody on.
        #expect(!rig.admits("0", for: 0))
        #expect(rig.judge("1", "OUTER 1", replica: 1) == .accepted)
        rig.test.begins(0)
        #expect(rig.admits("0", for: 0))
    }

    @Test
    func `one possible state that satisfies PRE is enough, and none is needed when all is lost`()
        throws
    {
        let rig = try rig(words)
        for number in 1...8 {
            // What is seen says nothing of the other possible count.
            _ = rig.judge("0", "NONE \(number - number)")
        }
        #expect(rig.admits("1", for: 0))
        let lost = try counted()
        #expect(lost.judge("1", "what") == .unreadable)
        #expect(lost.admits("1", for: 0))
    }

    @Test func `an answer to a demand that breaks PRE on the state is outside, and all after it`()
        throws
    {
        let rig = try counted()
        #expect(rig.judge("0", "NONE 10", number: 18) == .outside)
        #expect(rig.test.reason().hasPrefix("outside of the contract of Doors.mch (function): PRE"))
        #expect(rig.test.reason().hasSuffix("count < 10: count = 10"))
        #expect(rig.judge("0", "NONE 10", number: 19) == .outside)
        #expect(
            rig.test.reason()
                == "nothing is promised by Doors.mch (function) since demand 18 ('0'), which was "
                + "outside of its contract")
    }

    @Test func `a long demand is shortened where it is named`() throws {
        let rig = try rig(words)
        let demand = "1" + String(repeating: " ", count: 90)
        _ = rig.judge(demand, "NONE 0", number: 3)
        #expect(rig.judge("1", "INNER 1") == .rejected)
        #expect(rig.test.reason().contains("since demand 3 ('1   "))
        #expect(rig.test.reason().utf8.count < 140)
    }

    @Test func `what answers say of the state is held against it`() throws {
        let rig = try rig(words + "; isAt enum=NONE|INNER|OUTER", state: ["opened": "isAt"])
        #expect(rig.judge("1", "INNER 1 INNER") == .accepted)
        #expect(rig.judge("1", "INNER 1 OUTER", replica: 1) == .rejected)
    }

    @Test func `what one machine rejects ends the states of the other, too`() throws {
        let never = """
            MACHINE Never SETS DOOR = {NONE, INNER, OUTER} OPERATIONS
              door <-- step = ANY dd WHERE dd : DOOR & dd /= OUTER THEN door := dd END
            END
            """
        let rig = try Rig(
            function: binding(doors), safety: binding(never), demand: demand,
            answer: try SchemaText.parse(words))
        #expect(rig.judge("1", "OUTER 1") == .rejected)
        #expect(rig.test.reason().contains("(safety)"))
        // The function allowed it; but from there on nobody has voted on what the replica did.
        #expect(rig.judge("0", "NONE 1") == .rejected)
        #expect(rig.test.reason().contains("no possible state is left"))
        rig.test.begins(0)
        #expect(rig.judge("1", "INNER 1") == .accepted)
    }
}

struct FeedbackAcceptanceTests {
    private let once = """
        MACHINE Once
        SETS COMMAND = {APPLY, RELEASE}
        OPERATIONS
          command <-- step(speed, released) =
            PRE speed : 0..100 & released : COMMAND THEN
              IF released = APPLY & speed > 0 THEN command := APPLY ELSE command := RELEASE END
            END
        END
        """

    @Test func `the previous verdict is an input, for the first demand the restrictive answer`()
        throws
    {
        let rig = try Rig(
            function: binding(once, inputs: ["released": "previous.command"]),
            demand: schema(field("speed", .integer)),
            answer: try SchemaText.parse("whole; command enum=APPLY|RELEASE"), feedback: true,
            restrictive: "APPLY")
        #expect(rig.judge("5", "APPLY") == .accepted)
        #expect(rig.judge("5", "RELEASE") == .rejected)
        #expect(rig.judge("5", "APPLY", previous: "APPLY") == .accepted)
        // The same demand after another verdict.
        #expect(rig.judge("5", "APPLY", previous: "RELEASE") == .rejected)
        #expect(rig.judge("5", "RELEASE", previous: "RELEASE") == .accepted)
        #expect(!rig.admits("5", previous: "nothing"))
        #expect(
            rig.test.reason()
                == "outside of the contract: what went out before: field 'command': expected one "
                + "of APPLY, RELEASE at byte 0")
    }
}
