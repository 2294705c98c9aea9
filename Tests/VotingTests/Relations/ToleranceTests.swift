import Testing
import Voting

@Suite struct ToleranceTests {
    /// All of these are exact in binary.
    @Test func `absolute counts the bound in, and its distance in units of it`() throws {
        let rig = try AnswerRig("whole; r real relation=absolute 0.25")
        #expect(rig.same("1", "1.25") == true && rig.same("1", "1.2500001") == false)
        #expect(rig.same("-0.125", "0.125") == true)
        #expect(rig.distance("1", "1.125") == 0.5 && rig.distance("1", "2") == 4)
        #expect(try AnswerRig("whole; r real relation=absolute 0").distance("1", "3.5") == 2.5)
        #expect(try AnswerRig("whole; r real").distance("1", "3.5") == 2.5)
    }

    @Test func `a difference beyond the largest double is still counted in units`() throws {
        let rig = try AnswerRig("whole; r real relation=absolute \(0x1p1023)")
        #expect(rig.distance("\(0x1p1023)", "\(-0x1p1023)") == 2)
        #expect(try AnswerRig("whole; r real").distance("1e308", "-1e308") == .infinity)
    }

    @Test func `relative is a part of the larger magnitude`() throws {
        let rig = try AnswerRig("whole; r real relation=relative 0.25")
        #expect(rig.same("3", "4") == true && rig.same("-4", "-3") == true)
        #expect(rig.same("4", "5.3333333333333") == true && rig.same("4", "5.34") == false)
        #expect(rig.same("1", "-1") == false && rig.same("0", "1e-300") == false)
        #expect(rig.distance("4", "2") == 2 && rig.distance("3", "-3") == 8)
        #expect(try AnswerRig("whole; r real relation=relative 0").distance("4", "2") == 0.5)
        let all = try AnswerRig("whole; r real relation=relative 2")
        #expect(all.same("1.7976931348623157e308", "-1.7976931348623157e308") == true)
        let most = try AnswerRig("whole; r real relation=relative 1.9")
        #expect(most.same("1.7976931348623157e308", "-1.7976931348623157e308") == false)
        #expect(most.same("1.7976931348623157e308", "-1.6e308") == true)
    }

    @Test func `ulps counts the doubles between, across zero`() throws {
        let rig = try AnswerRig("whole; r real relation=ulps 2")
        let next = 1.0.nextUp
        #expect(rig.same("1", "\(next.nextUp)") == true)
        #expect(rig.same("1", "\(next.nextUp.nextUp)") == false)
        #expect(rig.same("-5e-324", "5e-324") == true && rig.same("-5e-324", "1e-323") == false)
        #expect(rig.distance("-5e-324", "5e-324") == 1 && rig.distance("-0", "5e-324") == 0.5)
        #expect(try AnswerRig("whole; r real relation=ulps 0").distance("1", "\(next)") == 1)
    }

    @Test func `integers beyond 2 to the 53 are compared exactly`() throws {
        let number = try AnswerRig("whole; i integer")
        #expect(number.same("9007199254740992", "9007199254740993") == false)
        #expect(number.distance("9007199254740992", "9007199254740993") == 1)
        #expect(number.distance("-9223372036854775808", "9223372036854775807") == 0x1p64)
        let near = try AnswerRig("whole; i integer relation=absolute 1.5")
        #expect(near.same("9223372036854775807", "9223372036854775806") == true)
        #expect(near.same("9223372036854775807", "9223372036854775805") == false)
        #expect(near.same("-9223372036854775808", "9223372036854775807") == false)
        #expect(near.distance("10", "13") == 2)
        let wide = try AnswerRig("whole; i integer relation=absolute 1e30")
        #expect(wide.same("-9223372036854775808", "9223372036854775807") == true)
        // The difference is 2^64 − 1, the largest double below that 2^64 − 2048.
        let almost = try AnswerRig("whole; i integer relation=absolute 18446744073709549568")
        #expect(almost.same("-9223372036854775808", "9223372036854775807") == false)
        #expect((almost.distance("-9223372036854775808", "9223372036854775807") ?? 0) > 1)
    }

