import CLinux
import Glibc

extension Tracee {
    /// Holds bits of a register at a value before each of so many instructions.
    ///
    /// It ends early before a system call, which might take for ever, and where the process gets a
    /// signal.
    func stick(
        _ register: Register, mask: UInt128, to value: Bool, instructions: UInt64
    ) throws(TracingError) -> InjectionProof {
        var proof: InjectionProof?
        for number in 1...instructions {
            let before = try self[register]
            let wanted = value ? before | mask : before & ~mask
            if wanted != before {
                try set(register, to: wanted)
                let after = try self[register]
                proof = proof ?? InjectionProof(register, before, after, wanted: wanted)
            }
            if number == instructions || !step() { break }
        }
        let now = try self[register]
        return proof ?? InjectionProof(register, now, now, wanted: ~now)
    }

    /// - Returns: false when it has not executed an instruction.
    private func step() -> Bool {
        guard let rip = try? registers().rip, (try? memory(at: rip, count: 2)) != [0x0F, 0x05]
        else { return false }
        let stop = run(THRICE_RESUME_ONE)
        // An instruction's own fault comes again with it; any other signal would be lost.
        if case .signal(let signal) = stop, ![SIGSEGV, SIGBUS, SIGILL, SIGFPE].contains(signal) {
            kill(number, signal)
        }
        return stop == .trapped
    }
}

extension InjectionProof {
    init(_ register: Register, _ before: UInt128, _ after: UInt128, wanted: UInt128) {
        func bytes(_ value: UInt128) -> [UInt8] {
            (0..<register.bits / 8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
        }
        self.init(
            place: register.rawValue, before: bytes(before), after: bytes(after),
            isComplete: after == wanted && after != before)
    }
}
