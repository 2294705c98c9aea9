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
