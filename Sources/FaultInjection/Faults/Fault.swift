/// A kind of fault with its parameters, as a campaign uses it.
///
/// Pure: it says how large its space is in one window of one target, and what is to be done at a
/// point of that space. Engines do it, and prove that it was done.
package protocol Fault: Sendable {
    /// What the catalogue says of it.
    static var entry: CatalogueEntry { get }

    /// Takes its parameters; what is wrong with them is noted in the settings.
    init(_ settings: inout FaultSettings)

    /// How many moments, places and bits there are; each product is one fault.
    func extent(in window: FaultWindow) -> FaultExtent

    /// - Parameter point: within the extent.
    func injection(at point: FaultPoint, in window: FaultWindow) -> Injection

    /// The place in words, such as `rbx` or `byte 12 of the answer`.
    func place(_ point: FaultPoint, in window: FaultWindow) -> String

    /// Which bits it flips; nil where a point of its space is anything but one flipped bit.
    func places(in window: FaultWindow) -> FaultPlaces?
}

extension Fault {
    package func places(in window: FaultWindow) -> FaultPlaces? { nil }
}

/// The sizes of the axes of a fault's space; all at least 1, or there is nothing to inject.
package struct FaultExtent: Equatable, Sendable {
    package var moments: UInt64
    package var places: UInt64
    package var bits: UInt64

    package init(moments: UInt64 = 1, places: UInt64 = 1, bits: UInt64 = 1) {
        (self.moments, self.places, self.bits) = (moments, places, bits)
    }

    /// Traps beyond 2⁶⁴: windows and memories are bounded far below.
    package var size: UInt64 { moments * places * bits }

    /// The point of a number below `size`: bits change fastest, moments slowest.
    package func point(_ number: UInt64) -> FaultPoint {
        FaultPoint(
            moment: number / bits / places, place: number / bits % places, bit: number % bits)
    }
}

/// One point of a fault's space, each part below its axis's size.
package struct FaultPoint: Codable, Hashable, Sendable {
    /// Of a traced fault, instructions of the window that went before.
    package var moment: UInt64
    package var place: UInt64
    package var bit: UInt64

    package init(moment: UInt64 = 0, place: UInt64 = 0, bit: UInt64 = 0) {
        (self.moment, self.place, self.bit) = (moment, place, bit)
    }
}