    /// 2^-62 · 2^62 = 1 and 2^-62 · (2^62 + 1) is just above it: a difference of 1 is within, one
    /// of 2 is not. A double would not tell 2^62 + 1 from 2^62.
    @Test func `relative integers are exact`() throws {
        let rig = try AnswerRig("whole; i integer relation=relative \(0x1p-62)")
        #expect(rig.same("4611686018427387904", "4611686018427387903") == true)
        #expect(rig.same("4611686018427387903", "4611686018427387902") == false)
        #expect(rig.same("4611686018427387905", "4611686018427387903") == false)
        let half = try AnswerRig("whole; i integer relation=relative 0.5")
        #expect(half.same("2", "1") == true && half.same("1", "0") == false)
        #expect(half.same("-9223372036854775808", "-4611686018427387904") == true)
        #expect(half.same("-9223372036854775808", "-4611686018427387903") == false)
        #expect(half.distance("2", "1") == 1 && half.distance("1", "-1") == 4)
        let full = try AnswerRig("whole; i integer relation=relative 2")
        #expect(full.same("-9223372036854775808", "9223372036854775807") == true)
        let tiny = try AnswerRig("whole; i integer relation=relative 5e-324")
        #expect(tiny.same("9223372036854775807", "9223372036854775806") == false)
        #expect(tiny.same("7", "7") == true)
    }

    /// S. S. Brilliant, J. C. Knight and N. G. Leveson (The Consistent Comparison Problem in
    /// N-Version Software, IEEE Transactions on Software Engineering 15, 1989): no tolerance does
    /// without.
    @Test(arguments: [
        ("r real relation=absolute 1", "1", "2", "3"),
        ("i integer relation=absolute 1", "1", "2", "3"),
        ("r real relation=relative 0.5", "1", "2", "4"),
        ("i integer relation=relative 0.5", "1", "2", "4"),
        ("r real relation=ulps 1", "-5e-324", "0", "5e-324"),
        ("b bits 2 relation=bits 1", "00", "01", "11"),
    ])
    func `a tolerance is not transitive`(
        field: String, one: String, middle: String, other: String
    ) throws {
        let rig = try AnswerRig(field)
        #expect(!rig.schema.fields[0].relation.isTransitive)
        #expect(rig.same(one, middle) == true && rig.same(middle, other) == true)
        #expect(rig.same(one, other) == false)
    }

    @Test func `bits counts places`() throws {
        let rig = try AnswerRig("b bits 20 relation=bits 2")
        let zeros = String(repeating: "0", count: 20)
        #expect(rig.same(zeros, "10000000000000000001") == true)
        #expect(rig.same(zeros, "10000000100000000001") == false)
        #expect(rig.distance(zeros, "10000000100000000001") == 1.5)
        #expect(try AnswerRig("b bits 20").distance(zeros, String(repeating: "1", count: 20)) == 20)
        #expect(try AnswerRig("b bits 3 relation=bits 0").same("010", "011") == false)
    }

    /// P. R. Lorczak, A. K. Caglayan and D. E. Eckhardt (A Theoretical Investigation of Generalized
    /// Voters for Redundant Systems, FTCS-19, 1989), their worked example; 0.18180 and 0.18230 are
    /// exactly the tolerance apart in decimals, and just beyond it as doubles.
    @Test func `the worked example's classes come out`() throws {
        let rig = try AnswerRig("whole; x real relation=absolute 0.0005")
        let values = ["0.18155", "0.18230", "0.18130", "0.18180", "0.18235"]
        let first = values.map { rig.same(values[0], $0) == true }
        #expect(first == [true, false, true, true, false])
        #expect(rig.same(values[1], values[4]) == true && rig.same(values[1], values[3]) == false)
    }
}
