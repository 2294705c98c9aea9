/// A system call that the kernel refuses.
package struct FailTransfer: TransferFault {
    package static let entry = CatalogueEntry(
        name: "fail-transfer",
        summary: "let one system call that moves bytes end with an error instead",
        parameters: [Transfer.Stream.parameter, SystemError.parameter],
        layer: .transfers,
        undone: "the run is ended",
        proof: "the call was found, and came back with the error")

    let streams: [Transfer.Stream]
    private let error: Int32

    package init(_ settings: inout FaultSettings) {
        streams = Transfer.Stream.read(&settings)
        error = SystemError.read(&settings)
    }

    func change(_ transfer: Transfer) -> TransferChange { .fail(errno: error) }
}
