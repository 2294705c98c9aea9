import Voting

/// A clock that is set while the process works: from one reading on it is wrong by as much.
package struct JumpClock: CallFault {
    package static let entry = CatalogueEntry(
        name: "jump-clock",
        summary: "let a clock jump before one of its readings by the process",
        parameters: [
            ClockChoice.parameter,
            .init(name: "by", values: "a duration (60min)"),
            .init(name: "directions", values: "a list of forwards, backwards (both)"),
        ],
        layer: .calls,
        undone: "the process is a copy and is ended",
        proof: "the reading was reached, and another time was told")

    private let choice: ClockChoice
    private let nanoseconds: UInt64
    private let signs: [Int64]

    package init(_ settings: inout FaultSettings) {
        choice = ClockChoice(&settings)
        nanoseconds = settings.nanoseconds("by", or: 3_600_000_000_000) { text in
            DurationText.parseNanoseconds(text).flatMap { 0 < $0 && $0 <= 1 << 60 ? $0 : nil }
        }
        let words = ["forwards", "backwards"]
        signs = settings.words("directions", of: words, or: words)
            .map { $0 == "forwards" ? 1 : -1 }
    }

    var bits: UInt64 { UInt64(signs.count) }

    func calls(in window: FaultWindow) -> [WindowCall] { choice.calls(in: window) }

    func change(_ call: WindowCall, bit: UInt64) -> CallChange {
        .clock(
            ClockChange(kinds: choice.kinds, offset: signs[Int(bit)] * Int64(nanoseconds)))
    }
}
