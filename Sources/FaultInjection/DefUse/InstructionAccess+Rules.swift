extension InstructionAccess {
    /// - Parameters:
    ///   - name: without prefixes, as a disassembler says it.
    ///   - isRepeated: whether `rep` or the like stands before it.
    package init(
        name: String, operands: [InstructionOperand], byteCount: Int, isRepeated: Bool = false
    ) {
        self.init(byteCount: byteCount)
        self.isRepeated = isRepeated
        if InstructionRules.idle.contains(name) { return }
        if name == "syscall" {
            noteSystemCall()
            return
        }
        let flags = InstructionRules.flags(of: name)
        for flag in flags.reads { reads.insert(flag.location) }
        for flag in flags.writes { writes.insert(flag.location) }
        let isConditional = InstructionRules.condition(of: name) != nil
        let isVector = name == "vzeroupper" || operands.contains(where: \.isVector)
        // A vector instruction may be called what a string instruction is called.
        let isString = !isVector && InstructionRules.strings.contains(name)
        if isVector { noteFlags() }
        let isKnown =
            InstructionRules.puttingInto.contains(name) || InstructionRules.reading.contains(name)
            || isConditional || isString || isVector
        guard isKnown, !InstructionRules.isStrange(name), !hasShortSlot(name, operands) else {
            noteUnknown(name, operands)
            return
        }
        if isCleared(name, operands) {
            if case .register(let part) = operands[0] { writes.insert(part.overwritten) }
            return
        }
        noteOperands(name, operands)
        noteImplicit(name, operands)
        if isString { noteString(name) }
    }

    /// Two bytes on the stack in place of eight.
    private func hasShortSlot(_ name: String, _ operands: [InstructionOperand]) -> Bool {
        guard name == "push" || name == "pop" else { return false }
        switch operands.first {
        case .register(let part): return part.bytes.count != 8
        case .memory(let operand): return operand.byteCount != 8
        default: return false
        }
    }

    private mutating func noteFlags() {
        for flag in StatusFlag.allCases { reads.insert(flag.location) }
    }

    /// What is combined with itself so that nothing of it is left.
    private func isCleared(_ name: String, _ operands: [InstructionOperand]) -> Bool {
        guard ["xor", "sub", "pxor", "xorps", "xorpd"].contains(name), operands.count == 2,
            case .register(let part) = operands[0]
        else { return false }
        return operands[0] == operands[1] && (part.bytes.count >= 4)
    }

    private mutating func noteOperands(_ name: String, _ operands: [InstructionOperand]) {
        for (index, operand) in operands.enumerated() {
            let isTarget = index == 0 && isPutInto(name, operands)
            switch operand {
            case .register(let part):
                if isTarget {
                    writes.insert(part.overwritten)
                } else {
                    reads.insert(part.locations)
                }
            case .memory(var operand):
                noteAddress(operand)
                if name == "lea" { continue }
                operand.isWritten = isTarget
                // How much is stored, the register knows better.
                if isTarget, operands.count > 1, case .register(let part) = operands[1],
                    part.register.vector == nil
                {
                    operand.byteCount = UInt64(part.bytes.count)
                }
                memory.append(operand)
            case .constant, .other: break
            }
        }
    }

    /// Whether the first operand is only written.
    private func isPutInto(_ name: String, _ operands: [InstructionOperand]) -> Bool {
        if name.hasPrefix("set") { return true }
        // A third one says which part of it.
        if name.hasPrefix("vmov") && operands.count != 2 { return false }
        if name == "imul" { return operands.count == 3 }
        guard InstructionRules.puttingInto.contains(name) else { return false }
        // Between registers these keep the upper part.
        guard name == "movss" || name == "movsd" else { return true }
        let registers = operands.allSatisfy { if case .register = $0 { true } else { false } }
        return !registers
    }

    private mutating func noteAddress(_ operand: MemoryOperand) {
        for register in [operand.base, operand.index] {
            if let register, register != .rip { reads.insert(.all(of: register)) }
        }
    }

    private mutating func noteImplicit(_ name: String, _ operands: [InstructionOperand]) {
        switch name {
        case "push", "call": noteStack(from: operands, isWritten: true)
        case "pop", "ret": noteStack(from: operands, isWritten: false)
        case "leave":
            reads.insert(.all(of: .rbp))
            writes.insert(.all(of: .rsp))
            var saved = MemoryOperand(byteCount: 8)
            saved.base = .rbp
            memory.append(saved)
        case "cdqe", "cwde", "cbw", "cmpxchg": reads.insert(.all(of: .rax))
        case "cdq", "cqo":
            reads.insert(.all(of: .rax))
            writes.insert(.all(of: .rdx))
        case "cwd", "div", "idiv", "mul", "mulx": noteAccumulator()
        case "imul" where operands.count == 1: noteAccumulator()
        case "jrcxz", "jecxz": reads.insert(.all(of: .rcx))
        default: break
        }
    }

    private mutating func noteAccumulator() {
        reads.insert(.all(of: .rax))
        reads.insert(.all(of: .rdx))
    }

    private mutating func noteString(_ name: String) {
        reads.insert(StatusFlag.direction.location)
        if isRepeated { reads.insert(.all(of: .rcx)) }
        if !name.hasPrefix("stos") && !name.hasPrefix("scas") { reads.insert(.all(of: .rsi)) }
        if !name.hasPrefix("lods") { reads.insert(.all(of: .rdi)) }
        if !name.hasPrefix("movs") && !name.hasPrefix("cmps") { reads.insert(.all(of: .rax)) }
    }

    private mutating func noteStack(from operands: [InstructionOperand], isWritten: Bool) {
        reads.insert(.all(of: .rsp))
        var slot = MemoryOperand(byteCount: 8)
        slot.base = .rsp
        slot.displacement = isWritten ? -8 : 0
        slot.isWritten = isWritten
        memory.append(slot)
    }

    /// The kernel keeps the place and the flags in two registers, and gives its answer in a third.
    private mutating func noteSystemCall() {
        isSystemCall = true
        for register in [Register.rax, .rdi, .rsi, .rdx, .r10, .r8, .r9] {
            reads.insert(.all(of: register))
        }
        noteFlags()
        writes.insert(.all(of: .rcx))
        writes.insert(.all(of: .r11))
    }

    private mutating func noteUnknown(_ name: String, _ operands: [InstructionOperand]) {
        writes = []
        for register in Register.allCases where register != .rflags {
            reads.insert(.all(of: register))
        }
        noteFlags()
        var stack = MemoryOperand(byteCount: 128)
        (stack.base, stack.displacement) = (.rsp, -64)
        memory.append(stack)
        for case .memory(var operand) in operands {
            operand.byteCount = InstructionRules.bytesTouched(by: name, size: operand.byteCount)
            memory.append(operand)
        }
    }
}
