import Glibc

/// A replica that notices something and gives up.
package struct AbortProcess: ProcessFault {
    package static let entry = CatalogueEntry(
        name: "abort-process",
        summary: "send the process SIGABRT while it works",
        parameters: [],
        layer: .processes,
        undone: "the process is a copy and is ended",
        proof: "the kernel took the signal; what came of it is recorded")

    static let change = ProcessChange.signal(SIGABRT)

    init() {}
}
