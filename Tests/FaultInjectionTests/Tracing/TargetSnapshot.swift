import CLinux
import FaultInjection
import Glibc

/// All that a stopped process is made of: registers, and what it can write.
struct TargetSnapshot: Equatable {
    let general: [UInt64]
    let vectors: [UInt8]
    /// By the beginning of each stretch that can be written.
    let memory: [UInt64: UInt64]

    /// - Parameter regions: of its memory.
    init(_ process: pid_t, _ regions: [MemoryRegion]) throws {
        var registers = user_regs_struct()
        guard thrice_get_registers(process, &registers) == 0 else { throw Failure() }
        registers.orig_rax = 0
        // The resume flag: whether a page fault came between two repetitions of an instruction.
        registers.eflags &= ~0x10000
        general = withUnsafeBytes(of: registers) { Array($0.bindMemory(to: UInt64.self)) }
        var bytes = [UInt8](repeating: 0, count: 16384)
        let count = thrice_get_all_vectors(process, &bytes, bytes.count)
        guard count > 0 else { throw Failure() }
        vectors = Array(bytes[..<count])
        var memory: [UInt64: UInt64] = [:]
        for region in regions where region.isWritable && !region.isShared {
            let start = region.addresses.lowerBound
            var bytes = [UInt8](repeating: 0, count: region.addresses.count)
            guard thrice_read_memory(process, start, &bytes, bytes.count) == 0 else {
                continue
            }
            memory[start] = bytes.reduce(14_695_981_039_346_656_037) {
                ($0 ^ UInt64($1)) &* 1_099_511_628_211
            }
        }
        self.memory = memory
    }

    private struct Failure: Error {}

    /// What is not the same, in words.
    func difference(_ other: TargetSnapshot) -> String {
        var words: [String] = []
        let names = [
            "r15", "r14", "r13", "r12", "rbp", "rbx", "r11", "r10", "r9", "r8", "rax", "rcx",
            "rdx", "rsi", "rdi", "orig_rax", "rip", "cs", "eflags", "rsp", "ss", "fs_base",
            "gs_base", "ds", "es", "fs", "gs",
        ]
        for (name, pair) in zip(names, zip(general, other.general)) where pair.0 != pair.1 {
            words.append("\(name) \(String(pair.0, radix: 16)) \(String(pair.1, radix: 16))")
        }
        for index in vectors.indices where vectors[index] != other.vectors[index] {
            words.append("vectors+\(index) \(vectors[index]) \(other.vectors[index])")
        }
        for (start, digest) in memory where other.memory[start] != digest {
            words.append("memory \(String(start, radix: 16))")
        }
        if memory.count != other.memory.count { words.append("regions") }
        return words.prefix(8).joined(separator: ", ")
    }
}
