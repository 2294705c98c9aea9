/// Neighbouring places that a fault can change and an instruction can read or write: bytes of
/// memory or of a register, or single flags.
///
/// One line of numbers for all of them: memory stands at its addresses, and what belongs to the
/// processor above all addresses that a program can have.
package struct Locations: Hashable, Sendable {
    package var start: UInt64
    package var count: UInt64

    package init(start: UInt64, count: UInt64) {
        (self.start, self.count) = (start, count)
    }

    package var numbers: Range<UInt64> { start..<start + count }

    private static let registers: UInt64 = 1 << 63
    private static let flags: UInt64 = 1 << 63 + 1 << 12

    /// Bytes of a register, the lowest first; of the flags use `flags`.
    package static func bytes(_ bytes: Range<Int>, of register: Register) -> Locations {
        precondition(register != .rflags, "flags are counted in bits")
        let place = Register.allCases.firstIndex(of: register)!
        return Locations(
            start: registers + UInt64(place * 16 + bytes.lowerBound), count: UInt64(bytes.count))
    }

    package static func all(of register: Register) -> Locations {
        bytes(0..<register.bits / 8, of: register)
    }

    /// Single bits of `rflags`.
    package static func flags(_ bits: Range<Int>) -> Locations {
        Locations(start: flags + UInt64(bits.lowerBound), count: UInt64(bits.count))
    }

    package enum Owner: Equatable, Sendable {
        case memory
        case byte(Register, Int)
        /// A bit of `rflags`.
        case flag(Int)
    }

    package static func owner(of number: UInt64) -> Owner {
        if number >= flags { return .flag(Int(number - flags)) }
        if number < registers { return .memory }
        let place = Int(number - registers)
        return .byte(Register.allCases[place / 16], place % 16)
    }

    package var isOfProcessor: Bool { start >= Self.registers }

    /// Whether every instruction depends on it, and may change it: where the program is, and the
    /// flags that say how it is executed.
    package static func isAlwaysRead(_ number: UInt64) -> Bool {
        if all(of: .rip).numbers.contains(number) { return true }
        guard flags(0..<64).numbers.contains(number) else { return false }
        return StatusFlag(rawValue: Int(number - flags)) == nil
    }
}

/// The flags that instructions compute with; the raw value is the number of the bit.
package enum StatusFlag: Int, CaseIterable, Sendable {
    case carry = 0
    case parity = 2
    case adjust = 4
    case zero = 6
    case sign = 7
    case direction = 10
    case overflow = 11

    var location: Locations { .flags(rawValue..<rawValue + 1) }

    /// Those that arithmetic sets.
    static let arithmetic: [StatusFlag] = [.carry, .parity, .adjust, .zero, .sign, .overflow]
}
