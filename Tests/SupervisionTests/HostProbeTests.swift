import Recovery
import Supervision
import Testing

struct HostProbeTests {
    private static let stat = "cpu  100 1 20 300 4 0 5 70 9 8\ncpu0 1 2 3\nintr 5\n"
    private static let pressure = """
        some avg10=18.50 avg60=13.30 avg300=9.56 total=1513771515
        full avg10=99.00 avg60=0.00 avg300=0.00 total=0
        """

    @Test func `counters are read from the kernel's texts`() {
        let counters = HostCounters(
            pressure: Self.pressure, stat: Self.stat, vmstat: "pgfault 9\npgmajfault 437\n")
        #expect(counters.pressure == 0.185)
        #expect(counters.ticks == 500)
        #expect(counters.stolenTicks == 70)
        #expect(counters.majorFaults == 437)
    }

    @Test(arguments: ["", "some", "some avg10=x\ncpu \npgmajfault \n", "cpu  1 2 3\n"])
    func `what the kernel does not say is no trouble`(text: String) {
        let counters = HostCounters(pressure: text, stat: text, vmstat: text)
        #expect(counters.pressure == 0)
        #expect(counters.stolenTicks == 0)
        #expect(counters.majorFaults == 0)
    }

    @Test func `evidence is what came since the last, and never less than nothing`() {
        func counters(_ ticks: UInt64, _ stolen: UInt64, _ faults: UInt64) -> HostCounters {
            var counters = HostCounters(pressure: Self.pressure, stat: "", vmstat: "")
            (counters.ticks, counters.stolenTicks, counters.majorFaults) = (ticks, stolen, faults)
            return counters
        }
        var probe = HostProbe(counters(1000, 50, 10), at: 5_000_000_000)
        #expect(!probe.isDue(at: 5_999_999_999))
        #expect(probe.isDue(at: 6_000_000_000))
        probe.woken(7, insteadOf: 9)
        probe.woken(400, insteadOf: 100)
        probe.woken(100, insteadOf: 90)
        let first = probe.evidence(counters(1200, 100, 510), stoppedReplicas: 2, at: 7_000_000_000)
        #expect(
            first
                == HostEvidence(
                    pressure: 0.185, stolen: 0.25, majorFaults: 250, oversleptNanoseconds: 300,
                    stoppedReplicas: 2))
        // Moved to another machine: its counters are younger.
        let second = probe.evidence(counters(3, 1, 1), stoppedReplicas: 0, at: 8_000_000_000)
        #expect(second.stolen == 0 && second.majorFaults == 0)
        #expect(second.oversleptNanoseconds == 0)
    }
}
