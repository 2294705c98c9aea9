import CCapstone
import Glibc

/// Reads machine code of x86-64 with Capstone: one instruction at a time.
package final class AccessDecoder {
    private var handle: csh = 0
    private let room: UnsafeMutablePointer<cs_insn>

    /// - Throws: when Capstone cannot be started.
    package init() throws(TracingError) {
        var handle: csh = 0
        guard cs_open(CS_ARCH_X86, CS_MODE_64, &handle) == CS_ERR_OK,
            cs_option(handle, CS_OPT_DETAIL, Int(CS_OPT_ON.rawValue)) == CS_ERR_OK,
            let room = cs_malloc(handle)
        else { throw .kernelRefuses(what: "start", which: "Capstone", error: ENOMEM) }
        (self.handle, self.room) = (handle, room)
    }

    deinit {
        cs_free(room, 1)
        cs_close(&handle)
    }

    /// - Parameters:
    ///   - bytes: at least one instruction, if there is one.
    /// - Returns: nil for what is none, or addresses memory in a way that is not known.
    package func decode(_ bytes: [UInt8], at address: UInt64) -> InstructionAccess? {
        // Older disassemblers do not know it.
        if bytes.starts(with: [0xF3, 0x0F, 0x1E, 0xFA]) {
            return InstructionAccess(name: "endbr64", operands: [], byteCount: 4)
        }
        return bytes.withUnsafeBufferPointer { bytes in
            var code = bytes.baseAddress
            var count = bytes.count
            var place = address
            guard cs_disasm_iter(handle, &code, &count, &place, room) else {
                return VectorEncoding(Array(bytes))?.access
            }
            return access()
        }
    }

    private static let prefixes: Set<String> = [
        "rep", "repe", "repz", "repne", "repnz", "lock", "bnd", "notrack", "data16",
    ]

    private func access() -> InstructionAccess? {
        let words = withUnsafeBytes(of: room.pointee.mnemonic) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }.split(separator: " ").map(String.init)
        let name = words.first { !Self.prefixes.contains($0) } ?? ""
        guard let operands = operands() else { return nil }
        // A bit of memory may stand far from where its address says.
        if ["bt", "bts", "btr", "btc"].contains(name), case .memory = operands.first,
            case .register = operands.last
        {
            return nil
        }
        return InstructionAccess(
            name: name, operands: operands, byteCount: Int(room.pointee.size),
            isRepeated: words.first.map { $0.hasPrefix("rep") } ?? false)
    }

    private func operands() -> [InstructionOperand]? {
        guard let detail = room.pointee.detail else { return [] }
        let x86 = detail.pointee.x86
        return withUnsafeBytes(of: x86.operands) { bytes in
            let all = bytes.bindMemory(to: cs_x86_op.self)
            var operands: [InstructionOperand] = []
            for operand in all.prefix(Int(x86.op_count)) {
                switch operand.type {
                case X86_OP_REG:
                    operands.append(part(operand.reg).map { .register($0) } ?? .other)
                case X86_OP_MEM:
                    guard let memory = memory(operand) else { return nil }
                    operands.append(.memory(memory))
                default: operands.append(.constant)
                }
            }
            return operands
        }
    }

    private func part(_ register: x86_reg) -> RegisterPart? {
        guard register != X86_REG_INVALID, let name = cs_reg_name(handle, register.rawValue)
        else { return nil }
        return RegisterPart(String(cString: name))
    }

    private func memory(_ operand: cs_x86_op) -> InstructionAccess.MemoryOperand? {
        var memory = InstructionAccess.MemoryOperand(byteCount: UInt64(operand.size))
        let mem = operand.mem
        for (number, path) in [
            (mem.base, \InstructionAccess.MemoryOperand.base), (mem.index, \.index),
        ] where number != X86_REG_INVALID && number != X86_REG_RIZ && number != X86_REG_EIZ {
            guard let part = part(number), part.register.vector == nil else { return nil }
            memory[keyPath: path] = part.register
            if part.bytes.count < 8 { memory.isShort = true }
        }
        memory.scale = UInt64(max(1, mem.scale))
        memory.displacement = mem.disp
        memory.segment = mem.segment == X86_REG_FS ? .fs : mem.segment == X86_REG_GS ? .gs : nil
        return memory
    }
}
