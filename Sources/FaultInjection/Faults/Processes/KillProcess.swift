import Glibc

/// A replica that is gone at once, as after the kernel ended it for memory.
package struct KillProcess: Fault {
    package static let entry = CatalogueEntry(
        name: "kill-process",
        summary: "end the process with SIGKILL while it works",
        parameters: [],
        layer: .processes,
        undone: "the process is a copy and is ended",
        proof: "the process is seen in that state")

    package init(_ settings: inout FaultSettings) {}

    package func extent(in window: FaultWindow) -> FaultExtent {
        FaultExtent(moments: window.steps)
    }

    package func injection(at point: FaultPoint, in window: FaultWindow) -> Injection {
        .process(after: point.moment, .signal(SIGKILL))
    }

    package func place(_ point: FaultPoint, in window: FaultWindow) -> String {
        "the process"
    }
}
