/// A system call that the kernel refuses.
package struct FailCall: CallFault {
    package static let entry = CatalogueEntry(
        name: "fail-call",
        summary: "let one system call of the process end with an error instead of making it",
        parameters: CallChoice.parameters + [SystemError.parameter],
        layer: .calls,
        undone: "the process is a copy and is ended",
        proof: "the call was reached; that it returned the error is read back")

    private let choice: CallChoice
    private let error: Int32

    package init(_ settings: inout FaultSettings) {
        choice = CallChoice(&settings)
        error = SystemError.read(&settings)
    }

    func calls(in window: FaultWindow) -> [WindowCall] { choice.calls(in: window) }

    func change(_ call: WindowCall, bit: UInt64) -> CallChange { .fail(errno: error) }
}
