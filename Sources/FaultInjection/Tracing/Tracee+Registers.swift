import CLinux
import Glibc

extension Tracee {
    subscript(register: Register) -> UInt128 {
        get throws(TracingError) {
            if let path = register.path { return UInt128(try registers()[keyPath: path]) }
            var vectors = try vectors()
            return vectors[vector: register.vector!]
        }
    }

    /// The kernel keeps some flags as they are, and says nothing: read it again.
    func set(_ register: Register, to value: UInt128) throws(TracingError) {
        if let path = register.path {
            var registers = try registers()
            registers[keyPath: path] = UInt64(truncatingIfNeeded: value)
            registers.orig_rax = .max
            try set(registers)
        } else {
            var vectors = try vectors()
            vectors[vector: register.vector!] = value
            try set(vectors)
        }
    }

    /// Sends it a signal, which reaches it when it goes on.
    func signal(_ signal: Int32) -> InjectionProof {
        let isSent = kill(number, signal) == 0
        return InjectionProof(
            place: "signal", before: [], after: [UInt8(truncatingIfNeeded: signal)],
            isComplete: isSent)
    }
}
