/// Two terms that have one value in every unsigned type, under a condition on `y`.
struct ArithmeticRule: Equatable, Sendable {
    enum Condition: Sendable {
        case always
        /// `y` is a literal with one bit set.
        case yIsPowerOfTwo
        /// `y` is a literal smaller than the width.
        case yIsBelowWidth
    }

    let name: String
    /// An operator over variables: what the rule looks for.
    let left: ArithmeticTerm
    /// What it becomes.
    let right: ArithmeticTerm
    var condition = Condition.always
}
