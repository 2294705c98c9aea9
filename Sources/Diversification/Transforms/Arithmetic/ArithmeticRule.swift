/// Two terms that have one value in every unsigned type, under a condition on `y`.
package struct ArithmeticRule: Equatable, Sendable {
    package enum Condition: Sendable {
        case always
        /// `y` is a literal with one bit set.
        case yIsPowerOfTwo
        /// `y` is a literal smaller than the width.
        case yIsBelowWidth
    }

    package let name: String
    /// An operator over variables: what the rule looks for.
    package let left: ArithmeticTerm
    /// What it becomes.
    package let right: ArithmeticTerm
    package var condition = Condition.always

    package init(
        name: String, left: ArithmeticTerm, right: ArithmeticTerm, condition: Condition = .always
    ) {
        self.name = name
        self.left = left
        self.right = right
        self.condition = condition
    }
}
