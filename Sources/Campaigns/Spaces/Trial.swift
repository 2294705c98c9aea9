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
    /// How it is found out what comes of it.
    package var way = Way.tried

    package enum Way: Equatable, Sendable {
        /// It is injected.
        case tried
        /// The same at another moment is injected, of the same class.
        case triedAt(moment: UInt64)
        /// What it changes is written over, or not read in its window: nothing is injected.
        case overwritten, unread
    }

    /// When it is injected, if it is.
    var moment: UInt64 {
        if case .triedAt(let moment) = way { moment } else { point.moment }
    }

    package init(
        id: UInt64, line: Int, hit: [Int], demand: Int, point: FaultPoint, weight: Double
    ) {
        (self.id, self.line, self.hit) = (id, line, hit)
        (self.demand, self.point, self.weight) = (demand, point, weight)
    }
}
