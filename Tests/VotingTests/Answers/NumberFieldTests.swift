import Testing
import Voting

@Suite struct NumberFieldTests {
    @Test(arguments: [
        ("0", 0), ("-0", 0), ("+7", 7), ("007", 7), (" 15\t", 15), ("-12", -12),
        ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min),
    ])
    func `integers are read exactly`(text: String, integer: Int64) throws {
        let answer = try #require(AnswerRig("whole; i integer").wellFormed(text))
        #expect(answer.values[0].integer == integer)
        #expect(answer.values[0].number == Double(integer))
    }

    @Test(arguments: [
        ("", "expected an integer at byte 0"), ("-", "expected an integer at byte 1"),
        ("12x", "expected an integer at byte 2"), ("1.0", "expected an integer at byte 1"),
        ("1 2", "expected an integer at byte 1"), ("0x1F", "expected an integer at byte 1"),
        ("--1", "expected an integer at byte 1"), ("1\u{0}", "expected an integer at byte 1"),
        ("١", "expected an integer at byte 0"),
        (" 9223372036854775808", "expected an integer of 64 bits at byte 1"),
        ("-9223372036854775809", "expected an integer of 64 bits at byte 0"),
        ("99999999999999999999999999x", "expected an integer at byte 26"),
    ])
    func `anything else is no integer, and its first wrong byte is named`(
        text: String, flaw: String
    ) throws {
        #expect(try AnswerRig("whole; i integer").flaw(text) == "field 'i': \(flaw)")
    }

    @Test(arguments: [
        ("0", 0.0), ("1.5", 1.5), (".5", 0.5), ("5.", 5), ("-2.5e3", -2500), ("1E+2", 100),
        ("1e-2", 0.01), ("0e999999999999999999999", 0), ("1e-999999999999999999999", 0),
        ("123456789012345678901234567890", 123456789012345678901234567890.0),
        ("0.1", 0.1), ("5e-324", .leastNonzeroMagnitude),
        ("1.7976931348623157e308", 1.7976931348623157e308),
        ("00000000000000000000000000000001", 1), ("9007199254740993", 9007199254740992),
    ])
    func `reals are read as the nearest double`(text: String, real: Double) throws {
        #expect(try AnswerRig("whole; r real").number(text) == real)
    }

    @Test func `minus zero keeps its sign`() throws {
        let number = try #require(AnswerRig("whole; r real").number("-0.0"))
        #expect(number == 0 && number.sign == .minus)
    }

    @Test(arguments: [
        ("", "expected a number at byte 0"), (".", "expected a number at byte 1"),
        ("1e", "expected a number at byte 2"), ("1e+", "expected a number at byte 3"),
        ("1.2.3", "expected a number at byte 3"), ("0x1p3", "expected a number at byte 1"),
        ("1,5", "expected a number at byte 1"), ("+-1", "expected a number at byte 1"),
        ("nano", "expected a number at byte 0"), ("infinit", "expected a number at byte 0"),
        ("nan(1)", "expected a number at byte 0"), ("1e5e5", "expected a number at byte 3"),
        ("nan", "expected a finite number at byte 0"),
        (" -INF", "expected a finite number at byte 1"),
        ("1e309", "expected a number within a double at byte 0"),
        ("-1e999999999999999999999", "expected a number within a double at byte 0"),
    ])
    func `anything else is no real, and its first wrong byte is named`(
        text: String, flaw: String
    ) throws {
        #expect(try AnswerRig("whole; r real").flaw(text) == "field 'r': \(flaw)")
    }

    @Test(arguments: ["nan", "NaN", "-nan", "+NAN"])
    func `NaN is read where it is allowed`(text: String) throws {
        #expect(try AnswerRig("whole; r real nonfinite").number(text)?.isNaN == true)
    }

    @Test(arguments: [
        ("inf", Double.infinity), ("-Infinity", -.infinity), ("+INF", .infinity),
        ("1e400", .infinity), ("-1e400", -.infinity),
    ])
    func `infinities, and what overflows, are read where they are allowed`(
        text: String, real: Double
    ) throws {
        #expect(try AnswerRig("whole; r real nonfinite").number(text) == real)
    }

    @Test func `a range binds numbers and infinities and lets an allowed NaN pass`() throws {
        let real = try AnswerRig("whole; r real range=0..120 nonfinite")
        #expect(real.flaw("120") == nil && real.flaw("-0") == nil && real.flaw("nan") == nil)
        #expect(real.flaw("120.00001") == "field 'r': expected a number in 0..120 at byte 0")
        #expect(real.flaw(" inf") == "field 'r': expected a number in 0..120 at byte 1")
        #expect(real.flaw("1e999") == "field 'r': expected a number in 0..120 at byte 0")
        let endless = try AnswerRig("whole; r real range=0..inf nonfinite")
        #expect(endless.flaw("inf") == nil && endless.flaw("-inf") != nil)
    }

    /// 2^53 + 1 is no double: its nearest one lies within the range, it does not.
    @Test func `an integer's range is exact beyond 2 to the 53`() throws {
        let rig = try AnswerRig("whole; i integer range=-9007199254740992..9007199254740992")
        #expect(rig.flaw("9007199254740992") == nil && rig.flaw("-9007199254740992") == nil)
        #expect(rig.flaw("9007199254740993") != nil && rig.flaw("-9007199254740993") != nil)
        let half = try AnswerRig("whole; i integer range=0.5..1.5")
        #expect(half.flaw("1") == nil && half.flaw("0") != nil && half.flaw("2") != nil)
        let all = try AnswerRig("whole; i integer range=-inf..1e300")
        #expect(all.flaw("9223372036854775807") == nil && all.flaw("-9223372036854775808") == nil)
        let above = try AnswerRig("whole; i integer range=1e300..inf")
        #expect(above.flaw("9223372036854775807") != nil)
    }
}
