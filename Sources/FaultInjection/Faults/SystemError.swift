import Glibc

/// The errors that faults let system calls end with (errno(3)).
enum SystemError {
    static let parameter = CatalogueEntry.Parameter(
        name: "error", values: "one of \(errors.map(\.name).joined(separator: ", ")) (EIO)")

    static func read(_ settings: inout FaultSettings) -> Int32 {
        let name = settings.words("error", of: errors.map(\.name), or: ["EIO"]).first
        return errors.first { $0.name == name }?.number ?? EIO
    }

    private static let errors: [(name: String, number: Int32)] = [
        ("EIO", EIO), ("ENOSPC", ENOSPC), ("EPIPE", EPIPE), ("ENOMEM", ENOMEM), ("EBADF", EBADF),
        ("EINTR", EINTR), ("EAGAIN", EAGAIN),
    ]
}
