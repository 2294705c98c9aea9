/// A clock that runs too fast or too slowly from one reading on: later readings are wrong.
package struct SkewClock: CallFault {
    package static let entry = CatalogueEntry(
        name: "skew-clock",
        summary: "let a clock run faster or slower from one of its readings by the process on",
        parameters: [
            ClockChoice.parameter,
            .init(name: "percent", values: "0..1000000 of its right speed (200)"),
        ],
        layer: .calls,
        undone: "the process is a copy and is ended",
        proof: "the reading was reached, and another time was told at a later one")

    private let choice: ClockChoice
    private let percent: UInt64

    package init(_ settings: inout FaultSettings) {
        choice = ClockChoice(&settings)
        percent = settings.number("percent", in: 0...1_000_000, or: 200)
    }

    /// Those after which the same clock is read again in the same way.
    func calls(in window: FaultWindow) -> [WindowCall] {
        if percent == 100 { return [] }
        var later: Set<ClockSource> = []
        var calls: [WindowCall] = []
        for call in choice.calls(in: window).reversed() {
            guard let source = call.clockSource else { continue }
            if !later.insert(source).inserted { calls.append(call) }
        }
        return calls.reversed()
    }

    func change(_ call: WindowCall, bit: UInt64) -> CallChange {
        .clock(ClockChange(kinds: choice.kinds, percent: percent))
    }
}
