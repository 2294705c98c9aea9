import Glibc

/// A system call that the kernel refuses.
package struct FailTransfer: TransferFault {
    package static let entry = CatalogueEntry(
        name: "fail-transfer",
        summary: "let one system call that moves bytes end with an error instead",
        parameters: [
            Transfer.Stream.parameter,
            .init(
                name: "error",
                values: "one of \(errors.map(\.name).joined(separator: ", ")) (EIO)"),
        ],
        layer: .transfers,
        undone: "the run is ended",
        proof: "the call was found, and came back with the error")

    private static let errors: [(name: String, number: Int32)] = [
        ("EIO", EIO), ("ENOSPC", ENOSPC), ("EPIPE", EPIPE), ("ENOMEM", ENOMEM), ("EBADF", EBADF),
        ("EINTR", EINTR), ("EAGAIN", EAGAIN),
    ]

    let streams: [Transfer.Stream]
    private let error: Int32

    package init(_ settings: inout FaultSettings) {
        streams = Transfer.Stream.read(&settings)
        let name = settings.words("error", of: Self.errors.map(\.name), or: ["EIO"]).first
        error = Self.errors.first { $0.name == name }?.number ?? EIO
    }

    func change(_ transfer: Transfer) -> TransferChange { .fail(errno: error) }
}
