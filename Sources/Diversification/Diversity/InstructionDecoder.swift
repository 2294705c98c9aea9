/// Reads instructions from bytes; a value of its own for each section.
struct InstructionDecoder {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0
    private var end = 0
    private var isShort = false
    private var isShortAddress = false
    private var isWide = false
    private var displacementAt: Int?

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// The instruction that starts at `offset`; nil when there is none, or not all of it.
    mutating func decode(at offset: Int) -> Instruction? {
        at = offset
        end = min(bytes.count, offset + 15)
        (isShort, isShortAddress, isWide, displacementAt) = (false, false, false, nil)
        skipPrefixes()
        guard at < end else { return nil }
        var instruction = Instruction()
        let opcode = next()
        switch opcode {
        case 0x0f: guard decodeTwoBytes(&instruction) else { return nil }
        case 0xc4, 0xc5, 0x62: guard decodeVector(opcode) else { return nil }
        default: guard decodeOneByte(opcode, &instruction) else { return nil }
        }
        guard at <= end else { return nil }
        instruction.length = at - offset
        instruction.displacementAt = displacementAt.map { $0 - offset }
        return instruction
    }

    /// Zero behind the end: the caller finds out by `at`.
    private mutating func next() -> UInt8 {
        defer { at += 1 }
        return at < end ? bytes[at] : 0
    }

    private mutating func skipPrefixes() {
        while at < end {
            switch bytes[at] {
            case 0x66: isShort = true
            case 0x67: isShortAddress = true
            case 0x26, 0x2e, 0x36, 0x3e, 0x64, 0x65, 0xf0, 0xf2, 0xf3: break
            case 0x40...0x4f:
                // A REX prefix counts only directly before the opcode.
                isWide = bytes[at] & 8 != 0
                at += 1
                return
            default: return
            }
            at += 1
        }
    }

    /// The operand byte with what hangs on it; its middle three bits.
    @discardableResult
    private mutating func operands() -> UInt8 {
        let byte = next()
        let (mode, place) = (byte >> 6, byte & 7)
        if mode != 3 {
            var isAbsolute = mode == 0 && place == 5
            if isAbsolute { displacementAt = at }
            if place == 4 { isAbsolute = next() & 7 == 5 && mode == 0 }
            at += mode == 1 ? 1 : mode == 2 || isAbsolute ? 4 : 0
        }
        return byte >> 3 & 7
    }

    private var immediateBytes: Int { isShort && !isWide ? 2 : 4 }

    private mutating func branch(_ instruction: inout Instruction) {
        instruction.kind = .transfer
        displacementAt = at
        instruction.displacementIsBranch = true
        at += 4
    }

    private mutating func decodeOneByte(
        _ opcode: UInt8, _ instruction: inout Instruction
    ) -> Bool {
        switch opcode {
        case 0x00...0x3f:
            switch opcode & 7 {
            case 0...3: operands()
            case 4: at += 1
            case 5: at += immediateBytes
            default: return false
            }
        case 0x50...0x5f, 0x6c...0x6f, 0x90...0x99, 0x9b...0x9f, 0xa4...0xa7, 0xaa...0xaf, 0xc9,
            0xd7, 0xec...0xef, 0xf1, 0xf5, 0xf8...0xfd:
            break
        case 0x63, 0x84...0x8e, 0xd0...0xd3, 0xd8...0xdf: operands()
        case 0x8f: guard operands() == 0 else { return false }
        case 0x68, 0xa9: at += immediateBytes
        case 0x69, 0x81, 0xc7:
            operands()
            at += immediateBytes
        case 0x6a, 0xa8, 0xb0...0xb7, 0xcd, 0xe4...0xe7: at += 1
        case 0x6b, 0x80, 0x83, 0xc0, 0xc1, 0xc6:
            operands()
            at += 1
        case 0xa0...0xa3: at += isShortAddress ? 4 : 8
        case 0xb8...0xbf: at += isWide ? 8 : immediateBytes
        case 0xc8: at += 3
        case 0xf6, 0xf7:
            let isTest = operands() < 2
            if isTest { at += opcode == 0xf6 ? 1 : immediateBytes }
        case 0xfe: guard operands() < 2 else { return false }
        default: return decodeTransfer(opcode, &instruction)
        }
        return true
    }

    private mutating func decodeTransfer(
        _ opcode: UInt8, _ instruction: inout Instruction
    ) -> Bool {
        switch opcode {
        case 0xc3, 0xcb: instruction.kind = .freeBranch
        case 0xc2, 0xca:
            instruction.kind = .freeBranch
            at += 2
        case 0x70...0x7f, 0xe0...0xe3, 0xeb:
            instruction.kind = .transfer
            at += 1
        case 0xe8, 0xe9: branch(&instruction)
        case 0xcc, 0xcf, 0xf4: instruction.kind = .transfer
        case 0xff:
            let isRegister = at < end && bytes[at] >> 6 == 3
            switch operands() {
            case 2, 4: instruction.kind = .freeBranch
            case 3, 5:
                if isRegister { return false }
                instruction.kind = .freeBranch
            case 7: return false
            default: break
            }
        default: return false
        }
        return true
    }

    private mutating func decodeTwoBytes(_ instruction: inout Instruction) -> Bool {
        let opcode = next()
        switch opcode {
        case 0x38:
            at += 1
            operands()
        case 0x3a:
            at += 1
            operands()
            at += 1
        case 0x04, 0x0a, 0x0c, 0x0f, 0x24...0x27, 0x36, 0x39, 0x3b...0x3f, 0x7a, 0x7b, 0xa6, 0xa7:
            return false
        case 0x0b: instruction.kind = .transfer
        case 0x05...0x09, 0x0e, 0x30...0x35, 0x37, 0x77, 0xa0...0xa2, 0xa8...0xaa, 0xc8...0xcf:
            break
        case 0x80...0x8f: branch(&instruction)
        case 0x70...0x73, 0xa4, 0xac, 0xba, 0xc2, 0xc4...0xc6:
            operands()
            at += 1
        default: operands()
        }
        return true
    }

    private mutating func decodeVector(_ escape: UInt8) -> Bool {
        let payload = next()
        let map = escape == 0xc5 ? 1 : payload & (escape == 0x62 ? 7 : 31)
        at += escape == 0x62 ? 2 : escape == 0xc4 ? 1 : 0
        let opcode = next()
        guard map != 1 || opcode != 0x77 else { return escape != 0x62 }
        switch map {
        case 1:
            operands()
            if [0x70, 0x71, 0x72, 0x73, 0xc2, 0xc4, 0xc5, 0xc6].contains(opcode) { at += 1 }
        case 3:
            operands()
            at += 1
        case 2, 5, 6: operands()
        default: return false
        }
        return true
    }
}
