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
    /// That the call was to move.
    private var count: UInt64 = 0

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
        var registers = registers
        if original == nil {
            guard let written = written(by: registers) else { return false }
            (original, count) = (registers, UInt64(written.count))
            hasLineFeed = written.last == 0x0A
            proof =
                proof
                ?? InjectionProof(
                    place: "answer", before: Array(written.prefix(256)),
                    after: Array(bytes.prefix(256)), isComplete: true)
        }
        let chunk = Array(left.prefix(Self.chunkBytes))
        let address = registers.rsp &- Self.redZoneBytes &- UInt64(Self.chunkBytes)
        do {
            kept = (address, try process.memory(at: address, count: chunk.count))
            try process.write(chunk, at: address)
            (registers.rsi, registers.rdx) = (address, UInt64(chunk.count))
            registers.orig_rax = Self.write
            try process.set(registers)
            return true
        } catch { return false }
    }

    /// What a call is to write; nil where there is too much of it.
    private func written(by registers: user_regs_struct) -> [UInt8]? {
        if registers.orig_rax == Self.write { return memory(registers.rsi, registers.rdx) }
        // Of writev: addresses and lengths.
        guard registers.rdx <= 64, let list = memory(registers.rsi, registers.rdx * 16) else {
            return nil
        }
        let words = list.withUnsafeBytes { Array($0.bindMemory(to: UInt64.self)) }
        var all: [UInt8] = []
        for place in stride(from: 0, to: words.count, by: 2) {
            guard let part = memory(words[place], words[place + 1]) else { return nil }
            all += part
        }
        return all
    }

    private func memory(_ address: UInt64, _ count: UInt64) -> [UInt8]? {
        guard count > 0 else { return [] }
        return count > 1 << 20 ? nil : try? process.memory(at: address, count: Int(count))
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
            after.rax = result < 0 ? registers.rax : count
        } else {
            // Once more.
            after.rax = Self.write
            after.rip -= 2
        }
        try? process.set(after)
        if isOver { original = nil }
        return isOver && hasLineFeed
    }

    private static let write: UInt64 = 1
    /// Below the stack's end functions keep what they need for a moment.
    private static let redZoneBytes: UInt64 = 128
    private static let chunkBytes = 4096
}
