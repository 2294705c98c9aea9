import FaultInjection

/// One fault to be injected: its number in the campaign, and its coordinates.
package struct Trial: Equatable, Sendable {
    /// From 1; with campaign and seed it is all that is needed to do it again.
    package var id: UInt64
    package var line: Int
    /// Indices of replicas.
    package var hit: [Int]
    /// Index among the campaign's demands.
    package var demand: Int
    package var point: FaultPoint
    /// How many points of the space it stands for, over the number of trials of its line.
    package var weight: Double

    package init(
        id: UInt64, line: Int, hit: [Int], demand: Int, point: FaultPoint, weight: Double
    ) {
        (self.id, self.line, self.hit) = (id, line, hit)
        (self.demand, self.point, self.weight) = (demand, point, weight)
    }
}
