import Glibc

/// A replica that hangs and uses no processor.
package struct StopProcess: Fault {
    package static let entry = CatalogueEntry(
        name: "stop-process",
        summary: "stop the process with SIGSTOP while it works",
        parameters: [],
        layer: .processes,
        undone: "the process is a copy and is ended",
        proof: "the process is seen in that state")

    package init(_ settings: inout FaultSettings) {}

    package func extent(in window: FaultWindow) -> FaultExtent {
        FaultExtent(moments: window.steps)
    }

    package func injection(at point: FaultPoint, in window: FaultWindow) -> Injection {
        .process(after: point.moment, .signal(SIGSTOP))
    }

    package func place(_ point: FaultPoint, in window: FaultWindow) -> String {
        "the process"
    }
}
