/// An operand as a disassembler sees it.
package enum InstructionOperand: Equatable, Sendable {
    case register(RegisterPart)
    case memory(InstructionAccess.MemoryOperand)
    case constant
    /// A register that no fault of the catalogue changes.
    case other

    var isVector: Bool {
        if case .register(let part) = self { part.register.vector != nil } else { false }
    }
}

/// Some bytes of a register under a name of their own, such as `ah`.
package struct RegisterPart: Hashable, Sendable {
    package var register: Register
    package var bytes: Range<Int>

    package init(_ register: Register, _ bytes: Range<Int>) {
        (self.register, self.bytes) = (register, bytes)
    }

    var locations: Locations { .bytes(bytes, of: register) }

    /// What is gone when it is written: with 32 bits of a general register its upper half, with a
    /// byte or two of it nothing else.
    var overwritten: Locations {
        let isWhole = bytes.count >= 4 && register.vector == nil
        return isWhole ? .all(of: register) : locations
    }

    /// By the name that assemblers use; nil for registers that no fault changes.
    package init?(_ name: String) {
        guard let part = Self.names[name] else { return nil }
        self = part
    }

    private static let names: [String: RegisterPart] = {
        var names: [String: RegisterPart] = [:]
        for register in Register.allCases where register != .rflags {
            names[register.rawValue] = RegisterPart(register, 0..<register.bits / 8)
        }
        for letter in ["a", "b", "c", "d"] {
            let register = Register(rawValue: "r\(letter)x")!
            names["e\(letter)x"] = RegisterPart(register, 0..<4)
            names["\(letter)x"] = RegisterPart(register, 0..<2)
            names["\(letter)l"] = RegisterPart(register, 0..<1)
            names["\(letter)h"] = RegisterPart(register, 1..<2)
        }
        for word in ["si", "di", "bp", "sp"] {
            let register = Register(rawValue: "r\(word)")!
            names["e\(word)"] = RegisterPart(register, 0..<4)
            names[word] = RegisterPart(register, 0..<2)
            names["\(word)l"] = RegisterPart(register, 0..<1)
        }
        for number in 8...15 {
            let register = Register(rawValue: "r\(number)")!
            for (suffix, count) in [("d", 4), ("w", 2), ("b", 1)] {
                names["r\(number)\(suffix)"] = RegisterPart(register, 0..<count)
            }
        }
        for number in 0...15 {
            let register = Register(rawValue: "xmm\(number)")!
            names["ymm\(number)"] = RegisterPart(register, 0..<16)
            names["zmm\(number)"] = RegisterPart(register, 0..<16)
        }
        names["eip"] = RegisterPart(.rip, 0..<4)
        return names
    }()
}
