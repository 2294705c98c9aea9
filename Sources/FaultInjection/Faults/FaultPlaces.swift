/// Which bits of the machine a fault's places are, where each point of its space flips one bit.
package struct FaultPlaces: Equatable, Sendable {
    package struct Stretch: Equatable, Sendable {
        package var locations: Locations
        /// Of the first location.
        package var place: UInt64
        /// Bits of one location.
        package var bits: UInt64
        /// Whether all locations are one place of the fault, its bits one behind the other;
        /// otherwise each is a place.
        package var isOnePlace: Bool

        /// The points of one location, but for their moment.
        package func points(of location: UInt64) -> (place: UInt64, bits: Range<UInt64>) {
            let offset = location - locations.start
            if !isOnePlace { return (place + offset, 0..<bits) }
            return (place, offset * bits..<(offset + 1) * bits)
        }
    }

    /// By place.
    package var stretches: [Stretch]

    package init(_ stretches: [Stretch]) { self.stretches = stretches }

    package func location(of point: FaultPoint) -> UInt64? {
        for stretch in stretches {
            if stretch.isOnePlace {
                guard stretch.place == point.place else { continue }
                return stretch.locations.start + point.bit / stretch.bits
            }
            let offset = point.place &- stretch.place
            if offset < stretch.locations.count { return stretch.locations.start + offset }
        }
        return nil
    }

    package func stretch(of location: UInt64) -> Stretch? {
        stretches.first { $0.locations.numbers.contains(location) }
    }
}
