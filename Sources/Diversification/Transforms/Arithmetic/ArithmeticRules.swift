/// The table of all rules; each is proved at 8, 16, 32 and 64 bits by `RuleProof` in a test.
///
/// After H. S. Warren, "Hacker's Delight", second edition, Addison-Wesley 2012, chapter 2, and
/// the substitutions of P. Junod, J. Rinaldini, J. Wehrli, J. Michielin, "Obfuscator-LLVM –
/// Software Protection for the Masses", SPRO 2015, doi:10.1109/SPRO.2015.10; unlike there, only
/// unsigned arithmetic is rewritten, since signed arithmetic that does not overflow may do so in
/// another form.
package enum ArithmeticRules {
    private static let x = ArithmeticTerm.x
    private static let y = ArithmeticTerm.y
    private static let one = ArithmeticTerm.constant(1)
    private static let two = ArithmeticTerm.constant(2)
    private static let zero = ArithmeticTerm.constant(0)

    package static let all: [ArithmeticRule] = sums + bits + signs + powers + comparisons

    private static let sums = [
        rule("add as xor and carry", x + y, (x ^ y) + two * (x & y)),
        rule("add as or and and", x + y, (x | y) + (x & y)),
        rule("add as subtraction", x + y, x - ~y - one),
        rule("subtract as addition", x - y, x + ~y + one),
        rule("subtract as xor and borrow", x - y, (x ^ y) - two * (~x & y)),
        rule("subtract by complement", x - y, ~(~x + y)),
    ]

    private static let bits = [
        rule("or as addition", x | y, (x & ~y) + y),
        rule("or as xor and and", x | y, (x ^ y) + (x & y)),
        rule("or by complement", x | y, ~(~x & ~y)),
        rule("xor as difference", x ^ y, (x | y) - (x & y)),
        rule("xor as or", x ^ y, (x & ~y) | (~x & y)),
        rule("and as difference", x & y, (x + y) - (x | y)),
        rule("and by complement", x & y, ~(~x | ~y)),
    ]

    private static let signs = [
        rule("negation as complement", -x, ~x + one),
        rule("negation as difference", -x, zero - x),
        rule("complement as negation", ~x, -x - one),
    ]

    private static let powers = [
        ArithmeticRule(
            name: "multiply as shift", left: x * y, right: x << .logarithmOfY,
            condition: .yIsPowerOfTwo),
        ArithmeticRule(
            name: "shift as multiply", left: x << y, right: x * .powerOfY,
            condition: .yIsBelowWidth),
    ]

    private static let comparisons = [
        rule("equal as zero", compare(.equal), .compare(.equal, x ^ y, zero)),
        rule("unequal as nonzero", compare(.notEqual), .compare(.notEqual, x - y, zero)),
        rule("less turned round", compare(.less), .compare(.greater, y, x)),
        rule("less by complement", compare(.less), .compare(.less, ~y, ~x)),
        rule("at most as not less", compare(.lessOrEqual), .not(.compare(.less, y, x))),
        rule("at least as not less", compare(.greaterOrEqual), .not(.compare(.less, x, y))),
        rule("greater by complement", compare(.greater), .compare(.greater, ~y, ~x)),
    ]

    private static func compare(_ comparison: ArithmeticTerm.Comparison) -> ArithmeticTerm {
        .compare(comparison, x, y)
    }

    private static func rule(
        _ name: String, _ left: ArithmeticTerm, _ right: ArithmeticTerm
    ) -> ArithmeticRule {
        ArithmeticRule(name: name, left: left, right: right)
    }
}
