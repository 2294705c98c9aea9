extension ProcessChange {
    /// Changes a copy, and looks whether it is changed.
    ///
    /// - Returns: what it was before and after; nil where this copy cannot be changed like that.
    package func apply(to copy: TracedCopy) throws(TracingError) -> InjectionProof? {
        switch self {
        case .flipRegister(let register, let mask): try flip(register, mask, in: copy)
        case .flipMemory(let address, let mask):
            try overwrite(address, in: copy) { [$0[0] ^ mask] }
        case .signal(let number): copy.signal(number)
        case .spin:
            // A jump to itself.
            try overwrite(UInt64(truncatingIfNeeded: copy[.rip]), count: 2, in: copy) { _ in
                [0xEB, 0xFE]
            }
        case .demand(let line): try hand(line, to: copy)
        }
    }

    private func flip(
        _ register: Register, _ mask: UInt128, in copy: TracedCopy
    ) throws(TracingError) -> InjectionProof {
        let before = try copy[register]
        try copy.set(register, to: before ^ mask)
        let after = try copy[register]
        func bytes(_ value: UInt128) -> [UInt8] {
            (0..<register.bits / 8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
        }
        return InjectionProof(
            place: register.rawValue, before: bytes(before), after: bytes(after),
            isComplete: mask != 0 && after == before ^ mask)
    }

    private func overwrite(
        _ address: UInt64, count: Int = 1, in copy: TracedCopy, _ change: ([UInt8]) -> [UInt8]
    ) throws(TracingError) -> InjectionProof {
        let before = try copy.memory(at: address, count: count)
        let wanted = change(before)
        try copy.write(wanted, at: address)
        let after = try copy.memory(at: address, count: count)
        return InjectionProof(
            place: "0x" + String(address, radix: 16), before: before, after: after,
            isComplete: after == wanted && after != before)
    }

    /// Where a window begins, a `read` has just returned: its registers say where the demand is,
    /// and how much there may be.
    private func hand(
        _ line: [UInt8], to copy: TracedCopy
    ) throws(TracingError) -> InjectionProof? {
        let count = Int(truncatingIfNeeded: try copy[.rax])
        let room = UInt64(truncatingIfNeeded: try copy[.rdx])
        let address = UInt64(truncatingIfNeeded: try copy[.rsi])
        // The rest of it may still be in the pipe, or the call may have been another one.
        guard count > 0, UInt64(line.count) <= room,
            let before = try? copy.memory(at: address, count: count), before == copy.demand
        else { return nil }
        try copy.write(line, at: address)
        try copy.set(.rax, to: UInt128(line.count))
        let after = try copy.memory(at: address, count: line.count)
        return InjectionProof(
            place: "demand", before: before, after: after, isComplete: after == line)
    }
}
