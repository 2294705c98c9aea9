/// What the machine says about itself, as a shell reads it once a second or so.
package struct HostEvidence: Equatable, Sendable {
    /// Share of the time in which some task that could run had to wait: `some avg10` of
    /// `/proc/pressure/cpu`, divided by 100.
    package var pressure: Double
    /// Share of the processors' time that another machine had: `steal` of `/proc/stat`.
    package var stolen: Double
    /// Pages per second read back from disk: `pgmajfault` of `/proc/vmstat`.
    package var majorFaults: Double
    /// How much later than asked for the observer itself was woken, at worst.
    package var oversleptNanoseconds: UInt64
    /// Replicas in the state `T` of `/proc/PID/stat`: somebody stopped them.
    package var stoppedReplicas: Int

    package init(
        pressure: Double = 0, stolen: Double = 0, majorFaults: Double = 0,
        oversleptNanoseconds: UInt64 = 0, stoppedReplicas: Int = 0
    ) {
        self.pressure = pressure
        self.stolen = stolen
        self.majorFaults = majorFaults
        self.oversleptNanoseconds = oversleptNanoseconds
        self.stoppedReplicas = stoppedReplicas
    }
}
