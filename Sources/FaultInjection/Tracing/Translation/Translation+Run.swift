import CLinux

extension Translation {
    /// Where it has come to: nothing there is executed yet.
    enum Arrival: Equatable {
        /// The counter has become zero at the beginning of this block.
        case counted(UInt64)
        /// The instruction there has to be executed where it stands.
        case native(UInt64)
        /// Something came between.
        case stopped(Tracee.Stop)
    }

    /// Executes translated code.
    ///
    /// - Parameters:
    ///   - registers: of the process, which is where a block begins; afterwards they are those of
    ///     the process again, unless it was stopped.
    ///   - count: of blocks that may begin, the one that stops included.
    func run(
        _ registers: inout user_regs_struct, count: Int
    ) throws(TracingError) -> Arrival {
        try set(.counter, to: UInt64(count))
        let base = registers.gs_base
        var address = registers.rip
        while true {
            registers.rip = try block(at: address).code
            // What cannot be translated and is not in translatable code has no code, either.
            if registers.rip == 0 { return try arrive(.native(address), &registers, base) }
            if let stop = try resume(&registers) { return .stopped(stop) }
            switch exits[registers.rip] {
            case .counted(let start): return try arrive(.counted(start), &registers, base)
            case .native(let start): return try arrive(.native(start), &registers, base)
            case .link(let target): address = target
            case .lookup:
                address = try get(.wanted)
                let block = try block(at: address)
                if block.code != 0 { try remember(address, block) }
            case .alone, nil: return .stopped(.signal(5))
            }
        }
    }

    /// Executes the first instructions of a plain block.
    ///
    /// - Returns: behind them, or where they cannot be executed elsewhere.
    func runBeginning(
        _ registers: inout user_regs_struct, count: Int
    ) throws(TracingError) -> Arrival {
        let base = registers.gs_base
        guard let code = try beginning(of: registers.rip, count: count) else {
            return .native(registers.rip)
        }
        registers.rip = code
        if let stop = try resume(&registers) { return .stopped(stop) }
        guard case .native(let next) = exits[registers.rip] else { return .stopped(.signal(5)) }
        return try arrive(.native(next), &registers, base)
    }

    /// Executes a string instruction alone.
    ///
    /// - Parameters:
    ///   - count: of its repetitions, at most.
    /// - Returns: nil when that was done, and `registers` are those of the process: before the
    ///   instruction again, or behind it where it was over.
    func repeatAlone(
        _ block: TranslatedBlock, _ registers: inout user_regs_struct, count: UInt64
    ) throws(TracingError) -> Tracee.Stop? {
        let before = registers
        let limit = min(count, before.rcx)
        registers.rip = block.alone
        registers.rcx = limit
        if let stop = try resume(&registers) { return stop }
        registers.gs_base = before.gs_base
        // A comparison may have found what it was for.
        let isOver = limit == before.rcx || registers.rcx > 0
        registers.rcx += before.rcx - limit
        registers.rip = isOver ? block.end : block.addresses[0]
        try process.set(registers)
        return nil
    }

    /// - Returns: nil when a trap has stopped it.
    private func resume(_ registers: inout user_regs_struct) throws(TracingError) -> Tracee.Stop? {
        registers.gs_base = places.data.lowerBound
        registers.orig_rax = .max
        try process.set(registers)
        let stop = process.run(THRICE_RESUME)
        guard stop == .trapped else { return stop }
        registers = try process.registers()
        return nil
    }

    private func arrive(
        _ arrival: Arrival, _ registers: inout user_regs_struct, _ base: UInt64
    ) throws(TracingError) -> Arrival {
        switch arrival {
        case .counted(let address), .native(let address): registers.rip = address
        case .stopped: break
        }
        registers.gs_base = base
        registers.orig_rax = .max
        try process.set(registers)
        return arrival
    }

    func get(_ variable: TranslationData) throws(TracingError) -> UInt64 {
        let bytes = try process.memory(at: data(variable), count: 8)
        return bytes.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
    }

    private func set(_ variable: TranslationData, to value: UInt64) throws(TracingError) {
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
        try process.write(bytes, at: data(variable))
    }
}
