/// One bit on its way between two processes, or into a file.
package struct FlipTransferBits: Fault {
    package static let entry = CatalogueEntry(
        name: "flip-transfer-bits",
        summary: "flip one bit of what a process of a running ensemble reads or writes",
        parameters: [Transfer.Stream.parameter],
        layer: .transfers,
        undone: "the run is ended; what was written is put back into the process",
        proof: "the byte is read back before and after")

    private let streams: [Transfer.Stream]

    package init(_ settings: inout FaultSettings) {
        streams = Transfer.Stream.read(&settings)
    }

    private func transfers(in window: FaultWindow) -> [Transfer] {
        window.transfers.filter { streams.contains($0.stream) }
    }

    package func extent(in window: FaultWindow) -> FaultExtent {
        let bytes = transfers(in: window).reduce(0) { $0 + $1.byteCount }
        return FaultExtent(places: UInt64(bytes), bits: 8)
    }

    package func injection(at point: FaultPoint, in window: FaultWindow) -> Injection {
        let (transfer, byte) = spot(point, window)
        return .transfer(transfer, .flip(byte: byte, mask: 1 << point.bit))
    }

    package func place(_ point: FaultPoint, in window: FaultWindow) -> String {
        let (transfer, byte) = spot(point, window)
        return "\(transfer.text) byte \(byte)"
    }

    private func spot(_ point: FaultPoint, _ window: FaultWindow) -> (Transfer, Int) {
        var offset = Int(point.place)
        for transfer in transfers(in: window) {
            if offset < transfer.byteCount { return (transfer, offset) }
            offset -= transfer.byteCount
        }
        preconditionFailure("place \(point.place) is outside of the transfers")
    }
}
