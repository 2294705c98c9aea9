/// The addresses of the instructions that were executed, in order.
package struct StepList: Equatable, Sendable {
    /// Each address once, in the order of first appearance.
    package private(set) var addresses: [UInt64] = []
    /// For each step the place of its address in `addresses`.
    private(set) var numbers: [UInt32] = []
    /// By place: whether some step is followed by another at the same address, as a repeated
    /// string instruction is, which a breakpoint sees once.
    private(set) var isRepeated: [Bool] = []
    private var places: [UInt64: UInt32] = [:]

    package init() {}

    package var count: Int { numbers.count }

    /// The address of the instruction that step `index` executes.
    package subscript(index: Int) -> UInt64 { addresses[Int(numbers[index])] }

    package mutating func append(_ address: UInt64) {
        let place = place(of: address)
        if numbers.last == place { isRepeated[Int(place)] = true }
        numbers.append(place)
    }

    /// Steps that follow each other at different addresses.
    ///
    /// - Parameter places: as `place(of:)` gives them; not empty.
    mutating func append(places: [UInt32]) {
        if numbers.last == places[0] { isRepeated[Int(places[0])] = true }
        numbers += places
    }

    /// The place of an address that will be appended next, if it is new.
    mutating func place(of address: UInt64) -> UInt32 {
        if let place = places[address] { return place }
        let place = UInt32(addresses.count)
        places[address] = place
        addresses.append(address)
        isRepeated.append(false)
        return place
    }

    package static func == (left: StepList, right: StepList) -> Bool {
        left.numbers == right.numbers && left.addresses == right.addresses
    }
}
