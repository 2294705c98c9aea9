import CLinux
import Glibc

/// Replaces what a process writes as its answer, from below its stack, where nothing is kept.
///
/// All that replaces it goes out in the place of the first call; further ones, up to the end of the
/// answer's line, move nothing and say that they moved all.
final class AnswerStrike {
    private let process: Tracee
    private let bytes: [UInt8]
    private var left: ArraySlice<UInt8>
    /// At the entry of the call that is replaced.
    private var original: user_regs_struct?
    private var kept: (address: UInt64, bytes: [UInt8])?
    private var hasLineFeed = false

    init(_ bytes: [UInt8], in process: Tracee) {
        (self.bytes, self.process) = (bytes, process)
        left = bytes[...]
    }

    var isWriting: Bool { original != nil }

    /// Nil before anything was replaced.
    private(set) var proof: InjectionProof?

    /// - Parameter registers: at the entry of a call that writes.
    /// - Returns: false where that cannot be replaced.
    func enter(_ registers: user_regs_struct) -> Bool {
        // Only of `write` is it known where the bytes are.
        guard registers.orig_rax == 1 else { return false }
        var registers = registers
        if original == nil {
            original = registers
            let last = registers.rsi &+ registers.rdx &- 1
            hasLineFeed = (try? process.memory(at: last, count: 1)) == [0x0A]
            if proof == nil {
                let count = Int(clamping: min(registers.rdx, 256))
                proof = InjectionProof(
                    place: "answer",
                    before: (try? process.memory(at: registers.rsi, count: count)) ?? [],
                    after: Array(bytes.prefix(256)), isComplete: true)
            }
        }
        let chunk = Array(left.prefix(Self.chunkBytes))
        let address = registers.rsp &- Self.redZoneBytes &- UInt64(Self.chunkBytes)
        do {
            kept = (address, try process.memory(at: address, count: chunk.count))
            try process.write(chunk, at: address)
            (registers.rsi, registers.rdx) = (address, UInt64(chunk.count))
            try process.set(registers)
            return true
        } catch { return false }
    }

    /// - Parameter registers: at its return.
    /// - Returns: whether all of the answer has been replaced.
    func leave(_ registers: user_regs_struct) -> Bool {
        guard var after = original else { return true }
        if let kept { try? process.write(kept.bytes, at: kept.address) }
        let result = SystemCall(registers).result
        left = left.dropFirst(Int(clamping: max(0, result)))
        let isOver = left.isEmpty || result < 0
        after.orig_rax = .max
        if isOver {
            // The kernel has changed what it always does.
            (after.rcx, after.r11, after.rip) = (registers.rcx, registers.r11, registers.rip)
            after.rax = result < 0 ? registers.rax : after.rdx
        } else {
            // Once more.
            after.rax = 1
            after.rip -= 2
        }
        try? process.set(after)
        if isOver { original = nil }
        return isOver && hasLineFeed
    }

    /// Below the stack's end functions keep what they need for a moment.
    private static let redZoneBytes: UInt64 = 128
    private static let chunkBytes = 4096
}
