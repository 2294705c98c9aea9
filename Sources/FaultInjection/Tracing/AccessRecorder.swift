import CLinux

/// Notes what the instructions of one process read and write, while somebody else steps it.
struct AccessRecorder {
    var trace = AccessTrace()
    private let process: Tracee
    private let decoder: AccessDecoder
    private var known: [UInt64: InstructionAccess] = [:]

    init(_ process: Tracee) throws(TracingError) {
        self.process = process
        decoder = try AccessDecoder()
        var (address, count): (UInt64, UInt64) = (0, 0)
        // A kernel without restartable sequences has none to look at.
        if thrice_restartable_area(process.number, &address, &count) == 0, address != 0 {
            trace.atOnce = [Locations(start: address, count: count)]
        }
    }

    /// What the instruction at an address does.
    mutating func access(
        at address: UInt64, _ place: TracingError.Place
    ) throws(TracingError) -> InstructionAccess {
        if let known = known[address] { return known }
        guard let access = decoder.decode(try code(at: address), at: address) else {
            throw .unknownInstruction(place, address: address)
        }
        known[address] = access
        return access
    }

    private func code(at address: UInt64) throws(TracingError) -> [UInt8] {
        do throws(TracingError) { return try process.memory(at: address, count: 15) } catch {
            // The end of a page may be the end of all.
            return try process.memory(at: address, count: min(15, Int(4096 - address % 4096)))
        }
    }

    mutating func note(
        _ access: InstructionAccess, _ before: user_regs_struct, _ after: user_regs_struct,
        at step: Int, _ place: TracingError.Place
    ) throws(TracingError) {
        var reads = Array(access.reads)
        var writes = Array(access.writes)
        if !(access.isRepeated && before.rcx == 0) {
            for operand in access.memory {
                let locations = self.locations(operand, access, before)
                if operand.isWritten { writes.append(locations) } else { reads.append(locations) }
            }
        }
        if access.isSystemCall {
            guard let memory = try memory(before, result: Int64(bitPattern: after.rax)) else {
                throw .unknownCall(place, number: before.rax)
            }
            reads += memory.reads
            writes += memory.writes
        }
        reads.append(code(before, access))
        trace.note(reads: reads, writes: writes, at: step)
    }

    /// Code is memory, too: a fault may strike it.
    private func code(_ registers: user_regs_struct, _ access: InstructionAccess) -> Locations {
        Locations(start: registers.rip, count: UInt64(access.byteCount))
    }

    /// The call in which it waits reads its arguments, and what it brings is another demand's.
    mutating func noteWait(
        _ registers: user_regs_struct, _ access: InstructionAccess, at step: Int
    ) {
        let memory = try? memory(registers, result: nil)
        trace.note(
            reads: Array(access.reads) + (memory?.reads ?? []) + [code(registers, access)],
            writes: [Locations](), at: step)
    }

    private func locations(
        _ operand: InstructionAccess.MemoryOperand, _ access: InstructionAccess,
        _ before: user_regs_struct
    ) -> Locations {
        operand.locations { register in
            if register == .rip { return before.rip + UInt64(access.byteCount) }
            return register.path.map { before[keyPath: $0] } ?? 0
        } segment: { segment in
            segment == .fs ? before.fs_base : before.gs_base
        }
    }

    private func memory(
        _ before: user_regs_struct, result: Int64?
    ) throws(TracingError) -> SystemCallMemory? {
        try SystemCallMemory.of(before, result: result) { address throws(TracingError) in
            let bytes = try process.memory(at: address, count: 8)
            return bytes.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
        }
    }
}
