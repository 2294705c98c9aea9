extension ProcessChange {
    /// Changes a copy, and looks whether it is changed.
    ///
    /// - Returns: what it was before and after; nil where this copy cannot be changed like that.
    package func apply(to copy: TracedCopy) throws(TracingError) -> InjectionProof? {
        switch self {
        case .call(let change): try copy.apply(change)
        case .arrival(let change): try copy.applyToArrival(change)
        default: try apply(to: copy.stopped(), demand: copy.demand)
        }
    }

    /// Changes a process that is stopped between two instructions, and looks whether it is changed.
    ///
    /// - Parameter demand: the one that it works on, with its line feed.
    /// - Returns: what it was before and after; nil where it cannot be changed like that.
    func apply(
        to process: Tracee, demand: [UInt8]
    ) throws(TracingError) -> InjectionProof? {
        switch self {
        case .nothing:
            InjectionProof(place: "control", before: [], after: [], isComplete: true)
        case .flipRegister(let register, let mask): try flip(register, mask, in: process)
        case .setRegister(let register, let mask, let value, let instructions):
            try process.stick(register, mask: mask, to: value, instructions: instructions)
        case .flipRead(let choice, let bit):
            try process.read(choice: choice, bit: bit)?.apply(to: process, demand: demand)
        case .flipMemory(let address, let mask):
            try overwrite(address, in: process) { [$0[0] ^ mask] }
        case .signal(let number): process.signal(number)
        case .spin:
            // A jump to itself.
            try overwrite(UInt64(truncatingIfNeeded: process[.rip]), count: 2, in: process) { _ in
                [0xEB, 0xFE]
            }
        case .demand(let line): try hand(line, to: process, demand)
        case .call, .arrival: nil
        }
    }

    private func flip(
        _ register: Register, _ mask: UInt128, in process: Tracee
    ) throws(TracingError) -> InjectionProof {
        let before = try process[register]
        try process.set(register, to: before ^ mask)
        let after = try process[register]
        return InjectionProof(register, before, after, wanted: before ^ mask)
    }

    private func overwrite(
        _ address: UInt64, count: Int = 1, in process: Tracee, _ change: ([UInt8]) -> [UInt8]
    ) throws(TracingError) -> InjectionProof {
        let before = try process.memory(at: address, count: count)
        let wanted = change(before)
        try process.write(wanted, at: address)
        let after = try process.memory(at: address, count: count)
        return InjectionProof(
            place: "0x" + String(address, radix: 16), before: before, after: after,
            isComplete: after == wanted && after != before)
    }

    /// Where a window begins, a `read` has just returned: its registers say where the demand is,
    /// and how much there may be.
    private func hand(
        _ line: [UInt8], to process: Tracee, _ demand: [UInt8]
    ) throws(TracingError) -> InjectionProof? {
        let count = Int(truncatingIfNeeded: try process[.rax])
        let room = UInt64(truncatingIfNeeded: try process[.rdx])
        let address = UInt64(truncatingIfNeeded: try process[.rsi])
        // The rest of it may still be in the pipe, or the call may have been another one.
        guard count > 0, UInt64(line.count) <= room,
            let before = try? process.memory(at: address, count: count), before == demand
        else { return nil }
        try process.write(line, at: address)
        try process.set(.rax, to: UInt128(line.count))
        let after = try process.memory(at: address, count: line.count)
        return InjectionProof(
            place: "demand", before: before, after: after, isComplete: after == line)
    }
}
