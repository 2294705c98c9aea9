/// A write that never arrives although the kernel says so; bytes that were there and are gone.
package struct LoseTransfer: TransferFault {
    package static let entry = CatalogueEntry(
        name: "lose-transfer",
        summary: "move nothing in one system call, and tell the process that all was moved",
        parameters: [Transfer.Stream.parameter],
        layer: .transfers,
        undone: "the run is ended",
        proof: "the call was found, and came back with the false count")

    let streams: [Transfer.Stream]

    package init(_ settings: inout FaultSettings) { streams = Transfer.Stream.read(&settings) }

    func change(_ transfer: Transfer) -> TransferChange { .lose }
}
