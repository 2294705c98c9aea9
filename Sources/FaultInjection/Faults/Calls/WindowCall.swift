/// A system call that a replica makes while it works on a demand, as it was without a fault.
package struct WindowCall: Hashable, Sendable {
    package var place: CallPlace
    /// Instructions of the window before it; nil: the one that brought the demand. It has returned
    /// where the window begins.
    package var step: UInt64?
    /// Its first: a descriptor, a clock, an address.
    package var argument: UInt64
    /// Negative: an error of errno(3).
    package var result: Int64

    package init(_ place: CallPlace, step: UInt64?, argument: UInt64 = 0, result: Int64) {
        (self.place, self.step) = (place, step)
        (self.argument, self.result) = (argument, result)
    }

    package var name: String { SystemCallNames.name(place.number) }

    /// As `read handover 1`, or `brk 2`.
    package var text: String {
        [name, place.stream?.rawValue, String(place.ordinal)].compactMap { $0 }
            .joined(separator: " ")
    }

    /// Bytes that it moved, where it can move fewer of them.
    package var bytesMoved: UInt64 {
        CallChange.counted.contains(place.number) ? UInt64(max(0, result)) : 0
    }
}
