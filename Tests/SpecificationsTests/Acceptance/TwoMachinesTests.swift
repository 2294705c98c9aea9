import Specifications
import Testing
import Voting

/// A machine with state accepts 50 and follows it; one without forbids it.
struct TwoMachinesTests {
    private let counting = """
        MACHINE Counting
        VARIABLES count
        INVARIANT count : 0..99
        INITIALISATION count := 0
        OPERATIONS
          out <-- step(press) =
            PRE press : BOOL & count < 99 THEN
              CHOICE out := count || count := count + 1 OR out := 50 || count := 60 END
            END
        END
        """
    private let forbidding = """
        MACHINE Forbidding
        OPERATIONS
          out <-- step(press) = PRE press : BOOL THEN out :: (0..99) - {50} END
        END
        """

    @Test(arguments: [false, true])
    func `an answer that one machine rejects moves no other one on`(isSafetyFirst: Bool) throws {
        let first = binding(counting, file: "Counting.mch")
        let second = binding(forbidding, file: "Forbidding.mch")
        let rig = try Rig(
            function: isSafetyFirst ? second : first, safety: isSafetyFirst ? first : second,
            demand: schema(field("press", .boolean)), answer: answer("out integer"))
        #expect(rig.judge("1", "50", replica: 0) == .rejected)
        #expect(rig.judge("1", "60", replica: 0) == .rejected)
        #expect(rig.judge("1", "0", replica: 1) == .accepted)
        #expect(rig.judge("1", "1", replica: 1) == .accepted)
    }

    private let counted = """
        MACHINE Counted
        VARIABLES count
        INVARIANT count : 0..99
        INITIALISATION count := 0
        OPERATIONS
          out <-- step(press) =
            PRE press : BOOL THEN out := count || count := count + 1 END
        END
        """

    @Test
    func `where the function allows one answer equality is legitimate, whatever safety allows`()
        throws
    {
        let rig = try Rig(
            function: binding(counted), safety: binding(forbidding),
            demand: schema(field("press", .boolean)), answer: answer("out integer"))
        #expect(rig.test.isDeterministic() == nil, "nothing was judged")
        #expect(rig.judge("1", "0") == .accepted)
        #expect(rig.test.isDeterministic() == true)
        #expect(rig.judge("1", "7") == .rejected)
        #expect(rig.test.isDeterministic() == true, "of the demand, not of the answer")
        #expect(rig.judge("1", "2") == .rejected)
        #expect(rig.test.isDeterministic() == nil, "its states are lost")
        #expect(rig.judge("1", "0", replica: 1) == .accepted)
        _ = rig.admits("0")
        #expect(rig.test.isDeterministic() == nil, "another demand was asked about")
        #expect(rig.judge("1", "what", replica: 1) == .unreadable)
        #expect(rig.test.isDeterministic() == nil)
    }

    @Test func `what several machines leave open together is not known`() throws {
        let rig = try Rig(
            function: binding(counting), safety: binding(forbidding),
            demand: schema(field("press", .boolean)), answer: answer("out integer"))
        #expect(rig.judge("1", "0") == .accepted)
        #expect(rig.test.isDeterministic() == nil)
    }

    @Test func `one answer is allowed only where every compared field is settled`() throws {
        let lamp = """
            MACHINE Lamp OPERATIONS
              lamp <-- step(press) = PRE press : BOOL THEN lamp :: BOOL END
            END
            """
        func rig(_ fields: String) throws -> Rig {
            try Rig(
                function: binding(counted), safety: binding(lamp),
                demand: schema(field("press", .boolean)), answer: answer(fields))
        }
        let compared = try rig("out integer; lamp boolean")
        #expect(compared.judge("1", "0 true") == .accepted)
        #expect(compared.test.isDeterministic() == nil, "the function says nothing of the lamp")
        let ignored = try rig("out integer; lamp boolean relation=ignored")
        #expect(ignored.judge("1", "0 true") == .accepted)
        #expect(ignored.test.isDeterministic() == true)
    }

    @Test func `nothing promised by one machine goes before a breach of another`() throws {
        let few = counted.replacing("press : BOOL THEN", with: "press : BOOL & count < 1 THEN")
        let rig = try Rig(
            function: binding(few), safety: binding(forbidding),
            demand: schema(field("press", .boolean)), answer: answer("out integer"))
        #expect(rig.judge("1", "0") == .accepted)
        #expect(!rig.admits("1", for: 0))
        #expect(rig.judge("1", "50") == .outside)
        #expect(rig.test.reason().contains("(function): PRE at"))
    }

    @Test(arguments: [("5", true), ("4 or limit = 5", false)])
    func `a machine judges by constants of one value only`(value: String, isUsable: Bool) throws {
        let text = """
            MACHINE Limit
            CONSTANTS limit
            PROPERTIES limit : 0..9 & (limit = \(value))
            OPERATIONS
              out <-- step(press) = PRE press : BOOL THEN out := limit END
            END
            """
        let made = Result {
            try Rig(
                function: binding(text), demand: schema(field("press", .boolean)),
                answer: answer("out integer"))
        }
        switch made {
        case .success: #expect(isUsable)
        case .failure(let error):
            #expect(!isUsable)
            #expect("\(error)".contains("several values of the constants are possible"))
        }
    }
}
