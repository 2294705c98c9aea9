import Glibc

/// A replica that notices something and gives up.
package struct AbortProcess: Fault {
    package static let entry = CatalogueEntry(
        name: "abort-process",
        summary: "send the process SIGABRT while it works",
        parameters: [],
        layer: .processes,
        undone: "the process is a copy and is ended",
        proof: "the process is seen in that state")

    package init(_ settings: inout FaultSettings) {}

    package func extent(in window: FaultWindow) -> FaultExtent {
        FaultExtent(moments: window.steps)
    }

    package func injection(at point: FaultPoint, in window: FaultWindow) -> Injection {
        .process(after: point.moment, .signal(SIGABRT))
    }

    package func place(_ point: FaultPoint, in window: FaultWindow) -> String {
        "the process"
    }
}
