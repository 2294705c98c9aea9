/// All configured replicas gave the same answer, perhaps for several demands in a row.
///
/// With two replicas this is comparison of a duplex, the composite fail-safety of EN 50129 (B.3.1).
/// `confirm` is the confirmation time of flight control monitors, turned round: there a
/// disagreement counts only after it has lasted, here an agreement does. Under a tolerance all
/// pairs must be within it, so the diameter is at most the tolerance.
package struct RequireUnanimity: ConfiguredPolicy {
    package static let name = "unanimity"
    /// Unanimous demands in a row, this one included, before one goes out: 1 or more.
    package let confirm: Int
    private let replicas: Int
    /// Unanimous demands since the last that was not.
    private var inARow = 0

    package init(replicas: Int, confirm: Int = 1) {
        self.replicas = replicas
        self.confirm = confirm
    }

    package init(reading items: inout PolicyItems) throws(PolicyTextError) {
        replicas = items.replicas
        confirm = try items.integer("confirm", 1, 1_000_000, else: 1)
    }

    package var text: String { "\(Self.name),confirm=\(confirm)" }
    package var summary: String {
        "the answer that all \(replicas) replicas gave"
            + (confirm > 1
                ? ", from the demand on that is unanimous \(confirm) times in a row" : "")
    }
    package var needs: RoundNeeds { confirm > 1 ? .memory : [] }
    package var release: ReleaseGuarantee { .atLeast(replicas) }

    package func decide(_ round: borrowing Round) -> Decision {
        var largest = 0
        for replica in round.answered {
            largest = max(largest, round.same[replica].count)
        }
        for replica in round.answered where round.same[replica] != round.answered {
            return .restrictive(.noQuorum(largest: largest, needed: replicas))
        }
        guard round.reachable == replicas else {
            return .restrictive(.noQuorum(largest: round.reachable, needed: replicas))
        }
        if inARow + 1 < confirm {
            return .restrictive(.unconfirmed(inARow: inARow, needed: confirm))
        }
        return round.open.isEmpty ? .agreed(round.election(of: 0)) : .undecided(round.open)
    }

    package mutating func settle(_ round: borrowing Round, _ decision: Decision) {
        var isUnanimous = round.answered.count == replicas
        for replica in round.answered where round.same[replica] != round.answered {
            isUnanimous = false
        }
        inARow = isUnanimous ? min(inARow + 1, confirm) : 0
    }
}
