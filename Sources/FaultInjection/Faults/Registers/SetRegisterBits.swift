/// Bits of a register that are stuck at 0 or at 1 for a while.
///
/// Where they have the value anyway nothing is changed: such a fault is not activated.
package struct SetRegisterBits: Fault {
    package static let entry = CatalogueEntry(
        name: "set-register-bits",
        summary: "let neighbouring bits of a register be 0, or 1, before one or more instructions",
        parameters: [
            .init(
                name: "registers",
                values: "a list of rax..r15, rip, rflags, xmm0..xmm15 (the 16 general ones)"),
            .init(name: "bits", values: "1..32 (1)"),
            .init(name: "values", values: "a list of 0, 1 (both)"),
            .init(
                name: "instructions",
                values: "1..10000, and no further than to a system call (1)"),
        ],
        layer: .registers,
        undone: "the process is a copy and is ended",
        proof: "the register is read back before and after the first change")

    private let registers: [Register]
    private let bits: UInt64
    private let values: [Bool]
    private let instructions: UInt64

    package init(_ settings: inout FaultSettings) {
        registers = Register.read(&settings)
        bits = settings.number("bits", in: 1...32, or: 1)
        values = settings.words("values", of: ["0", "1"], or: ["0", "1"]).map { $0 == "1" }
        instructions = settings.number("instructions", in: 1...10_000, or: 1)
    }

    package func extent(in window: FaultWindow) -> FaultExtent {
        FaultExtent(
            moments: window.steps, places: UInt64(registers.count * values.count),
            bits: 65 - bits)
    }

    package func injection(at point: FaultPoint, in window: FaultWindow) -> Injection {
        let (register, value) = spot(point)
        let mask = (1 as UInt128) << bits - 1
        return .process(
            after: point.moment,
            .setRegister(
                register, mask: mask << point.bit, to: value, instructions: instructions))
    }

    package func place(_ point: FaultPoint, in window: FaultWindow) -> String {
        let (register, value) = spot(point)
        return "\(register.rawValue) at \(value ? 1 : 0)"
    }

    private func spot(_ point: FaultPoint) -> (Register, Bool) {
        let place = Int(point.place)
        return (registers[place / values.count], values[place % values.count])
    }
}

extension Register {
    /// Those that a line names.
    static func read(_ settings: inout FaultSettings) -> [Register] {
        let general = allCases.prefix(16).map(\.rawValue)
        return settings.words("registers", of: allCases.map(\.rawValue), or: general)
            .compactMap { Register(rawValue: $0) }
    }
}
