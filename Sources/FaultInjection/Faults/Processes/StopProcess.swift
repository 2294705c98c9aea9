import Glibc

/// A replica that hangs and uses no processor.
package struct StopProcess: ProcessFault {
    package static let entry = CatalogueEntry(
        name: "stop-process",
        summary: "stop the process with SIGSTOP while it works",
        parameters: [],
        layer: .processes,
        undone: "the process is a copy and is ended",
        proof: "the kernel took the signal; what came of it is recorded")

    static let change = ProcessChange.signal(SIGSTOP)

    init() {}
}
