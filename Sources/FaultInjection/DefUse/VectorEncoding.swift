/// A vector instruction that the disassembler does not know, as far as its encoding tells it: the
/// newer ones are younger than Debian's Capstone.
///
/// Encodings: Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2, sections 2.3
/// (VEX) and 2.7 (EVEX).
struct VectorEncoding {
    private let bytes: [UInt8]
    private let isLong: Bool
    private let map: UInt8
    /// Of base and index, bit 3.
    private let high: (base: Int, index: Int)
    /// Where its opcode stands.
    private let opcode: Int

    /// Nil for other encodings.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 8 else { return nil }
        self.bytes = bytes
        isLong = bytes[0] == 0x62
        switch bytes[0] {
        case 0x62:
            (map, opcode) = (bytes[1] & 7, 4)
            high = (bytes[1] & 0x20 == 0 ? 8 : 0, bytes[1] & 0x40 == 0 ? 8 : 0)
        case 0xC4:
            (map, opcode) = (bytes[1] & 31, 3)
            high = (bytes[1] & 0x20 == 0 ? 8 : 0, bytes[1] & 0x40 == 0 ? 8 : 0)
        case 0xC5: (map, opcode, high) = (1, 2, (0, 0))
        default: return nil
        }
    }

    /// Reads all registers, and touches what its address may mean; nil where it has many addresses.
    var access: InstructionAccess? {
        let gathers: Set<UInt8> = [0x90, 0x91, 0x92, 0x93, 0xA0, 0xA1, 0xA2, 0xA3, 0xC6, 0xC7]
        if map == 2 && gathers.contains(bytes[opcode]) { return nil }
        let form = bytes[opcode + 1]
        var place = opcode + 2
        guard form >> 6 != 3, let operand = operand(form, &place) else {
            return form >> 6 == 3
                ? InstructionAccess(name: "unknown", operands: [], byteCount: place) : nil
        }
        // A short displacement counts in units that the opcode tells: any of these.
        let units: [Int64] = form >> 6 == 1 && isLong ? [1, 2, 4, 8, 16, 32, 64] : [1]
        let operands = units.map { unit in
            var scaled = operand
            scaled.displacement *= unit
            return InstructionOperand.memory(scaled)
        }
        return InstructionAccess(name: "unknown", operands: operands, byteCount: place)
    }

    private func operand(
        _ form: UInt8, _ place: inout Int
    ) -> InstructionAccess.MemoryOperand? {
        // A byte more: of one that counts from its end, which a constant may put off.
        var operand = InstructionAccess.MemoryOperand(byteCount: 65)
        var base = Int(form & 7)
        if base == 4 {
            let index = bytes[place]
            place += 1
            base = Int(index & 7)
            let number = Int(index >> 3 & 7) + high.index
            if number != 4 {
                operand.index = Register.numbered(number)
                operand.scale = 1 << UInt64(index >> 6)
            }
            if base != 5 || form >> 6 != 0 { operand.base = Register.numbered(base + high.base) }
        } else {
            let isRelative = base == 5 && form >> 6 == 0
            operand.base = isRelative ? .rip : Register.numbered(base + high.base)
        }
        let isWide = form >> 6 == 2 || form >> 6 == 0 && base == 5
        guard place + 4 <= bytes.count else { return nil }
        if isWide {
            let word = (0..<4).reduce(0 as UInt32) { $0 | UInt32(bytes[place + $1]) << ($1 * 8) }
            operand.displacement = Int64(Int32(bitPattern: word))
            place += 4
        } else if form >> 6 == 1 {
            operand.displacement = Int64(Int8(bitPattern: bytes[place]))
            place += 1
        }
        return operand
    }
}

extension Register {
    /// A general one by the number that instructions have for it.
    static func numbered(_ number: Int) -> Register {
        let order: [Register] = [
            .rax, .rcx, .rdx, .rbx, .rsp, .rbp, .rsi, .rdi, .r8, .r9, .r10, .r11, .r12, .r13, .r14,
            .r15,
        ]
        return order[number]
    }
}
