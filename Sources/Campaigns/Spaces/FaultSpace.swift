import FaultInjection

/// All faults of a campaign, one behind the other: what trials are drawn from.
///
/// A fault is a point in replica × demand × moment × place × bit, and windows differ in length: so
/// that every point is as likely, a point is drawn by its number in the whole space, never axis by
/// axis (H. Schirmeier, C. Borchert, O. Spinczyk, "Avoiding Pitfalls in Fault-Injection Based
/// Comparison of Program Susceptibility to Soft Errors", DSN 2015).
package struct FaultSpace: Sendable {
    /// The points of one line, in those that are hit, at one demand.
    package struct Stratum: Sendable {
        package var line: Int
        /// Indices of replicas, ascending; the first decides on the extent. None for what is
        /// shared.
        package var hit: [Int]
        /// Index among the campaign's demands.
        package var demand: Int
        package var extent: FaultExtent
    }

    /// Those that are not empty, in the order of lines, replicas and demands.
    package let strata: [Stratum]
    /// Of each stratum, how many points it and those before it have.
    private let ends: [UInt64]
    /// Of each line, the numbers of its points.
    package let lines: [Range<UInt64>]

    package var size: UInt64 { ends.last ?? 0 }

    /// - Parameters:
    ///   - replicas: those that may be hit.
    ///   - windows: by replica (all of the ensemble) and demand.
    ///   - components: likewise, of what is shared.
    package init(
        _ campaign: Campaign, replicas: [Int], windows: [[FaultWindow]],
        components: [LiveScene: [FaultWindow]] = [:]
    ) {
        var strata: [Stratum] = []
        var ends: [UInt64] = []
        var lines: [Range<UInt64>] = []
        var end: UInt64 = 0
        for (index, line) in campaign.lines.enumerated() {
            let start = end
            let hits =
                line.scene == nil ? Self.choices(of: line.hits, from: replicas) : [[]]
            for hit in hits {
                let struck =
                    line.scene.map { components[$0.recorded] ?? [] } ?? windows[hit[0]]
                for demand in struck.indices {
                    let extent = line.fault.extent(in: struck[demand])
                    guard extent.size > 0 else { continue }
                    end += extent.size
                    strata.append(
                        Stratum(line: index, hit: hit, demand: demand, extent: extent))
                    ends.append(end)
                }
            }
            lines.append(start..<end)
        }
        (self.strata, self.ends, self.lines) = (strata, ends, lines)
    }

    /// - Parameter number: below `size`.
    package func point(_ number: UInt64) -> (stratum: Stratum, point: FaultPoint) {
        let (index, rest) = stratum(of: number)
        return (strata[index], strata[index].extent.point(rest))
    }

    /// Which stratum has it, and its number in there.
    func stratum(of number: UInt64) -> (index: Int, number: UInt64) {
        var low = 0
        var high = ends.count
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] <= number { low = middle + 1 } else { high = middle }
        }
        return (low, number - (low > 0 ? ends[low - 1] : 0))
    }

    /// All sets of so many, in order.
    static func choices(of count: Int, from all: [Int]) -> [[Int]] {
        if count == 0 { return [[]] }
        guard let first = all.first else { return [] }
        let rest = Array(all.dropFirst())
        return choices(of: count - 1, from: rest).map { [first] + $0 }
            + choices(of: count, from: rest)
    }
}
