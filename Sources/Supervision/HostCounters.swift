import Wiring

/// What the kernel has counted of the machine's troubles so far, from its own texts (proc(5)).
package struct HostCounters: Equatable, Sendable {
    /// `some avg10` of `/proc/pressure/cpu`, 0 to 1; 0 where the kernel does not say.
    package var pressure: Double
    /// Ticks of all processors, and those of them that another machine had.
    package var ticks: UInt64
    package var stolenTicks: UInt64
    package var majorFaults: UInt64

    /// - Parameters:
    ///   - pressure: the text of `/proc/pressure/cpu`.
    ///   - stat: that of `/proc/stat`.
    ///   - vmstat: that of `/proc/vmstat`.
    package init(pressure: String, stat: String, vmstat: String) {
        self.pressure =
            pressure.split(separator: "\n").first { $0.hasPrefix("some ") }
            .flatMap { line in line.split(separator: " ").first { $0.hasPrefix("avg10=") } }
            .flatMap { Double($0.dropFirst("avg10=".count)) }.map { $0 / 100 } ?? 0
        // user nice system idle iowait irq softirq steal; guests are in user and nice already.
        let fields =
            stat.split(separator: "\n").first { $0.hasPrefix("cpu ") }?
            .split(separator: " ").dropFirst().prefix(8).compactMap { UInt64($0) } ?? []
        ticks = fields.reduce(0, &+)
        stolenTicks = fields.count == 8 ? fields[7] : 0
        majorFaults =
            vmstat.split(separator: "\n").first { $0.hasPrefix("pgmajfault ") }
            .flatMap { UInt64($0.dropFirst("pgmajfault ".count)) } ?? 0
    }

    static func read() -> Self {
        Self(
            pressure: KernelFile.text("/proc/pressure/cpu"),
            stat: KernelFile.text("/proc/stat"), vmstat: KernelFile.text("/proc/vmstat"))
    }
}
