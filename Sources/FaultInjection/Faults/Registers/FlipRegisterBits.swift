/// Bits of a register of the processor, between two instructions.
package struct FlipRegisterBits: Fault {
    package static let entry = CatalogueEntry(
        name: "flip-register-bits",
        summary: "flip neighbouring bits of a register between two instructions",
        parameters: [
            .init(
                name: "registers",
                values: "a list of rax..r15, rip, rflags, xmm0..xmm15 (the 16 general ones)"),
            .init(name: "bits", values: "1..32 (1)"),
        ],
        layer: .registers,
        undone: "the process is a copy and is ended",
        proof: "the register is read back before and after")

    private let registers: [Register]
    private let bits: UInt64

    package init(_ settings: inout FaultSettings) {
        registers = Register.read(&settings)
        bits = settings.number("bits", in: 1...32, or: 1)
    }

    package func extent(in window: FaultWindow) -> FaultExtent {
        FaultExtent(
            moments: window.steps, places: UInt64(registers.count), bits: 65 - bits)
    }

    package func injection(at point: FaultPoint, in window: FaultWindow) -> Injection {
        let mask = (1 as UInt128) << bits - 1
        return .process(
            after: point.moment,
            .flipRegister(registers[Int(point.place)], mask: mask << point.bit))
    }

    package func place(_ point: FaultPoint, in window: FaultWindow) -> String {
        registers[Int(point.place)].rawValue
    }

    package func places(in window: FaultWindow) -> FaultPlaces? {
        guard bits == 1 else { return nil }
        return FaultPlaces(
            registers.enumerated().map { place, register in
                let isFlags = register == .rflags
                return FaultPlaces.Stretch(
                    locations: isFlags ? .flags(0..<64) : .bytes(0..<8, of: register),
                    place: UInt64(place), bits: isFlags ? 1 : 8, isOnePlace: true)
            })
    }
}
