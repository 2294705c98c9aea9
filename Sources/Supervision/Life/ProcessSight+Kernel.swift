import Glibc
import Recovery
import Wiring

extension ProcessSight {
    private static let ticksPerSecond = UInt64(max(1, sysconf(Int32(_SC_CLK_TCK))))

    /// - Parameter waitsForFile: when it waits, it is for a file system, as far as is known.
    /// - Returns: nil when it has ended.
    package static func of(_ process: pid_t, waitsForFile: Bool) -> ProcessSight? {
        let fields = KernelFile.state(of: process)
        let traced = KernelFile.text("/proc/\(process)/status").split(separator: "\n")
            .first { $0.hasPrefix("TracerPid:") }
        return ProcessSight(
            fields, isTraced: traced.map { !$0.hasSuffix("\t0") } ?? false,
            waitsForFile: waitsForFile)
    }

    /// - Parameter fields: of `/proc/PID/stat`, from the state on.
    init?(_ fields: [Substring], isTraced: Bool, waitsForFile: Bool) {
        // utime and stime are the 14th and 15th field of all.
        guard fields.count > 12, let user = UInt64(fields[11]), let system = UInt64(fields[12])
        else { return nil }
        let state: State
        switch fields[0] {
        case "R": state = .running
        case "S": state = waitsForFile ? .inKernel : .waiting
        case "T", "t": state = .stopped
        case "Z", "X": return nil
        default: state = .inKernel
        }
        self.init(
            state: state, isTraced: isTraced,
            processorNanoseconds: (user + system) * (1_000_000_000 / Self.ticksPerSecond))
    }
}
