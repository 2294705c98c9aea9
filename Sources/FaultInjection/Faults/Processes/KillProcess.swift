import Glibc

/// A replica that is gone at once, as after the kernel ended it for memory.
package struct KillProcess: ProcessFault {
    package static let entry = CatalogueEntry(
        name: "kill-process",
        summary: "end the process with SIGKILL while it works",
        parameters: [],
        layer: .processes,
        undone: "the process is a copy and is ended",
        proof: "the kernel took the signal; what came of it is recorded")

    static let change = ProcessChange.signal(SIGKILL)

    init() {}
}
