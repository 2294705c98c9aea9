import Testing
import Voting

@Suite struct DurationTextTests {
    @Test(arguments: [
        ("200ms", 200_000_000), ("1s", 1_000_000_000), ("500us", 500_000), ("7ns", 7),
        ("2min", 120_000_000_000), ("1.5s", 1_500_000_000), ("0.05s", 50_000_000), ("0s", 0),
        ("0.999999min", 59_999_940_000), ("18446744073709551615ns", UInt64.max),
    ])
    func `durations are read with their unit`(text: String, nanoseconds: UInt64) {
        #expect(DurationText.parseNanoseconds(text) == nanoseconds)
    }

    @Test(arguments: [
        "", "s", "200", "-1s", "+1s", "1 s", " 1s", "1s ", "1.s", ".5s", "1.2.3s", "1e3s", "1h",
        "1S", "0.5ns", "1.0000000s", "18446744073709551616ns", "18446744073709551615s", "١s",
        "1s\u{0}",
    ])
    func `anything else is refused`(text: String) {
        #expect(DurationText.parseNanoseconds(text) == nil)
    }
}
