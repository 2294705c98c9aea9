import Testing
import Voting

/// Correct rounding where it is hard: at the halfway points between two doubles, whose exact
/// decimals are computed here.
@Suite struct RealRoundingTests {
    private let rig = AnswerRig(
        AnswerSchema(
            format: .whole, fields: [AnswerField(name: "r", type: .real, relation: .number)]))

    /// The decimal digits of `factor * base^power`.
    private func digits(_ factor: UInt64, times base: Int, power: Int) -> String {
        var digits = String(factor).utf8.reversed().map { Int($0) - 48 }
        for _ in 0..<power {
            var carry = 0
            for index in digits.indices {
                carry += digits[index] * base
                digits[index] = carry % 10
                carry /= 10
            }
            while carry > 0 {
                digits.append(carry % 10)
                carry /= 10
            }
        }
        return String(digits.reversed().flatMap { String($0) })
    }

    /// 2^-1075 = 5^1075 · 10^-1075, halfway between 0 and the smallest double: 752 digits.
    @Test func `half the smallest double is 0, and anything above it is not`() {
        let half = digits(1, times: 5, power: 1075)
        #expect(half.utf8.count == 752)
        #expect(rig.number(half + "e-1075") == 0)
        #expect(rig.number(half + "1e-1076") == .leastNonzeroMagnitude)
        for zeros in [1, 15, 16, 17, 300, 5_000, 100_000] {
            let above = half + String(repeating: "0", count: zeros) + "1"
            #expect(rig.number(above + "e-\(1076 + zeros)") == .leastNonzeroMagnitude)
            #expect(rig.number("0." + above.dropLast() + "0e\(752 - 1075)") == 0)
        }
    }

    /// (2^54 − 1) · 2^970 is halfway between the largest double and 2^1024.
    @Test func `what rounds to the largest double is read, what rounds above is not`() {
        let half = digits((1 << 54) - 1, times: 2, power: 970)
        #expect(rig.flaw(half) != nil)
        let below = digits((1 << 54) - 1, times: 2, power: 970).dropLast() + "0"
        #expect(half.hasSuffix("2") && rig.number(String(below)) == .greatestFiniteMagnitude)
        #expect(rig.number(below + ".99999999") == .greatestFiniteMagnitude)
    }

    @Test func `halfway between 1 and the next double goes to the even one`() {
        let half = "1.00000000000000011102230246251565404236316680908203125"
        #expect(rig.number(half) == 1)
        #expect(rig.number(half + String(repeating: "0", count: 3_000) + "1") == 1.0.nextUp)
        #expect(rig.number("-" + half + "1") == -1.0.nextUp)
    }

    @Test func `the shortest text of every double is read as that double`() {
        var random = AnswerRandom(seed: 1)
        for _ in 0..<50_000 {
            let double = Double(bitPattern: random.next())
            guard double.isFinite else { continue }
            let read = rig.number("\(double)")
            if read != double { Issue.record("\(double) is read as \(String(describing: read))") }
        }
    }

    @Test func `random decimals are read as the standard library reads them`() throws {
        var random = AnswerRandom(seed: 2)
        for _ in 0..<50_000 {
            var text = random.below(2) == 0 ? "-" : ""
            for _ in 0...random.below(25) { text += String(random.below(10)) }
            text += "."
            for _ in 0..<random.below(25) { text += String(random.below(10)) }
            if random.below(2) == 0 { text += "e\(random.below(700) - 350)" }
            let expected = try #require(Double(text.hasSuffix(".") ? text + "0" : text))
            let read = rig.read(Array(text.utf8))
            if expected.isInfinite, read.malformation?.reason == .outOfRange { continue }
            if read.answer.values[0].number.bitPattern != expected.bitPattern {
                Issue.record("\(text) is read as \(read.answer.values[0].number)")
            }
        }
    }
}
