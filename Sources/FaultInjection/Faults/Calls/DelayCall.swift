import Voting

/// A system call that takes long: the process stands still before it.
package struct DelayCall: CallFault {
    package static let entry = CatalogueEntry(
        name: "delay-call",
        summary: "hold the process before one of its system calls",
        parameters: CallChoice.parameters + [.init(name: "time", values: "a duration (200ms)")],
        layer: .calls,
        undone: "the process is a copy and is ended",
        proof: "the call was reached, and the process held for so long, or for the deadline")

    private let choice: CallChoice
    private let nanoseconds: UInt64

    package init(_ settings: inout FaultSettings) {
        choice = CallChoice(&settings)
        nanoseconds = settings.nanoseconds(
            "time", or: 200_000_000, read: DurationText.parseNanoseconds)
    }

    func calls(in window: FaultWindow) -> [WindowCall] { choice.calls(in: window) }

    func change(_ call: WindowCall, bit: UInt64) -> CallChange { .delay(nanoseconds: nanoseconds) }
}
