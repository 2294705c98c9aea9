import FaultInjection

/// A fault space in which what cannot be told apart is one trial (see `DefUseClasses`).
///
/// Faults that flip no single bit, and those that hit several replicas at once or what these share,
/// stay as they are: a class of one window is none of another.
package struct PrunedSpace: Sendable {
    private let space: FaultSpace
    /// One a stratum; nil where every point is a trial.
    private let strata: [PrunedStratum?]
    /// Of each stratum, how many trials it and those before it have.
    private let ends: [UInt64]

    /// - Parameters:
    ///   - windows: by replica and demand, as `space` was made of.
    ///   - traces: likewise, of those that may be hit.
    package init(
        _ campaign: Campaign, _ space: FaultSpace, windows: [[FaultWindow]],
        traces: [[AccessTrace]]
    ) {
        self.space = space
        let strata = space.strata.map { stratum -> PrunedStratum? in
            guard stratum.hit.count == 1 else { return nil }
            let window = windows[stratum.hit[0]][stratum.demand]
            guard let places = campaign.lines[stratum.line].fault.places(in: window) else {
                return nil
            }
            let trace = traces[stratum.hit[0]][stratum.demand]
            precondition(
                UInt64(trace.steps) == window.steps,
                "\(trace.steps) steps were noted of \(window.steps)")
            return PrunedStratum(places, trace)
        }
        var end: UInt64 = 0
        ends = zip(space.strata, strata).map { stratum, pruned in
            end += pruned?.trialCount ?? stratum.extent.size
            return end
        }
        self.strata = strata
    }

    package var trialCount: UInt64 { ends.last ?? 0 }

    /// Trials of one line, or of all, in which something is injected.
    package func triedCount(line: Int? = nil) -> UInt64 {
        zip(space.strata, strata).filter { line == nil || $0.0.line == line }
            .reduce(0) { $0 + ($1.1?.triedCount ?? $1.0.extent.size) }
    }

    /// - Parameter id: 1...trialCount.
    /// - Complexity: O(log classes).
    func trial(_ id: UInt64) -> Trial {
        let index = PrunedStratum.first(ends, above: id - 1)
        let number = id - 1 - (index > 0 ? ends[index - 1] : 0)
        let stratum = space.strata[index]
        let (point, weight, way) =
            strata[index]?.trial(number) ?? (stratum.extent.point(number), 1, .tried)
        var trial = Trial(
            id: id, line: stratum.line, hit: stratum.hit, demand: stratum.demand, point: point,
            weight: Double(weight))
        trial.way = way
        return trial
    }
}
