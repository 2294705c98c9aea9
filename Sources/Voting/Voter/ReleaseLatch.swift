/// After a restrictive verdict nothing permissive goes out until the rule is met.
package struct ReleaseLatch: Equatable, Sendable {
    package let rule: LatchRule
    package private(set) var isClosed = false
    private var agreedInRow = 0

    package init(rule: LatchRule) { self.rule = rule }

    /// Takes the next verdict, in the order of the demands.
    ///
    /// - Returns: whether its answer may go out: it is agreed on and not held.
    package mutating func pass(isAgreed: Bool) -> Bool {
        guard isAgreed else {
            isClosed = rule != .none
            agreedInRow = 0
            return false
        }
        guard isClosed else { return true }
        agreedInRow += 1
        if rule == .agreed(inARow: agreedInRow) { isClosed = false }
        return false
    }
}
