/// After a restrictive verdict nothing permissive goes out until enough demands in a row have
/// been agreed on.
package struct ReleaseLatch: Equatable, Sendable {
    /// Demands in a row that must be agreed on, and are held, after a restrictive verdict.
    private let demands: Int
    /// Those still to be held.
    private var toHold: Int
    private var isShut = false

    /// - Parameter confirm: so many demands in a row must be agreed on before one of them goes
    ///   out, from the first on: as a latch that begins closed and holds one fewer. 1 is none.
    package init(rule: LatchRule, confirm: Int = 1) {
        toHold = confirm - 1
        switch rule {
        case .none: demands = toHold
        case .agreed(let inARow): demands = max(inARow, toHold)
        case .forever: demands = .max
        }
    }

    package var isClosed: Bool { toHold > 0 || isShut }

    /// Nothing permissive goes out any more.
    package mutating func shut() { isShut = true }

    /// What it remembers of the verdicts so far, as one that begins anew is told it.
    var memory: UInt64 { UInt64(toHold) }

    mutating func recall(_ memory: UInt64) { toHold = min(demands, Int(clamping: memory)) }

    /// Takes the next verdict, in the order of the demands.
    ///
    /// - Returns: whether its answer may go out: it is agreed on and not held.
    package mutating func pass(isAgreed: Bool) -> Bool {
        guard isAgreed else {
            toHold = demands
            return false
        }
        guard isClosed else { return true }
        if toHold < .max { toHold -= 1 }
        return false
    }
}
