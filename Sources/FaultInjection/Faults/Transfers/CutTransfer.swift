/// A write of which only the first half arrives although the kernel says all.
package struct CutTransfer: TransferFault {
    package static let entry = CatalogueEntry(
        name: "cut-transfer",
        summary: "move half of the bytes of one system call, and tell the process that all were",
        parameters: [Transfer.Stream.parameter],
        layer: .transfers,
        undone: "the run is ended",
        proof: "the call was found, and came back with the false count")

    let streams: [Transfer.Stream]

    package init(_ settings: inout FaultSettings) { streams = Transfer.Stream.read(&settings) }

    func change(_ transfer: Transfer) -> TransferChange { .cut(bytes: transfer.byteCount / 2) }
}
