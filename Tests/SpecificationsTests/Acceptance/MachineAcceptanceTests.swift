import Machines
import Specifications
import Testing
import Voting

private let brakes = """
    MACHINE Brakes
    SETS COMMAND = {APPLY, RELEASE}
    OPERATIONS
      command <-- step(speed, limit) =
        PRE speed : 0..1000 & limit : 0..1000 THEN
          IF speed > limit THEN command := APPLY ELSE command := RELEASE END
        END;
      command <-- garbled = BEGIN command := APPLY END
    END
    """
private let safety = """
    MACHINE BrakesSafety
    SETS COMMAND = {APPLY, RELEASE}
    OPERATIONS
      command <-- step(speed, limit) =
        PRE speed : 0..1000 & limit : 0..1000 THEN
          ANY cc WHERE cc : COMMAND & (speed > limit + 100 => cc = APPLY) THEN command := cc END
        END
    END
    """
private let demand = schema(field("speed", .integer), field("limit", .integer))

private func command() throws -> AnswerSchema { try answer("whole; command enum=RELEASE|APPLY") }

struct StatelessAcceptanceTests {
    @Test func `an answer that the machine computes is accepted, another one rejected`() throws {
        let rig = try Rig(
            function: binding(brakes, file: "Brakes.mch"), demand: demand, answer: try command())
        #expect(rig.admits("12 10"))
        #expect(rig.judge("12 10", "APPLY") == .accepted)
        #expect(rig.judge("12 10", "RELEASE", replica: 1) == .rejected)
        #expect(
            rig.test.reason()
                == "rejected by Brakes.mch (function): OPERATION at Brakes.mch:6:29: "
                + "command: RELEASE, allowed: APPLY")
        #expect(rig.judge("10 12", "RELEASE", replica: 1) == .accepted)
        #expect(rig.test.isDeterministic() == true)
    }

    @Test func `a demand outside of PRE, or that cannot be read, is outside of the contract`()
        throws
    {
        let rig = try Rig(
            function: binding(brakes, file: "Brakes.mch"), demand: demand, answer: try command())
        #expect(!rig.admits("1001 10"))
        #expect(
            rig.test.reason().hasPrefix(
                "outside of the contract of Brakes.mch (function): PRE at Brakes.mch:5:"))
        #expect(!rig.admits("12"))
        #expect(
            rig.test.reason()
                == "outside of the contract: field 'limit': nothing there at byte 2")
        #expect(rig.admits("1000 10"))
    }

    @Test func `an operation for unreadable demands makes them part of the contract`() throws {
        let rig = try Rig(
            function: binding(brakes, unreadable: "garbled"), demand: demand,
            answer: try command())
        #expect(rig.admits("what?"))
        #expect(rig.judge("what?", "APPLY") == .accepted)
        #expect(rig.judge("what?", "RELEASE") == .rejected)
        #expect(!rig.admits("1001 10"))
        #expect(rig.judge("10 12", "RELEASE") == .accepted)
        #expect(rig.judge("what?", "RELEASE") == .rejected)
    }

    @Test func `both machines must allow an answer, and the reason says which did not`() throws {
        let rig = try Rig(
            function: binding(brakes, file: "Brakes.mch"),
            safety: binding(safety, file: "Safe.mch"), demand: demand, answer: try command())
        #expect(rig.judge("12 10", "RELEASE") == .rejected)
        #expect(rig.test.reason().hasPrefix("rejected by Brakes.mch (function): "))
        let safe = try Rig(
            safety: binding(safety, file: "Safe.mch"), demand: demand, answer: try command())
        #expect(safe.judge("12 10", "RELEASE") == .accepted)
        #expect(safe.test.isDeterministic() == false)
        #expect(safe.judge("200 10", "RELEASE") == .rejected)
        #expect(safe.test.reason().hasPrefix("rejected by Safe.mch (safety): "))
        #expect(safe.judge("200 10", "APPLY") == .accepted)
        #expect(safe.test.isDeterministic() == true)
    }

    @Test func `the bytes of a demand may be anything else the next time`() throws {
        let rig = try Rig(function: binding(brakes), demand: demand, answer: try command())
        // The same memory, the same length.
        var bytes = Array("12 10".utf8)
        func judge(_ answer: String) -> Acceptance {
            bytes.withUnsafeBytes { demand in
                Array(answer.utf8).withUnsafeBytes {
                    rig.test.judge(0, asked(demand), answer: $0)
                }
            }
        }
        #expect(judge("APPLY") == .accepted)
        bytes[1] = UInt8(ascii: "0")
        #expect(judge("APPLY") == .rejected)
        #expect(judge("RELEASE") == .accepted)
        bytes[1] = UInt8(ascii: "2")
        #expect(judge("APPLY") == .accepted)
    }

    @Test func `an answer that cannot be read is rejected`() throws {
        let rig = try Rig(function: binding(brakes), demand: demand, answer: try command())
        #expect(rig.judge("12 10", "STOP") == .unreadable)
        #expect(
            rig.test.reason()
                == "rejected: field 'command': expected one of RELEASE, APPLY at byte 0")
    }

    @Test func `fields that no machine looks at make equality no consequence`() throws {
        let rig = try Rig(
            function: binding(brakes), demand: demand,
            answer: try answer("command enum=RELEASE|APPLY; note text"))
        #expect(rig.judge("12 10", "APPLY x") == .accepted)
        #expect(rig.test.isDeterministic() == false)
        let ignored = try Rig(
            function: binding(brakes), demand: demand,
            answer: try answer("command enum=RELEASE|APPLY; note text relation=ignored"))
        #expect(ignored.judge("12 10", "APPLY x") == .accepted)
        #expect(ignored.test.isDeterministic() == true)
    }
}

