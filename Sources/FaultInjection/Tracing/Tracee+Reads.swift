import CLinux

extension Tracee {
    /// The flip of one bit of what its next instruction reads.
    ///
    /// - Parameter choice: among the bytes that are read, around as often as it takes; flags count
    ///   one each.
    /// - Returns: nil where it reads nothing, or what it reads is not known.
    func read(choice: UInt64, bit: UInt64) throws(TracingError) -> ProcessChange? {
        let registers = try registers()
        // At the end of a page there may be no more.
        let rest = Int(4096 - registers.rip % 4096)
        var code = (try? memory(at: registers.rip, count: 16)) ?? []
        if code.isEmpty { code = try memory(at: registers.rip, count: min(16, rest)) }
        guard let access = try AccessDecoder().decode(code, at: registers.rip) else { return nil }
        let next = registers.rip + UInt64(access.byteCount)
        let memory = access.memory.filter { !$0.isWritten }.map { operand in
            operand.locations { register in
                register == .rip ? next : register.path.map { registers[keyPath: $0] } ?? 0
            } segment: {
                $0 == .fs ? registers.fs_base : registers.gs_base
            }
        }
        let reads = access.reads.sorted { $0.start < $1.start } + memory
        let total = reads.reduce(0) { $0 + $1.count }
        guard total > 0 else { return nil }
        var left = choice % total
        for read in reads {
            if left < read.count { return Self.flip(read.start + left, bit) }
            left -= read.count
        }
        return nil
    }

    private static func flip(_ location: UInt64, _ bit: UInt64) -> ProcessChange {
        switch Locations.owner(of: location) {
        case .memory: .flipMemory(address: location, mask: 1 << UInt8(bit))
        case .byte(let register, let byte):
            .flipRegister(register, mask: 1 << (UInt128(byte) * 8 + UInt128(bit)))
        case .flag(let number): .flipRegister(.rflags, mask: 1 << UInt128(number))
        }
    }
}
