/// A system call that is made, and of which the process is told something else.
package struct FlipResultBits: CallFault {
    package static let entry = CatalogueEntry(
        name: "flip-result-bits",
        summary: "flip one bit of what a system call of the process returns",
        parameters: CallChoice.parameters,
        layer: .calls,
        undone: "the process is a copy and is ended",
        proof: "the call was reached; its result is read back before and after")

    private let choice: CallChoice

    package init(_ settings: inout FaultSettings) { choice = CallChoice(&settings) }

    var bits: UInt64 { 64 }

    func calls(in window: FaultWindow) -> [WindowCall] { choice.calls(in: window) }

    func change(_ call: WindowCall, bit: UInt64) -> CallChange { .flipResult(mask: 1 << bit) }
}
