import CLinux
import FaultInjection
import Glibc
import Testing

/// A copy of a target that is led by single steps and nothing else; not even its process number is
/// another in its memory.
final class SteppedCopy {
    private let process: pid_t
    private var registers: user_regs_struct
    private(set) var steps = StepList()

    /// - Parameter target: at the beginning of a window, and unharmed.
    init(_ target: TracedTarget) throws {
        var registers = user_regs_struct()
        try #require(thrice_get_registers(target.number, &registers) == 0)
        registers.orig_rax = .max
        self.registers = registers
        process = thrice_copy_traced(target.number, &registers, registers.rip - 2, 0)
        try #require(process > 0)
        for number in [target.number, process] {
            try #require(thrice_set_registers(number, &registers) == 0)
        }
    }

    /// The states before these steps, which ascend.
    func states(_ points: [Int], regions: () -> [MemoryRegion]) throws -> [TargetSnapshot] {
        try points.map { point in
            while steps.count < point {
                var address: UInt64 = 0
                var count = 0
                let stop = thrice_step_traced(process, &address, 1, &count, &registers)
                let kinds = [THRICE_STOP_TRAP.rawValue, THRICE_STOP_RETURN.rawValue]
                try #require(kinds.contains(UInt32(stop.kind)))
                steps.append(address)
            }
            return try TargetSnapshot(process, regions())
        }
    }

    deinit {
        kill(process, SIGKILL)
        waitpid(process, nil, Int32(bitPattern: UInt32(__WALL)))
    }

    /// What the kernel says of its memory.
    var regions: [MemoryRegion] {
        let file = fopen("/proc/\(process)/maps", "r")
        defer { fclose(file) }
        var text = ""
        var line = [CChar](repeating: 0, count: 4096)
        while fgets(&line, Int32(line.count), file) != nil {
            text += String(
                decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
        return MemoryRegion.regions(maps: text)
    }
}
