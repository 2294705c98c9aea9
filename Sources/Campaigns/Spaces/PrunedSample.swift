import FaultInjection

/// Points of a fault space that are drawn, and of which only those are injected that can do
/// something (see `DefUseClasses`).
package struct PrunedSample: Sendable {
    private let space: FaultSpace
    /// One a stratum; nil where every point is injected.
    private let strata: [(places: FaultPlaces, classes: any ClassFinding)?]

    /// - Parameters:
    ///   - windows: by replica and demand, as `space` was made of.
    ///   - accesses: likewise, of those that may be hit.
    package init(
        _ campaign: Campaign, _ space: FaultSpace, windows: [[FaultWindow]],
        accesses: [[WindowAccesses]]
    ) {
        self.space = space
        strata = space.strata.map { stratum in
            guard stratum.hit.count == 1,
                let places = campaign.lines[stratum.line].fault.places(
                    in: windows[stratum.hit[0]][stratum.demand])
            else { return nil }
            let known = accesses[stratum.hit[0]][stratum.demand]
            return (places, known.classes(of: places.stretches.map(\.locations)))
        }
    }

    /// - Parameter number: of a point of the space.
    func way(_ number: UInt64) -> Trial.Way {
        let (index, rest) = space.stratum(of: number)
        let point = space.strata[index].extent.point(rest)
        guard let (places, classes) = strata[index], let location = places.location(of: point),
            let found = classes.found(of: location, at: point.moment)
        else { return .tried }
        return switch found.fate {
        case .read: .triedAt(moment: UInt64(found.representative))
        case .overwritten: .overwritten
        case .unread: .unread
        }
    }
}