struct FieldMappingTests {
    private let every = """
        MACHINE Every
        SETS MODE = {OFF, ON, OTHER}
        OPERATIONS
          sum, bits, same, mode, note <-- step(nn, ll, mm, bb, ff, tt, rr) =
            PRE nn : 0..9 & ll : 0..2*nn-1 --> 0..99 & mm : 0..2 --> MODE & bb : 0..3 --> BOOL
              & ff : BOOL & tt : STRING & rr : -100..100
            THEN
              sum := SIGMA(ii).(ii : dom(ll) | ll(ii)) || bits := bb || same := ff
              || mode := mm(1) || note := tt
            END
        END
        """
    private let fields = schema(
        field("nn", .integer), field("ll", .integer, count: .init(factor: 2, field: "nn")),
        field("modes", .enumeration(["ON", "OFF"]), count: .init(factor: 3)),
        field("bb", .bits(width: 4)), field("ff", .bits(width: 1)), field("tt", .text),
        field("rr", .real(decimals: 1)))

    @Test func `every type of field becomes its value of B`() throws {
        let answer = try answer(
            "sum integer; bits bits 4; same boolean; mode enum=ON|OFF|OTHER; note text")
        let rig = try Rig(
            function: binding(every, inputs: ["mm": "modes"]), demand: fields, answer: answer)
        let demand = "2 1 2 3 4 ON OFF ON 0110 1 naïve 9.99"
        #expect(rig.admits(demand))
        #expect(rig.judge(demand, "10 0110 true OFF naïve") == .accepted)
        for wrong in [
            "11 0110 true OFF naïve", "10 0111 true OFF naïve", "10 0110 false OFF naïve",
            "10 0110 true OTHER naïve", "10 0110 true OFF naive",
        ] { #expect(rig.judge(demand, wrong) == .rejected, "\(wrong)") }
        #expect(!rig.admits("2 1 2 3 4 ON OFF ON 0110 1 naïve 10.1"))
        #expect(rig.admits("0 ON OFF ON 0110 1 x -10"))
        #expect(rig.judge("0 ON OFF ON 0110 1 x -10", "0 0110 1 OFF x") == .accepted)
    }

    @Test func `bits that are fields of their own are one string`() throws {
        var schema = AnswerSchema(format: .separated(UInt8(ascii: " ")), fields: [])
        for number in 0..<4 {
            var bit = AnswerField(name: "bits.\(number)", type: .bits(width: 1), relation: .bytes)
            bit.isJoined = number > 0
            schema.fields.append(bit)
        }
        let copy = """
            MACHINE Copy OPERATIONS
              bits <-- step(bb) = PRE bb : 0..3 --> BOOL THEN bits := bb END
            END
            """
        let rig = try Rig(
            function: binding(copy), demand: .bits(4), answer: schema)
        #expect(rig.judge("0110", "0110") == .accepted)
        #expect(rig.judge("0110", "0100") == .rejected)
    }

    @Test func `a text is what was written, whatever the relation compares`() throws {
        let copy = """
            MACHINE Copy OPERATIONS
              out <-- step(tt) = PRE tt : STRING THEN out := tt END
            END
            """
        let rig = try Rig(
            function: binding(copy), demand: schema(field("tt", .text), format: .separated(59)),
            answer: try answer("whole; out text relation=set"))
        #expect(rig.judge("b  a", "b  a") == .accepted)
        #expect(rig.judge("b  a", "a b") == .rejected)
        let bytes: [UInt8] = [0xFF]
        let said = bytes.withUnsafeBytes { answer in
            Array("x".utf8).withUnsafeBytes {
                rig.test.judge(0, asked($0), answer: answer)
            }
        }
        #expect(said == .unreadable)
        #expect(rig.test.reason() == "rejected: field 'out' is not UTF-8")
    }
}

extension DemandSchema {
    fileprivate static func bits(_ width: Int) -> DemandSchema {
        DemandSchema(
            format: .separated(UInt8(ascii: " ")),
            fields: [Field(name: "bb", type: .bits(width: width))])
    }
}
