import Voting

/// A system call that takes long.
package struct DelayTransfer: TransferFault {
    package static let entry = CatalogueEntry(
        name: "delay-transfer",
        summary: "hold a process before one system call that moves bytes",
        parameters: [Transfer.Stream.parameter, .init(name: "time", values: "a duration (200ms)")],
        layer: .transfers,
        undone: "the run is ended",
        proof: "the call was found, and held for so long")

    let streams: [Transfer.Stream]
    private let nanoseconds: UInt64

    package init(_ settings: inout FaultSettings) {
        streams = Transfer.Stream.read(&settings)
        nanoseconds = settings.nanoseconds("time", or: 200_000_000) {
            DurationText.parseNanoseconds($0)
        }
    }

    func change(_ transfer: Transfer) -> TransferChange { .delay(nanoseconds: nanoseconds) }
}
