/// Demands on which the versions stand to each other in the same way, each way once.
///
/// Most demands look alike to a vote (all right; version 7 alone wrong), so what is computed for
/// every resample is computed per pattern and weighted by how many demands have it.
package struct Patterns<Pattern: Hashable & Sendable>: Sendable {
    package private(set) var all: [Pattern] = []
    /// By demand, an index in `all`.
    package private(set) var ofDemand: [Int32] = []

    /// Time linear in the demands.
    init(demands: Int, _ pattern: (Int) -> Pattern) {
        var known: [Pattern: Int32] = [:]
        ofDemand.reserveCapacity(demands)
        for demand in 0..<demands {
            let found = pattern(demand)
            let next = Int32(all.count)
            if let index = known[found] {
                ofDemand.append(index)
            } else {
                known[found] = next
                ofDemand.append(next)
                all.append(found)
            }
        }
    }
}
